package io.lamplighter.accountability;

import io.lamplighter.api.House;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all stand on who do something with files.
 *
 * @param agenda what is to be done by itself; it says what time it is
 * @param library the one in force
 * @param people the logins of who works in a region, or in one above it
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    Seals seals,
    Looks looks,
    Agenda agenda,
    House house,
    Organisation organisation,
    Supplier<Library> library,
    Function<String, Collection<String>> people) {
  static final String SOURCE = "accountability";
  static final String AGENDA = "accountability.agenda";
  static final Caller SELF = Caller.system(SOURCE);

  Instant now() {
    return agenda.now();
  }

  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, house.zone());
  }

  void tell(Transaction transaction, Record fact, String subject, String region, String actor) {
    journal.append(transaction, SOURCE, Fact.of(fact, subject, region, actor));
  }
}
