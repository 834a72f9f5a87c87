package io.lamplighter.answers;

import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers.Told;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer as its row has it; whoever changes it holds the row's lock. */
final class OneAnswer {
  /** As much as goes into a text message of a few parts. */
  static final int BRIEF = 300;

  /** Those who may still be heard. */
  private static final Set<AnswerState> ANSWERED =
      EnumSet.of(AnswerState.GIVEN, AnswerState.TAKEN, AnswerState.PERSON_ASKED);

  private static final Pattern GAPS = Pattern.compile("\\s+");

  final String requestNo;
  final String region;
  final String channel;
  final Instant receivedAt;
  long seq;
  AnswerState state = AnswerState.SOUGHT;
  @Nullable String why;
  @Nullable AnswerSource source;
  @Nullable String article;
  @Nullable Integer articleVersion;
  @Nullable String text;
  @Nullable String who;
  @Nullable Instant answeredAt;
  @Nullable Instant endedAt;
  @Nullable String endedOn;

  /** Whether the work of the request is over. */
  boolean over;

  long version = 1;

  OneAnswer(String requestNo, String region, String channel, Instant receivedAt) {
    this.requestNo = requestNo;
    this.region = region;
    this.channel = channel;
    this.receivedAt = receivedAt;
  }

  void give(Found found, Instant at) {
    state = AnswerState.GIVEN;
    source = found.source();
    article = found.article();
    articleVersion = found.version();
    text = found.text();
    answeredAt = at;
  }

  void leave(String cause, Instant at) {
    state = AnswerState.NONE;
    why = cause;
    answeredAt = at;
    endedAt = at;
  }

  void end(AnswerState how, @Nullable String on, Instant at) {
    state = how;
    endedOn = on;
    endedAt = at;
  }

  boolean mayHelp() {
    return state == AnswerState.GIVEN && !over;
  }

  boolean mayAskPerson() {
    return ANSWERED.contains(state) && !over;
  }

  Told told() {
    String all = Objects.requireNonNull(text);
    return new Told(all, brief(all), state, mayHelp(), mayAskPerson());
  }

  private static String brief(String all) {
    String line = GAPS.matcher(all.strip()).replaceAll(" ");
    return line.codePointCount(0, line.length()) <= BRIEF
        ? line
        : line.substring(0, line.offsetByCodePoints(0, BRIEF - 1)) + "…";
  }

  /**
   * @param says with what was said
   */
  Answer shown(boolean says) {
    return new Answer(
        requestNo,
        version,
        region,
        channel,
        state,
        why,
        source,
        article,
        articleVersion,
        receivedAt,
        answeredAt,
        endedAt,
        endedOn,
        says ? text : null);
  }
}
