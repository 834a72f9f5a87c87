package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.desk.GroupCommit.Outcome;
import io.lamplighter.desk.IntakeTables.Earlier;
import io.lamplighter.desk.IntakeTables.Key;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of submissions in, in one transaction and a fixed number of round trips: customers
 * matched, replays and duplicates recognised (also among themselves), rows and facts written.
 */
final class Intake {
  /**
   * @param mergeWindow how long after the first a request may be taken for its duplicate
   * @param mergeMeters how near to each other two locations are one place
   * @param defaultRegion for a request that neither submission, customer nor caller gives one
   */
  record Settings(Duration mergeWindow, int mergeMeters, String defaultRegion) {}

  private final UnitOfWork work;
  private final Journal journal;
  private final @Nullable Customers customers;
  private final Treatments treatments;
  private final RequestNumbers numbers;
  private final TrackingTokens tokens;
  private final InstantSource clock;
  private final Settings settings;

  Intake(
      UnitOfWork work,
      Journal journal,
      @Nullable Customers customers,
      Treatments treatments,
      RequestNumbers numbers,
      TrackingTokens tokens,
      InstantSource clock,
      Settings settings) {
    this.work = work;
    this.journal = journal;
    this.customers = customers;
    this.treatments = treatments;
    this.numbers = numbers;
    this.tokens = tokens;
    this.clock = clock;
    this.settings = settings;
  }

  List<Outcome<Receipt>> take(List<Draft> drafts) {
    return work.call(transaction -> take(transaction, drafts));
  }

  private List<Outcome<Receipt>> take(Transaction transaction, List<Draft> drafts)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Customers.@Nullable Match> matches = match(transaction, drafts);
    List<Duplicates.Marks> marks = new ArrayList<>(drafts.size());
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      marks.add(
          Duplicates.marks(treatments, drafts.get(i), matches.get(i), settings.mergeMeters()));
      key(drafts.get(i)).ifPresent(keys::add);
    }
    IntakeTables tables = new IntakeTables(transaction.connection());
    IntakeTables.Opening opening =
        tables.open(keys, marks, now.minus(settings.mergeWindow()), drafts.size());

    Map<Key, Earlier> earlier = opening.earlier();
    Duplicates duplicates =
        new Duplicates(treatments, settings.mergeMeters(), opening.candidates());
    List<Arrival> arrivals = new ArrayList<>(drafts.size());
    List<Fact> facts = new ArrayList<>(drafts.size());
    List<Outcome<Receipt>> outcomes = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      Optional<Key> key = key(draft);
      Earlier known = key.map(earlier::get).orElse(null);
      if (known != null) {
        outcomes.add(replay(draft, known));
        continue;
      }
      String requestNo = numbers.number(now, opening.sequence().get(i));
      Arrival arrival =
          arrival(requestNo, draft, matches.get(i), now, duplicates.firstOf(marks.get(i)));
      if (arrival.firstRequest() == null) {
        duplicates.add(requestNo, marks.get(i));
      }
      arrivals.add(arrival);
      facts.addAll(Facts.of(arrival));
      Earlier kept =
          new Earlier(
              requestNo, draft.contentHash(), now, arrival.firstRequest(), arrival.promises());
      key.ifPresent(k -> earlier.put(k, kept));
      outcomes.add(Outcome.of(receipt(kept, false)));
    }
    if (!arrivals.isEmpty()) {
      tables.insert(arrivals);
      journal.append(transaction, Facts.SOURCE, facts);
    }
    return outcomes;
  }

  private List<Customers.@Nullable Match> match(Transaction transaction, List<Draft> drafts) {
    if (customers == null) {
      return Collections.nCopies(drafts.size(), null);
    }
    List<Customers.Clue> clues = drafts.stream().map(Intake::clue).toList();
    List<Customers.@Nullable Match> found = customers.match(transaction, clues);
    List<Customers.@Nullable Match> matches = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Customers.Match match = found.get(i);
      // Somebody else's customer is nobody to this caller.
      boolean known = match != null && drafts.get(i).caller().covers(match.region());
      matches.add(known ? match : null);
    }
    return matches;
  }

  private static Customers.Clue clue(Draft draft) {
    return new Customers.Clue(
        draft.submission().customerNo(),
        draft.contactPhone(),
        draft.submission().address(),
        draft.submission().region());
  }

  private Arrival arrival(
      String requestNo,
      Draft draft,
      Customers.@Nullable Match match,
      Instant now,
      Optional<Duplicates.Found> first) {
    List<Promise> promises = treatments.promises(draft.kind(), now);
    return new Arrival(
        requestNo,
        draft,
        match,
        region(draft, match),
        treatments.priority(draft.kind(), match != null && match.important()),
        now,
        promises,
        first.map(Duplicates.Found::requestNo).orElse(null),
        first.map(Duplicates.Found::reason).orElse(null));
  }

  private String region(Draft draft, Customers.@Nullable Match match) {
    String given = draft.submission().region();
    if (given != null) {
      return given;
    }
    if (match != null) {
      return match.region();
    }
    Caller caller = draft.caller();
    return caller.region().isEmpty() ? settings.defaultRegion() : caller.region();
  }

  private static Optional<Key> key(Draft draft) {
    return Optional.ofNullable(draft.channelRef()).map(ref -> new Key(draft.channel(), ref));
  }

  private Outcome<Receipt> replay(Draft draft, Earlier known) {
    if (known.contentHash().equals(draft.contentHash())) {
      return Outcome.of(receipt(known, true));
    }
    return Outcome.refused(
        new Refusal.Conflict(
            "submission.key-reused",
            new Text("This channel id was used before with another content", "该渠道流水号已用于内容不同的来件")));
  }

  private Receipt receipt(Earlier kept, boolean replayed) {
    return new Receipt(
        kept.requestNo(),
        tokens.token(kept.requestNo()),
        kept.mergedInto() == null ? RequestState.RECEIVED : RequestState.MERGED,
        kept.receivedAt(),
        kept.mergedInto(),
        kept.promises(),
        replayed);
  }
}
