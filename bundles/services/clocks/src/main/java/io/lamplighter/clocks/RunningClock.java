package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.Clock.Stop;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.clocks.Reckoned.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock as it is kept, and being changed. What changes it, and when, is {@link Course}'s. */
final class RunningClock {
  final String id;
  final String subject;
  final String rule;

  /** The entry that began it. */
  final Cursor begunBy;

  final boolean drill;
  final boolean mean;
  Basis basis;

  /** Its own limit, while an earlier one counts that was lent to it. */
  @Nullable Basis own;

  @Nullable String lentBy;
  String region;
  @Nullable String cell;

  /** Who has what it runs on (首接责任人). */
  @Nullable String holder;

  @Nullable Instant dueAt;
  State state = State.RUNNING;
  @Nullable String note;
  int extensions;
  List<Day> days = List.of();
  List<Point> ahead = List.of();

  /** Of the last point that something was said at: however it is reckoned anew, it is not again. */
  @Nullable Instant saidTo;

  @Nullable Instant breachedAt;
  @Nullable Instant endedAt;
  @Nullable String endedBy;
  @Nullable String why;
  @Nullable String under;
  long version;
  boolean changed;

  /**
   * By what it is due.
   *
   * @param line the rule's key: which of its editions, for whom
   * @param amount of the rule's unit, as it was then
   * @param startedAt when it began to count
   * @param beaten the rules that are less strict
   * @param extendedTo it is not due before
   */
  record Basis(
      String line,
      String edition,
      String issuer,
      int amount,
      Instant startedAt,
      List<Stop> pauses,
      List<String> beaten,
      @Nullable Instant extendedTo) {
    Basis {
      pauses = List.copyOf(pauses);
      beaten = List.copyOf(beaten);
    }

    Basis with(List<Stop> others) {
      return new Basis(line, edition, issuer, amount, startedAt, others, beaten, extendedTo);
    }

    Basis until(Instant later) {
      return new Basis(line, edition, issuer, amount, startedAt, pauses, beaten, later);
    }

    static Basis of(Judged judged, Instant startedAt, List<Stop> pauses) {
      Rule rule = judged.rule();
      return new Basis(
          rule.key(),
          rule.edition(),
          rule.issuer(),
          rule.amount(),
          startedAt,
          pauses,
          judged.beaten().stream()
              .map(Judged.Beaten::rule)
              .map(less -> String.join("/", less.code(), less.edition(), less.issuer()))
              .toList(),
          null);
    }

    /** Not by a rule, but by what somebody said: an urge. */
    boolean isSaid() {
      return line.isEmpty();
    }

    /** The same start and pauses under another rule. */
    Basis under(Judged judged) {
      Basis other = of(judged, startedAt, pauses);
      return extendedTo == null ? other : other.until(extendedTo);
    }

    boolean isPaused() {
      return pauses.stream().anyMatch(stop -> stop.to() == null);
    }
  }

  RunningClock(
      String id,
      String subject,
      String rule,
      Cursor begunBy,
      boolean drill,
      boolean mean,
      String region,
      Basis basis) {
    this.id = id;
    this.subject = subject;
    this.rule = rule;
    this.begunBy = begunBy;
    this.drill = drill;
    this.mean = mean;
    this.region = region;
    this.basis = basis;
  }

  /** Whether it waits for its end still. */
  boolean isLive() {
    return state == State.RUNNING || state == State.PAUSED || state == State.BREACHED;
  }

  /** Whether it stands there only for one that was merged under it. */
  boolean isBorrowed() {
    return lentBy != null && own == null;
  }

  boolean isMergedUnder(String root) {
    return state == State.WITHDRAWN && "merged".equals(why) && root.equals(under);
  }

  /** How long it stood still before it ended, or until now. */
  Duration paused(Instant now) {
    Instant end = endedAt == null ? now : endedAt;
    Duration all = Duration.ZERO;
    Instant counted = basis.startedAt();
    for (Stop stop : basis.pauses()) {
      Instant from = stop.from().isBefore(counted) ? counted : stop.from();
      Instant to = stop.to() == null || stop.to().isAfter(end) ? end : stop.to();
      if (to.isAfter(from)) {
        all = all.plus(Duration.between(from, to));
        counted = to;
      }
    }
    return all;
  }

  /** When something is to be said of it next, and what; null: nothing is. */
  @Nullable Point next() {
    Instant due = dueAt;
    if (!isLive() || due == null) {
      return null;
    }
    Point first = ahead.isEmpty() ? null : ahead.get(0);
    boolean said = breachedAt != null || (first != null && first.at().isBefore(due));
    return said ? first : new Point(Whom.DUE, due);
  }

  /**
   * @param tells whom the next step would tell
   */
  Clock shown(List<String> tells) {
    Point next = next();
    return new Clock(
        id,
        subject,
        rule,
        basis.edition(),
        basis.issuer(),
        region,
        cell,
        holder,
        mean,
        state,
        basis.startedAt(),
        dueAt,
        next == null ? null : new Clock.Next(next.name(), next.at(), tells),
        note,
        breachedAt,
        endedAt,
        why,
        under,
        lentBy,
        extensions,
        days,
        basis.beaten(),
        basis.pauses(),
        version);
  }
}
