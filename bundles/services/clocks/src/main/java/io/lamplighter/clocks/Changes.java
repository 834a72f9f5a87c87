package io.lamplighter.clocks;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Clocks that have changed: written, put on the agenda or off it, and told of, all or nothing. */
record Changes(List<RunningClock> clocks) {
  void save(Transaction transaction, Agenda agenda, Journal journal, Telling telling)
      throws SQLException {
    new ClockTables(transaction.connection()).save(clocks);
    List<Thing> things = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (RunningClock clock : clocks) {
      Reckoned.Point next = clock.next();
      if (next != null) {
        things.add(new Thing(clock.id, clock.id, next.at()));
      } else if (clock.version > 1) {
        off.add(clock.id);
      }
    }
    agenda.put(transaction, things);
    agenda.cancel(transaction, off);
    if (!telling.facts().isEmpty()) {
      journal.append(transaction, Clockwork.SOURCE, telling.facts());
    }
  }
}
