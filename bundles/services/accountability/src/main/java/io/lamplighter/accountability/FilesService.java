package io.lamplighter.accountability;

import io.lamplighter.accountability.EvidenceTables.Kept;
import io.lamplighter.accountability.FileTables.Stand;
import io.lamplighter.api.Page;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFile.Step;
import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.accountability.ActOrder;
import io.lamplighter.api.accountability.FileQuery;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.security.Caller;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files, as other parts and people ask for them. */
@Component(service = AccountabilityFiles.class)
public final class FilesService implements AccountabilityFiles {
  private final Tools tools;
  private final Acts acts;
  private final Bars bars;

  @Activate
  public FilesService(@Reference FileDesk desk) {
    this(desk.tools());
  }

  FilesService(Tools tools) {
    this.tools = tools;
    this.acts = new Acts(tools);
    this.bars = new Bars(tools);
  }

  @Override
  public Page<AccountabilityFile> find(Caller caller, FileQuery query) {
    staff(caller);
    Page.check(query.limit());
    return tools
        .work()
        .read(t -> new FileQueries(t.connection(), tools.house().zone()).find(caller, query))
        .map(file -> Sight.shown(new Rights(caller, file, true)));
  }

  private static void staff(Caller caller) {
    if (caller.kind() != Caller.Kind.PERSON) {
      caller.require();
    }
  }

  private record Found(FileRow file, boolean barred, List<Kept> evidence, List<Stand> stands) {
    List<Step> steps() {
      return stands.isEmpty() ? List.of() : stands.get(0).steps();
    }
  }

  @Override
  public AccountabilityFile get(Caller caller, String no) {
    staff(caller);
    Bars.Fellows fellows = bars.fellowsIfThere(no);
    Found found =
        tools
            .work()
            .find(
                t -> {
                  FileTables tables = new FileTables(t.connection());
                  FileRow file = tables.get(no);
                  return file == null
                      ? null
                      : new Found(
                          file,
                          bars.isBarred(tables, caller, file, fellows),
                          new EvidenceTables(t.connection()).of(no),
                          tables.stand(no));
                });
    if (found == null) {
      throw Acts.unknown();
    }
    Rights rights = new Rights(caller, found.file(), found.barred());
    if (!rights.sees()) {
      throw Acts.unknown();
    }
    AccountabilityFile shown =
        Sight.shown(
            rights,
            new Proof(tools).of(found.stands()).isEmpty(),
            Sight.evidence(tools.journal(), found.file().all().on(), found.evidence()),
            found.steps(),
            rights.allowed());
    boolean words = shown.steps().stream().anyMatch(step -> step.text() != null);
    if (words && !rights.isAccused()) {
      tools
          .looks()
          .note(
              Look.by(caller, "accountability-file", shown.region())
                  .shows("accountability-files", List.of(no)));
    }
    return shown;
  }

  @Override
  public AccountabilityFile act(Caller caller, ActOrder order) {
    staff(caller);
    return acts.act(caller, order);
  }
}
