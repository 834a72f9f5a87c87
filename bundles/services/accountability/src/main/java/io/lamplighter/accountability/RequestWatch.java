package io.lamplighter.accountability;

import io.lamplighter.accountability.FindingRule.Kind;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch of entries does to the requests that are watched, and what is found by it. */
final class RequestWatch {
  private static final Set<String> OVER =
      Set.of(
          RequestState.MERGED.wire(),
          RequestState.RESOLVED.wire(),
          RequestState.VISITED.wire(),
          RequestState.CLOSED.wire(),
          RequestState.CANCELLED.wire());

  /** Once it is so far, people at the desk do not set it back without a reason to look at. */
  private static final Set<String> FAR =
      Set.of(RequestState.ACCEPTED.wire(), RequestState.ON_SITE.wire());

  private final Transaction transaction;
  private final Tools tools;
  private final Library library;
  private final Map<String, Watched> known;
  private final Set<String> moved = new LinkedHashSet<>();
  private final Set<String> over = new LinkedHashSet<>();
  private final List<Cause> found = new ArrayList<>();

  private RequestWatch(Transaction transaction, Tools tools, Map<String, Watched> known) {
    this.transaction = transaction;
    this.tools = tools;
    this.library = tools.library().get();
    this.known = known;
  }

  static RequestWatch of(Transaction transaction, Tools tools, List<Entry> batch)
      throws SQLException {
    Set<String> numbers = new LinkedHashSet<>();
    for (Entry entry : batch) {
      if (isOfRequest(entry)) {
        numbers.add(entry.subject());
      }
    }
    return new RequestWatch(transaction, tools, Watched.some(transaction.connection(), numbers));
  }

  List<Cause> found() {
    return found;
  }

  /** Also what makes a request's limits pause, and go on. */
  static boolean isOfRequest(Entry entry) {
    return entry.type().startsWith("request.") || entry.type().startsWith("clock.");
  }

  void take(Entry entry) {
    String no = entry.subject();
    Watched before = known.get(no);
    if (before != null && entry.cursor().compareTo(before.moved()) <= 0) {
      return;
    }
    if (before != null) {
      held(before, entry.time());
    }
    if (entry.type().startsWith("clock.")) {
      paused(entry, before);
    } else {
      take(entry, RequestFact.of(entry), before);
    }
  }

  /** It was, before anybody looked. */
  private void held(Watched one, Instant then) {
    library.rules().values().stream()
        .filter(rule -> one.isHeld(rule, then))
        .forEach(rule -> found.add(Cause.held(rule, one)));
  }

  private void paused(Entry entry, @Nullable Watched before) {
    if (before == null) {
      return;
    }
    boolean waits = entry.type().equals("clock.paused");
    keep(
        new Watched(
            before.no(),
            before.region(),
            before.cell(),
            before.kind(),
            before.receivedAt(),
            before.moved(),
            before.movedAt(),
            waits ? before.restsUntil() : later(entry.time(), before.restsUntil()),
            waits));
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || other.isBefore(one) ? one : other;
  }

  private void take(Entry entry, RequestFact fact, @Nullable Watched before) {
    String no = entry.subject();
    RequestFact.Step step = fact instanceof RequestFact.Moved one ? one.step() : null;
    Instant receivedAt = before == null ? received(entry, fact) : before.receivedAt();
    if (step != null && OVER.contains(step.to())) {
      if (receivedAt != null && isSettled(entry)) {
        minute(entry, fact.about(), receivedAt);
      }
      known.remove(no);
      moved.remove(no);
      over.add(no);
    } else if (receivedAt != null || step != null) {
      keep(
          new Watched(
              no,
              fact.about().region(),
              fact.about().cell(),
              fact.about().kind(),
              // One that comes back, or from before this part was here, was received long ago.
              receivedAt == null ? Instant.EPOCH : receivedAt,
              entry.cursor(),
              entry.time(),
              rests(fact, before),
              step == null
                  ? before != null && before.waits()
                  : step.to().equals(RequestState.RETURNED.wire())));
    }
    if (step != null) {
      setBack(entry, fact.about(), step);
    }
  }

  private void keep(Watched one) {
    known.put(one.no(), one);
    moved.add(one.no());
    over.remove(one.no());
  }

  /** Resolved, or cancelled by somebody here and not by who asked. */
  private static boolean isSettled(Entry entry) {
    return entry.type().equals("request.resolved")
        || entry.type().equals("request.cancelled") && Rights.person(entry.actor()) != null;
  }

  private static @Nullable Instant received(Entry entry, RequestFact fact) {
    return fact instanceof RequestFact.Received ? entry.time() : null;
  }

  private static @Nullable Instant rests(RequestFact fact, @Nullable Watched before) {
    if (fact instanceof RequestFact.Scheduled scheduled) {
      return scheduled.details().to();
    }
    if (fact instanceof RequestFact.Extended extended) {
      return extended.details().until();
    }
    return before == null || fact instanceof RequestFact.Triaged ? null : before.restsUntil();
  }

  private void minute(Entry entry, RequestFact.About about, Instant receivedAt) {
    for (FindingRule rule : rules(Kind.MINUTE, about.kind())) {
      if (Duration.between(receivedAt, entry.time()).compareTo(Duration.ofMinutes(rule.measure()))
          < 0) {
        find(rule, entry, about);
      }
    }
  }

  private void setBack(Entry entry, RequestFact.About about, RequestFact.Step step) {
    // Another crew or another appointment is no way back.
    boolean back =
        FAR.contains(step.from())
            && entry.type().equals("request.triaged")
            && Rights.person(entry.actor()) != null;
    if (back) {
      rules(Kind.SET_BACK, about.kind()).forEach(rule -> find(rule, entry, about));
    }
  }

  private List<FindingRule> rules(Kind kind, String ofKind) {
    return library.rules(kind).stream().filter(rule -> rule.isFor(ofKind)).toList();
  }

  private void find(FindingRule rule, Entry entry, RequestFact.About about) {
    found.add(
        Cause.of(
            rule, entry, about.requestNo(), about.cell(), entry.cursor().toString(), List.of()));
  }

  /** What is watched is kept, and looked at again when it should have been moved. */
  void save() throws SQLException {
    List<Watched> some = moved.stream().map(known::get).toList();
    Watched.save(transaction.connection(), some);
    Watched.forget(transaction.connection(), List.copyOf(over));
    List<Thing> things = new ArrayList<>();
    List<String> idle = new ArrayList<>();
    over.forEach(no -> idle.add(HeldOrders.HELD + no));
    for (Watched one : some) {
      Thing next = HeldOrders.next(one, library.rules().values(), Instant.EPOCH);
      if (next == null) {
        idle.add(HeldOrders.HELD + one.no());
      } else {
        things.add(next);
      }
    }
    tools.agenda().put(transaction, things);
    tools.agenda().cancel(transaction, idle);
  }
}
