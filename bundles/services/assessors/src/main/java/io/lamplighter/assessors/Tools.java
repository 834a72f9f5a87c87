package io.lamplighter.assessors;

import io.lamplighter.api.House;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What all stand on who do something with samples. */
record Tools(
    UnitOfWork work,
    Journal journal,
    Seals seals,
    Proofs proofs,
    Looks looks,
    House house,
    InstantSource clock) {
  static final String SOURCE = "assessors";

  /** As the database keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  Instant begin(LocalDate day) {
    return day.atStartOfDay(house.zone()).toInstant();
  }

  void tell(Transaction transaction, Record fact, String no, String region, String actor) {
    journal.append(transaction, SOURCE, Fact.of(fact, no, region, actor));
  }
}
