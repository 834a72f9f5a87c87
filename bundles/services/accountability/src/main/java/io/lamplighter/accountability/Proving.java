package io.lamplighter.accountability;

import io.lamplighter.accountability.EvidenceTables.Kept;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Those of many files at once: each points to few entries. */
  void prove(List<Due> all) {
    List<String> files = all.stream().map(Due::subject).toList();
    List<Kept> open = tools.work().read(t -> new EvidenceTables(t.connection()).unsealed(files));
    Blocks blocks = new Blocks(tools.seals());
    Map<Kept, Seals.Head> found = new LinkedHashMap<>();
    Set<String> waiting = new HashSet<>();
    for (Kept kept : open) {
      Optional<Seals.Head> head = blocks.of(kept.entry());
      head.ifPresent(one -> found.put(kept, one));
      if (head.isEmpty()) {
        waiting.add(kept.file());
      }
    }
    Instant again = tools.now().plus(AGAIN);
    List<Due> done = all.stream().filter(due -> !waiting.contains(due.subject())).toList();
    List<Due.Later> later =
        all.stream()
            .filter(due -> waiting.contains(due.subject()))
            .map(due -> due.later(again, null))
            .toList();
    tools
        .work()
        .run(
            transaction -> {
              new EvidenceTables(transaction.connection()).seal(found);
              tools.agenda().done(transaction, done);
              tools.agenda().back(transaction, later);
            });
  }
}
