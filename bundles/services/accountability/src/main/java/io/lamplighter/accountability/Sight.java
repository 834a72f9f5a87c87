package io.lamplighter.accountability;

import io.lamplighter.accountability.EvidenceTables.Kept;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFile.Evidence;
import io.lamplighter.api.accountability.AccountabilityFile.Step;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file as a caller may see it. */
final class Sight {
  /** What people say of others in these steps is for who is held responsible, once he is told. */
  private static final Set<String> TOLD =
      Set.of("judged", "measured", "told", "confirmed", "changed");

  private static final Set<FileState> BEFORE = EnumSet.range(FileState.OPENED, FileState.APPROVED);

  private static final String NOTIFIED = FileState.NOTIFIED.wire();

  private Sight() {}

  /** In a list: no evidence, steps or acts. */
  static AccountabilityFile shown(Rights rights) {
    return shown(rights, null, List.of(), List.of(), Set.of());
  }

  static AccountabilityFile shown(
      Rights rights,
      @Nullable Boolean intact,
      List<Evidence> evidence,
      List<Step> steps,
      Set<FileAct> acts) {
    AccountabilityFile all = rights.file().all();
    boolean early = isEarly(rights);
    return new AccountabilityFile(
        all.no(),
        all.version(),
        all.state(),
        all.on(),
        all.region(),
        all.cell(),
        all.cause(),
        all.byRule(),
        all.event(),
        all.at(),
        all.openedAt(),
        all.unit(),
        all.person(),
        all.why(),
        all.late(),
        early ? null : all.finding(),
        early ? null : all.proposal(),
        early ? null : all.level(),
        early ? null : all.measure(),
        all.annulProposedBy(),
        all.right(),
        all.published(),
        intact,
        evidence,
        his(rights, steps).stream().map(step -> shown(rights, step)).toList(),
        acts);
  }

  /** Nothing of a judgement is for who is held responsible before he is told. */
  private static boolean isEarly(Rights rights) {
    return rights.isAccused() && BEFORE.contains(rights.file().all().state());
  }

  /** What was done before he was named was about another person, whose it is. */
  private static List<Step> his(Rights rights, List<Step> steps) {
    int from = 0;
    for (int i = 0; rights.isAccused() && i < steps.size(); i++) {
      from = steps.get(i).act().equals(NOTIFIED) ? i : from;
    }
    return steps.subList(from, steps.size());
  }

  private static Step shown(Rights rights, Step step) {
    boolean words =
        rights.isAccused()
            ? step.by().equals(Rights.login(rights.caller()))
                || !isEarly(rights) && TOLD.contains(step.act())
            : rights.hears();
    return words || step.text() == null
        ? step
        : new Step(step.act(), step.at(), step.by(), null, step.digest());
  }

  /**
   * What a file points to, as the journal has it now; what it has no more is said to be missing.
   */
  static List<Evidence> evidence(Journal journal, String on, List<Kept> kept) {
    Map<Cursor, Entry> found = new Trail(journal).at(on, kept.stream().map(Kept::entry).toList());
    return kept.stream().map(one -> evidence(one, found.get(one.entry()))).toList();
  }

  private static Evidence evidence(Kept kept, @Nullable Entry entry) {
    return new Evidence(
        kept.entry().toString(),
        entry == null ? Evidence.MISSING : entry.type(),
        entry == null ? null : entry.time(),
        entry == null ? null : entry.actor(),
        kept.shows(),
        kept.block(),
        kept.head());
  }
}
