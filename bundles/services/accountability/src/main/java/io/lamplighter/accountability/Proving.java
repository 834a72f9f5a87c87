package io.lamplighter.accountability;

import io.lamplighter.accountability.EvidenceTables.Kept;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes in which sealed block of the journal each entry is that a file points to. */
final class Proving {
  /** Of the agenda. */
  static final String PROVE = "prove ";

  /** Blocks are sealed within seconds. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Tools tools;

  Proving(Tools tools) {
    this.tools = tools;
  }

  static void later(Tools tools, Transaction transaction, String no) throws SQLException {
    tools.agenda().put(transaction, new Thing(PROVE + no, no, tools.now().plus(SOON)));
  }

  void prove(Due due) {
    List<Kept> open =
        tools.work().read(t -> new EvidenceTables(t.connection()).of(due.subject())).stream()
            .filter(kept -> kept.block() == null)
            .toList();
    Blocks blocks = new Blocks(tools.seals());
    Map<Kept, Seals.Head> found = new LinkedHashMap<>();
    for (Kept kept : open) {
      blocks.of(kept.entry()).ifPresent(head -> found.put(kept, head));
    }
    Instant again = tools.now().plus(AGAIN);
    tools
        .work()
        .run(
            transaction -> {
              EvidenceTables tables = new EvidenceTables(transaction.connection());
              for (Map.Entry<Kept, Seals.Head> one : found.entrySet()) {
                tables.seal(one.getKey(), one.getValue());
              }
              if (found.size() == open.size()) {
                tools.agenda().done(transaction, due);
              } else {
                tools.agenda().back(transaction, List.of(due.later(again, null)));
              }
            });
  }
}
