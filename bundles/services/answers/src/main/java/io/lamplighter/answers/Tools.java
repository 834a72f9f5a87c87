package io.lamplighter.answers;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import java.time.Instant;

/** What all share that move answers. */
record Tools(
    UnitOfWork work,
    Journal journal,
    Agenda agenda,
    House house,
    Desk desk,
    Rules rules,
    Figures figures) {
  static final String AGENDA = "answers.agenda";

  Instant now() {
    return agenda.now();
  }

  /** Writes what has happened to an answer. */
  void tell(Transaction transaction, OneAnswer answer, Record fact) {
    journal.append(
        transaction,
        AnswerRounds.SOURCE,
        Fact.of(fact, answer.requestNo, answer.region, AnswerRounds.SELF.actor()));
  }

  void done(Due due) {
    work.run(transaction -> agenda.done(transaction, due));
  }
}
