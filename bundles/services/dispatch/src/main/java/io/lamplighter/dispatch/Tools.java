package io.lamplighter.dispatch;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What whoever plans work stands on.
 *
 * @param agenda what the desk is still to be told; it says what time it is
 * @param slots the hours of a day that customers are offered
 * @param hold how long an offered time is kept
 * @param early so long before the promised time a crew is in time
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    Agenda agenda,
    House house,
    Organisation organisation,
    Customers customers,
    WorkKinds kinds,
    Durations durations,
    Roads roads,
    Slots slots,
    Duration hold,
    Duration early) {
  static final String SOURCE = "dispatch";
  static final String AGENDA = "dispatch.agenda";

  /**
   * Where he lives and how he is reached, for whoever must go there; null while nobody can say, and
   * for one who is not known.
   */
  @Nullable Customer customer(@Nullable String customerNo) {
    try {
      return customerNo == null ? null : customers.get(Course.SELF, customerNo);
    } catch (Refusal.Unavailable | Refusal.NotFound nobody) {
      return null;
    }
  }

  /** When crews work, with the people and skills that are there then. */
  ShiftTables shifts(Connection connection) {
    return new ShiftTables(connection, house.zone());
  }

  Instant now() {
    return agenda.now();
  }

  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, house.zone());
  }

  /** From midnight to midnight. */
  Span span(LocalDate day) {
    return new Span(
        day.atStartOfDay(house.zone()).toInstant(),
        day.plusDays(1).atStartOfDay(house.zone()).toInstant());
  }
}
