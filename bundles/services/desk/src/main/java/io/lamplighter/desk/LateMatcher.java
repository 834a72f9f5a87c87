package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.desk.ToMatchTable.Due;
import io.lamplighter.desk.UnmatchedTable.Unmatched;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives open requests their customer when he becomes known after they have come in: matched by
 * number, phone or address as at intake. A request that has a customer keeps him. Nobody is asked
 * inside a transaction, and two nodes that do the same do it once.
 */
final class LateMatcher {
  static final int PAGE = 200;
  private static final Duration WORTH_ASKING = Duration.ofDays(1);

  private final UnitOfWork work;
  private final Journal journal;
  private final Customers customers;
  private final BooleanSupplier expected;
  private final Treatments treatments;
  private final LatePlacer placer;
  private final InstantSource clock;

  /**
   * @param expected whether there are customers, or will be in a moment
   */
  LateMatcher(
      UnitOfWork work,
      Journal journal,
      Customers customers,
      BooleanSupplier expected,
      Treatments treatments,
      LatePlacer placer,
      InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.customers = customers;
    this.expected = expected;
    this.treatments = treatments;
    this.placer = placer;
    this.clock = clock;
  }

  /**
   * Goes through what is due.
   *
   * @return how many customers and requests were looked at
   */
  int round() {
    boolean customersAreThere = expected.getAsBoolean();
    Due due = work.read(t -> table(t).due(clock.instant(), PAGE, customersAreThere));
    if (!due.requests().isEmpty()) {
      placer.place(due.requests());
    }
    if (!customersAreThere) {
      work.run(t -> table(t).placed(due, clock.instant().minus(WORTH_ASKING)));
      return due.numbers().size();
    }
    if (due.isEmpty()) {
      return 0;
    }
    if (!due.requests().isEmpty()) {
      match(work.read(t -> new UnmatchedTable(t.connection()).of(due.requests())));
    }
    if (!due.customers().isEmpty()) {
      matchLike(customers.clues(due.customers()));
    }
    work.run(t -> table(t).done(due));
    return due.numbers().size();
  }

  private void matchLike(List<Clue> clues) {
    List<Unmatched> page = like(clues, "");
    while (!page.isEmpty()) {
      match(page);
      page = like(clues, page.get(page.size() - 1).requestNo());
    }
  }

  private List<Unmatched> like(List<Clue> clues, String after) {
    return work.read(t -> new UnmatchedTable(t.connection()).like(clues, after, PAGE));
  }

  private void match(List<Unmatched> page) {
    if (page.isEmpty()) {
      return;
    }
    List<@Nullable Match> found =
        Whose.ask(customers, page.stream().map(Unmatched::whose).toList());
    Map<String, Match> matches = new HashMap<>();
    for (int i = 0; i < page.size(); i++) {
      Unmatched request = page.get(i);
      Match match = found.get(i);
      if (match != null && mayKnow(request, match)) {
        boolean shared = treatments.sharedByNeighbours(request.kind());
        matches.put(request.requestNo(), request.whose().weighed(match, shared));
      }
    }
    if (!matches.isEmpty()) {
      work.run(transaction -> attach(transaction, matches));
    }
  }

  /**
   * Who brought the request in may know customers of its region at least; of others that cannot be
   * told any more.
   */
  private static boolean mayKnow(Unmatched request, Match match) {
    return match
        .region()
        .startsWith(Objects.requireNonNullElse(request.whose().clue().region(), ""));
  }

  private void attach(Transaction transaction, Map<String, Match> matches) throws SQLException {
    LateChanges.write(
        transaction,
        journal,
        new UnmatchedTable(transaction.connection()).hold(matches.keySet()),
        request -> attach(request, Objects.requireNonNull(matches.get(request.requestNo()))));
  }

  private Fact attach(RequestEntity request, Match match) {
    request.attach(
        match, treatments.priority(request.kind(), request.kindSure(), match.important()));
    return Facts.matched(request, request.version() + 1, match);
  }

  private static ToMatchTable table(Transaction transaction) {
    return new ToMatchTable(transaction.connection());
  }
}
