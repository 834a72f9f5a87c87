package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.desk.Advice.Known;
import io.lamplighter.desk.GroupCommit.Outcome;
import io.lamplighter.desk.IntakeTables.Earlier;
import io.lamplighter.desk.IntakeTables.Key;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of submissions in: customers matched, then in one transaction and a fixed number of
 * round trips replays and duplicates recognised (also among themselves), rows and facts written.
 */
final class Intake {
  /**
   * @param mergeWindow how long after the first a request may be taken for its duplicate
   * @param mergeMeters how near to each other two locations are one place
   */
  record Settings(Duration mergeWindow, int mergeMeters) {}

  private final UnitOfWork work;
  private final Journal journal;
  private final Advice advice;
  private final Treatments treatments;
  private final RequestNumbers numbers;
  private final TrackingTokens tokens;
  private final Submitters submitters;
  private final InstantSource clock;
  private final Settings settings;

  Intake(
      UnitOfWork work,
      Journal journal,
      Advice advice,
      Treatments treatments,
      RequestNumbers numbers,
      TrackingTokens tokens,
      InstantSource clock,
      Settings settings) {
    this.work = work;
    this.journal = journal;
    this.advice = advice;
    this.treatments = treatments;
    this.numbers = numbers;
    this.tokens = tokens;
    this.submitters = new Submitters(tokens);
    this.clock = clock;
    this.settings = settings;
  }

  List<Outcome<Receipt>> take(List<Draft> drafts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Known> known = advice.of(drafts, now);
    return work.call(transaction -> take(transaction, drafts, known, now));
  }

  private List<Outcome<Receipt>> take(
      Transaction transaction, List<Draft> drafts, List<Known> known, Instant now)
      throws SQLException {
    List<Duplicates.Marks> marks = new ArrayList<>(drafts.size());
    List<Arrival.Marks> traces = new ArrayList<>(drafts.size());
    List<@Nullable Key> keys = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      marks.add(Duplicates.marks(treatments, draft, known.get(i), settings.mergeMeters()));
      traces.add(submitters.marks(draft));
      keys.add(Submitters.key(draft, traces.get(i)));
    }
    IntakeTables tables = new IntakeTables(transaction.connection());
    IntakeTables.Opening opening =
        tables.open(
            keys.stream().filter(Objects::nonNull).toList(),
            marks,
            now.minus(settings.mergeWindow()),
            drafts.size());

    Map<Key, Earlier> earlier = opening.earlier();
    Duplicates duplicates =
        new Duplicates(treatments, settings.mergeMeters(), opening.candidates());
    NewRanks family = new NewRanks();
    List<Arrival> arrivals = new ArrayList<>(drafts.size());
    List<Fact> facts = new ArrayList<>(drafts.size());
    List<Outcome<Receipt>> outcomes = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      Key key = keys.get(i);
      Earlier same = key == null ? null : earlier.get(key);
      if (same != null) {
        outcomes.add(replay(draft, same));
        continue;
      }
      String requestNo = numbers.number(now, opening.sequence().get(i));
      Duplicates.Found first = duplicates.firstOf(marks.get(i)).orElse(null);
      Arrival arrival = arrival(requestNo, draft, known.get(i), now, first, traces.get(i));
      if (first == null) {
        duplicates.add(requestNo, marks.get(i), arrival.priority());
      } else {
        family.joins(first.first(), arrival);
      }
      arrivals.add(arrival);
      facts.addAll(Facts.of(arrival));
      Earlier kept =
          new Earlier(
              requestNo, draft.contentHash(), now, arrival.firstRequest(), arrival.promises());
      if (key != null) {
        earlier.put(key, kept);
      }
      outcomes.add(Outcome.of(receipt(kept, false)));
    }
    if (!arrivals.isEmpty()) {
      tables.insert(arrivals);
      facts.addAll(family.settle(transaction));
      journal.append(transaction, Facts.SOURCE, facts);
    }
    return outcomes;
  }

  private Arrival arrival(
      String requestNo,
      Draft draft,
      Known known,
      Instant now,
      Duplicates.@Nullable Found first,
      Arrival.Marks marks) {
    Match match = known.match();
    return new Arrival(
        requestNo,
        draft,
        known,
        treatments.priority(draft.judgement(), match != null && match.important()),
        now,
        first == null ? null : first.first().requestNo(),
        first == null ? null : first.reason(),
        marks);
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
