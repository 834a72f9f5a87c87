package io.lamplighter.answers;

import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.Answers.Rate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer as it is written outside. */
record AnswerView(
    String requestNo,
    String region,
    String channel,
    String state,
    @Nullable String why,
    @Nullable String source,
    @Nullable String article,
    @Nullable Integer articleVersion,
    Instant receivedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable String on,
    @Nullable String text,
    long version) {

  static AnswerView of(Answer answer) {
    return new AnswerView(
        answer.requestNo(),
        answer.region(),
        answer.channel(),
        answer.state().wire(),
        answer.why(),
        wire(answer.source()),
        answer.article(),
        answer.articleVersion(),
        answer.receivedAt(),
        answer.answeredAt(),
        answer.endedAt(),
        answer.on(),
        answer.text(),
        answer.version());
  }

  private static @Nullable String wire(@Nullable AnswerSource source) {
    return source == null ? null : source.wire();
  }

  /** What became of the answers of one kind. */
  record OfKind(
      @Nullable String source,
      @Nullable String article,
      @Nullable Integer articleVersion,
      long all,
      long helped,
      long personAsked,
      long taken,
      long silent,
      @Nullable Double rate,
      @Nullable Double low,
      @Nullable Double high) {
    static OfKind of(Rate rate) {
      return new OfKind(
          wire(rate.source()),
          rate.article(),
          rate.articleVersion(),
          rate.all(),
          rate.helped(),
          rate.personAsked(),
          rate.taken(),
          rate.silent(),
          rate.rate(),
          rate.low(),
          rate.high());
    }
  }
}
