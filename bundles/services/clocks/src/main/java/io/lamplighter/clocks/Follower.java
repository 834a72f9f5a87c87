package io.lamplighter.clocks;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Begins and ends clocks as the journal tells it. */
final class Follower implements JournalReader {
  /** What changes whose clocks they are, by which rules, and until when, whatever the rules are. */
  private static final Set<String> ALWAYS =
      Set.of(
          "request.received",
          "request.matched",
          "request.located",
          "request.triaged",
          "request.ranked",
          "request.reopened",
          "request.extended",
          Families.MERGED,
          Families.UNMERGED);

  private static final int AT_ONCE = 500;

  private final Tools tools;
  private final UnitOfWork work;
  private final Set<String> types;

  /**
   * @param work nobody waits for it: the journal's thread, which stands in it, is waited for itself
   *     when the store leaves
   */
  Follower(Tools tools, UnitOfWork work) {
    this.tools = tools;
    this.work = work;
    this.types = types(tools.book().get());
  }

  static Set<String> types(RuleBook book) {
    Set<String> types = new TreeSet<>(book.types());
    types.addAll(ALWAYS);
    return types;
  }

  @Override
  public String name() {
    return Clockwork.SOURCE;
  }

  @Override
  public Set<String> types() {
    return types;
  }

  @Override
  public int batchSize() {
    return AT_ONCE;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    Telling telling = new Telling(Clockwork.SELF.actor());
    RuleBook rules = tools.book().get();
    Hands hands =
        new Hands(rules, tools.whom(), telling, tools.time().ask(transaction.connection()));
    Batch all = Batch.of(transaction.connection(), batch);
    all.take(batch, new Course(rules, hands, new Families(hands, all)));
    all.save(transaction, tools.agenda(), tools.journal(), telling);
    all.read(batch);
  }
}
