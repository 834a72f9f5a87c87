package io.lamplighter.visits;

import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitWay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A visit as it is written outside. */
record VisitView(
    String id,
    String requestNo,
    String kind,
    String region,
    @Nullable String cell,
    Instant resolvedAt,
    String state,
    @Nullable String why,
    Visit.@Nullable Draw draw,
    @Nullable String way,
    @Nullable String questions,
    List<Visit.Try> tries,
    @Nullable Instant nextAt,
    Visit.@Nullable Answer answer,
    long version) {

  static VisitView of(Visit visit) {
    VisitWay way = visit.way();
    return new VisitView(
        visit.id(),
        visit.requestNo(),
        visit.kind(),
        visit.region(),
        visit.cell(),
        visit.resolvedAt(),
        visit.state().wire(),
        visit.why(),
        visit.draw(),
        way == null ? null : way.wire(),
        visit.questions(),
        visit.tries(),
        visit.nextAt(),
        visit.answer(),
        visit.version());
  }
}
