package io.lamplighter.accountability;

import io.lamplighter.accountability.FindingRule.Kind;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found of crews: where they cannot have been, and what nobody has seen them do. */
final class CrewWatch {
  private final Connection connection;
  private final Library library;
  private final List<Cause> found = new ArrayList<>();

  CrewWatch(Connection connection, Library library) {
    this.connection = connection;
    this.library = library;
  }

  List<Cause> found() {
    return found;
  }

  void take(Entry entry, WorkOrderFact fact) throws SQLException {
    if (fact instanceof WorkOrderFact.Finished finished) {
      // Only the desk has said so: no crew, and no picture.
      if (finished.act() == null && finished.files() == 0) {
        find(Kind.OFF_SYSTEM, entry, fact.about());
      } else if (finished.files() == 0 && finished.materials().isEmpty()) {
        find(Kind.NO_EVIDENCE, entry, fact.about());
      }
    } else if (fact instanceof WorkOrderFact.Stepped stepped && stepped.about().crew() != null) {
      arrived(entry, fact.about(), stepped.about().crew(), stepped.at());
    }
  }

  /** Where a crew was last, and the entry that says so. */
  private record Last(String workOrder, @Nullable String cell, Instant at, Cursor entry) {
    /** Of an address nothing is told: in one cell two orders may be at one place. */
    boolean isElsewhere(WorkOrderFact.About about) {
      return cell != null
          && about.cell() != null
          && !cell.equals(about.cell())
          && !workOrder.equals(about.workOrder());
    }
  }

  private void arrived(Entry entry, WorkOrderFact.About about, String crew, Instant at)
      throws SQLException {
    Last last =
        new Sql(
                connection,
                "select work_order, cell, at, xid, position from accountability.arrival"
                    + " where crew = ?")
            .with(crew)
            .first(
                row ->
                    new Last(
                        row.text(),
                        row.maybeText(),
                        row.time(),
                        new Cursor(row.number(), row.number())));
    if (last != null && entry.cursor().compareTo(last.entry()) <= 0) {
      return;
    }
    if (last != null && last.isElsewhere(about) && !at.isBefore(last.at())) {
      Duration between = Duration.between(last.at(), at);
      for (FindingRule rule : library.rules(Kind.IMPOSSIBLE_ARRIVAL)) {
        if (between.compareTo(Duration.ofMinutes(rule.measure())) < 0) {
          found.add(cause(rule, entry, about, List.of(last.entry())));
        }
      }
    }
    new Sql(
            connection,
            "insert into accountability.arrival (crew, work_order, cell, at, xid, position)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (crew) do update set"
                + " work_order = excluded.work_order, cell = excluded.cell, at = excluded.at,"
                + " xid = excluded.xid, position = excluded.position")
        .with(crew, about.workOrder(), about.cell(), at)
        .with(entry.cursor().xid(), entry.cursor().position())
        .run();
  }

  private void find(Kind kind, Entry entry, WorkOrderFact.About about) {
    library.rules(kind).stream()
        .filter(rule -> rule.isFor(about.workKind()))
        .forEach(rule -> found.add(cause(rule, entry, about, List.of())));
  }

  private static Cause cause(
      FindingRule rule, Entry entry, WorkOrderFact.About about, List<Cursor> also) {
    return Cause.of(rule, entry, about.requestNo(), about.cell(), about.workOrder(), also);
  }
}
