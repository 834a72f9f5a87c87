package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Absences.Absence;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An absence as it is shown. */
record AbsenceView(String id, String login, Instant from, Instant to, String notedBy) {

  /** One as it is sent. */
  record New(@Nullable String login, @Nullable String from, @Nullable String to) {}

  static AbsenceView of(Absence one) {
    Span span = one.span();
    return new AbsenceView(
        Long.toString(one.id()), one.login(), span.from(), span.to(), one.notedBy());
  }

  /**
   * What somebody sent.
   *
   * @throws io.lamplighter.api.Refusal.Invalid naming everything that is wrong
   */
  static Absences.Wanted read(@Nullable New sent) {
    New read = sent == null ? new New(null, null, null) : sent;
    FieldFaults faults = new FieldFaults();
    String login = read.login();
    if (login == null) {
      faults.add("/login", "is missing", "缺失");
    }
    OffsetDateTime from = SeriesView.time("/from", read.from(), faults);
    OffsetDateTime to = SeriesView.time("/to", read.to(), faults);
    if (from != null && to != null && !from.isBefore(to)) {
      faults.add("/to", "must be after from", "须晚于 from");
    }
    if (login == null || from == null || to == null || !faults.none()) {
      faults.refuseIfAny();
      throw new IllegalStateException("something is missing, but no fault");
    }
    return new Absences.Wanted(login, new Span(from.toInstant(), to.toInstant()));
  }
}
