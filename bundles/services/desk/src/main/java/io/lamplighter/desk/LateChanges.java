package io.lamplighter.desk;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;

/** Writes what was found out about requests after they had come in. */
final class LateChanges {
  private LateChanges() {}

  /**
   * @param held numbers of requests that are locked
   * @param change changes one, and gives what is to be said of it
   */
  static void write(
      Transaction transaction,
      Journal journal,
      Collection<String> held,
      Function<RequestEntity, Fact> change) {
    EntityManager entities = transaction.entities();
    List<Fact> facts = new ArrayList<>();
    for (String requestNo : held) {
      facts.add(change.apply(entities.find(RequestEntity.class, requestNo)));
    }
    entities.flush();
    entities.clear();
    journal.append(transaction, Facts.SOURCE, facts);
  }
}
