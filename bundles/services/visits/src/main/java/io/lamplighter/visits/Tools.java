package io.lamplighter.visits;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * What all share that move visits.
 *
 * @param asking the tables in force
 * @param patience how long each way is waited for
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    Agenda agenda,
    House house,
    Desk desk,
    Supplier<Asking> asking,
    CallHours hours,
    Patience patience) {
  static final String AGENDA = "visits.agenda";

  /**
   * @param text until the second text
   * @param form until the agents' list
   * @param list until it is taken off that
   * @param rest nobody is asked twice within this time
   */
  record Patience(Duration text, Duration form, Duration list, Duration rest) {}

  Instant now() {
    return agenda.now();
  }

  ZoneId zone() {
    return house.zone();
  }

  /** Writes what has happened to a visit. */
  void tell(Transaction transaction, OneVisit visit, Record fact, String actor) {
    journal.append(
        transaction, VisitRounds.SOURCE, Fact.of(fact, visit.requestNo, visit.region, actor));
  }
}
