package io.lamplighter.accountability;

import io.lamplighter.accountability.FileTables.Stand;
import io.lamplighter.api.accountability.AccountabilityFile.Step;
import io.lamplighter.api.accountability.ClosingFact;
import io.lamplighter.api.accountability.ClosingFact.Figure;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether the rows still say what the journal, which is sealed, says of them: each step by its
 * digest, a file by its last step, a month by its figures.
 */
final class Proof {
  /** An entry is read once all that began before it have ended. */
  private static final Duration UNREAD = Duration.ofMinutes(5);

  private final Tools tools;

  Proof(Tools tools) {
    this.tools = tools;
  }

  /** What is wrong with a file; empty when nothing is. */
  List<String> of(String no) {
    List<Stand> stands = tools.work().read(t -> new FileTables(t.connection()).stand(no));
    return of(stands);
  }

  /** The same, of what was read already. */
  List<String> of(List<Stand> stands) {
    return stands.stream().flatMap(stand -> wrong(stand).stream()).toList();
  }

  /**
   * What is wrong with the next files.
   *
   * @param after number of the last one before
   * @param wrong by their numbers; those that are whole are taken away
   * @return number of the last one; empty at the end
   */
  String next(String after, int most, Map<String, String> wrong) {
    List<Stand> stands = tools.work().read(t -> new FileTables(t.connection()).stands(after, most));
    for (Stand stand : stands) {
      List<String> found = wrong(stand);
      if (found.isEmpty()) {
        wrong.remove(stand.no());
      } else {
        wrong.put(stand.no(), found.get(0));
      }
    }
    return stands.size() < most ? "" : stands.get(stands.size() - 1).no();
  }

  private List<String> wrong(Stand stand) {
    List<String> wrong = new ArrayList<>();
    if (!stand.stands()) {
      wrong.add("file " + stand.no() + " is not as after its last step");
    }
    Set<String> told = new HashSet<>();
    List<Entry> entries = new ArrayList<>(tools.journal().about(stand.no()));
    if (stand.caseNo() != null) {
      entries.addAll(tools.journal().about(stand.caseNo()));
    }
    for (Entry entry : entries) {
      if (entry.data().get("digest") instanceof String digest) {
        told.add(digest);
      }
    }
    Instant read = tools.now().minus(UNREAD);
    for (Step step : stand.steps()) {
      if (!told.remove(step.digest()) && step.at().isBefore(read)) {
        wrong.add("step " + step.act() + " of file " + stand.no() + " is not as its entry says");
      }
    }
    if (!told.isEmpty()) {
      wrong.add("file " + stand.no() + " lacks " + told.size() + " steps that the journal has");
    }
    return wrong;
  }

  /** What is wrong with the figures of months that are closed. */
  List<String> months() {
    LocalDate closed = tools.work().find(t -> new Months(t.connection()).closed());
    List<String> wrong = new ArrayList<>();
    if (closed != null) {
      month(YearMonth.from(closed), wrong);
      month(YearMonth.from(closed).minusMonths(1), wrong);
    }
    return wrong;
  }

  private void month(YearMonth month, List<String> wrong) {
    Map<String, List<Figure>> regions = new TreeMap<>();
    tools
        .work()
        .read(t -> MonthClosing.count(t.connection(), month))
        .forEach(one -> regions.put(one.region(), new ArrayList<>()));
    tools
        .work()
        .read(t -> MonthClosing.fixed(t.connection(), month))
        .forEach(
            one ->
                regions
                    .computeIfAbsent(one.region(), region -> new ArrayList<>())
                    .add(one.figure()));
    regions.forEach(
        (region, figures) -> {
          String subject = region + "/" + month;
          List<Entry> told = tools.journal().about(subject);
          boolean same =
              told.stream()
                  .map(ClosingFact::of)
                  .anyMatch(
                      fact ->
                          fact instanceof ClosingFact.MonthClosed one
                              && one.figures().equals(figures));
          if (!same && tools.journal().end().compareTo(Cursor.START) > 0) {
            wrong.add("figures of " + subject + " are not as their entry says");
          }
        });
  }
}
