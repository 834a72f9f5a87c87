package io.lamplighter.assessors;

import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What the parts of this bundle stand on. It holds nobody: whoever is replaced is waited for when
 * he is asked.
 */
@Component(service = AssessorDesk.class)
public final class AssessorDesk implements Neighbourhood {
  private final Neighbours neighbours;
  private final Neighbour<RunningClocks> clocks;
  private final Neighbour<Limits> limits;
  private final Neighbour<WorkingDays> calendars;
  private final Neighbour<Indices> indices;
  private final Neighbour<AccountabilityFiles> files;
  private final Tools tools;

  @Activate
  public AssessorDesk(BundleContext context) {
    neighbours = new Neighbours(context);
    clocks = neighbours.of(RunningClocks.class);
    limits = neighbours.of(Limits.class);
    calendars = neighbours.of(WorkingDays.class);
    indices = neighbours.of(Indices.class);
    files = neighbours.of(AccountabilityFiles.class);
    tools =
        new Tools(
            neighbours
                .of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=" + Tools.SOURCE + ")")
                .service(),
            neighbours.of(Journal.class).service(),
            neighbours.of(Seals.class).service(),
            neighbours.of(Proofs.class).service(),
            neighbours.of(Looks.class).service(),
            neighbours.house(),
            neighbours.clock());
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  Tools tools() {
    return tools;
  }

  @Override
  public @Nullable RunningClocks clocks() {
    return clocks.expected();
  }

  @Override
  public @Nullable Limits limits() {
    return limits.expected();
  }

  @Override
  public @Nullable WorkingDays calendars() {
    return calendars.expected();
  }

  @Override
  public @Nullable Indices indices() {
    return indices.expected();
  }

  @Override
  public @Nullable AccountabilityFiles files() {
    return files.expected();
  }
}
