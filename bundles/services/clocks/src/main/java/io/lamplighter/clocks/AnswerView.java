package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is shown.
 *
 * @param due a text, because everywhere else times are shown in the region's zone: this one has the
 *     offset of its day in the zone that was asked for
 */
record AnswerView(String state, @Nullable String due, boolean provisional, List<DayView> days) {
  record DayView(LocalDate day, boolean counts, String why) {}

  static AnswerView of(Answer answer) {
    OffsetDateTime due = answer.due();
    return new AnswerView(
        answer.paused() ? "paused" : "running",
        due == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due),
        answer.provisional(),
        answer.days().stream()
            .map(day -> new DayView(day.day(), day.counts(), day.why()))
            .toList());
  }
}
