package io.lamplighter.learning;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Thing;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.function.Supplier;

/**
 * What all share that learn.
 *
 * @param room what ships, loaded anew for each lesson: between lessons it takes no memory
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    Agenda agenda,
    House house,
    RequestTexts desk,
    Bounds bounds,
    Supplier<Classroom> room) {
  static final String AGENDA = "learning.agenda";

  Instant now() {
    return agenda.now();
  }

  /** When is learned next by itself. */
  Instant nextNight() {
    ZonedDateTime now = now().atZone(house.zone());
    ZonedDateTime today = now.toLocalDate().atTime(bounds.learnAt()).atZone(house.zone());
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** One after the other: there is one subject. */
  Thing due(String key, Instant at) {
    return new Thing(key, LearningDesk.SOURCE, at);
  }

  /**
   * Writes what has become of a model.
   *
   * @param model its name
   */
  void tell(Transaction transaction, Record fact, String model, String actor) {
    journal.append(transaction, LearningDesk.SOURCE, Fact.of(fact, model, house.region(), actor));
  }
}
