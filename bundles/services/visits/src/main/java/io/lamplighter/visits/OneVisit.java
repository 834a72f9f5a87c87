package io.lamplighter.visits;

import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A visit as its row has it; whoever changes it holds the row's lock. */
final class OneVisit {
  static final Set<VisitState> OPEN =
      Set.of(VisitState.UNDECIDED, VisitState.ASKED, VisitState.CALLING);

  /** What is bad of what nobody asked by a line: 1 and 2. */
  private static final int BAD_AT = 2;

  final String id;
  final String requestNo;

  /** The request's version by which it was resolved: what comes later is about this work. */
  final long resolvedAs;

  final String kind;
  final String channel;
  final String region;
  final @Nullable String cell;
  final Instant resolvedAt;
  final boolean drill;
  long seq;
  @Nullable String station;
  @Nullable String county;
  @Nullable String city;
  @Nullable String province;
  @Nullable String customer;
  @Nullable String phone;
  VisitState state = VisitState.UNDECIDED;
  @Nullable String why;
  @Nullable String rule;
  @Nullable LocalDate edition;
  int share;
  double number;
  @Nullable LocalDate seedDay;

  /** Whether he is, or was, to be asked; null while undecided. */
  @Nullable Boolean toAsk;

  int badAt = BAD_AT;
  boolean reopens;
  @Nullable String questions;
  @Nullable VisitWay way;
  @Nullable Instant askedAt;
  @Nullable Instant nextAt;
  @Nullable Integer score;
  List<String> reasons = List.of();
  Map<String, String> answers = Map.of();
  @Nullable String comment;
  @Nullable String answeredOn;
  @Nullable String answeredBy;
  @Nullable Instant answeredAt;
  boolean told;

  /** Whether who did the work has given the score himself: it is nobody's answer. */
  boolean ownWork;

  long version = 1;

  OneVisit(
      String requestNo,
      long resolvedAs,
      String kind,
      String channel,
      String region,
      @Nullable String cell,
      Instant resolvedAt,
      boolean drill) {
    this.id = requestNo + "." + resolvedAs;
    this.requestNo = requestNo;
    this.resolvedAs = resolvedAs;
    this.kind = kind;
    this.channel = channel;
    this.region = region;
    this.cell = cell;
    this.resolvedAt = resolvedAt;
    this.drill = drill;
  }

  boolean isOpen() {
    return OPEN.contains(state);
  }

  /** Whether he may be asked now. */
  boolean isAsked() {
    return state == VisitState.ASKED || state == VisitState.CALLING;
  }

  /** Whether his answer is in the rates: he was to be asked, and it is his. */
  boolean counts() {
    return Boolean.TRUE.equals(toAsk) && !ownWork;
  }

  boolean isBad() {
    return score != null && score <= badAt;
  }

  /** Nothing more is due of it. */
  void end(VisitState how, @Nullable String cause) {
    state = how;
    why = cause;
    nextAt = null;
  }

  /** What he has said; it counts once the desk has written it. */
  void said(int what, String on, String by, Instant at) {
    end(VisitState.ANSWERED, null);
    score = what;
    answeredOn = on;
    answeredBy = by;
    answeredAt = at;
  }

  /** What an agent was told never became the desk's. */
  void unsaid() {
    score = null;
    reasons = List.of();
    answers = Map.of();
    comment = null;
    answeredOn = null;
    answeredBy = null;
    answeredAt = null;
  }

  VisitFact.About about() {
    return new VisitFact.About(id, requestNo, kind, cell);
  }

  /**
   * @param tries of agents, oldest first
   */
  Visit shown(List<Visit.Try> tries) {
    return new Visit(
        id,
        version,
        requestNo,
        kind,
        region,
        cell,
        resolvedAt,
        state,
        why,
        draw(),
        way,
        questions,
        tries,
        nextAt,
        answer());
  }

  private Visit.@Nullable Draw draw() {
    return rule == null
        ? null
        : new Visit.Draw(
            rule,
            Objects.requireNonNull(edition),
            share,
            number,
            Objects.requireNonNull(seedDay),
            Draw.isDrawn(number, share),
            badAt);
  }

  private Visit.@Nullable Answer answer() {
    return score == null
        ? null
        : new Visit.Answer(
            score,
            reasons,
            answers,
            Objects.requireNonNull(answeredOn),
            Objects.requireNonNull(answeredBy),
            Objects.requireNonNull(answeredAt),
            isBad(),
            counts());
  }
}
