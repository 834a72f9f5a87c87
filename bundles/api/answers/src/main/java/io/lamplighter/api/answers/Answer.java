package io.lamplighter.api.answers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one enquiry.
 *
 * @param version grows with every change
 * @param why why nothing was said, in a word: no-answer, never, late, limit, taken, gone; null when
 *     something was, or is being sought
 * @param source null when nothing was said
 * @param article number of the article that was told, null when it was none
 * @param articleVersion which version of it
 * @param receivedAt when the enquiry came
 * @param answeredAt when it was decided what is said, or that nothing is; null while it is sought
 * @param endedAt when he, or a person of the house, or nobody for long enough, ended it
 * @param on on which channel he asked for a person or said that it helped
 * @param text what he was told; null in lists, and when nothing was said
 */
public record Answer(
    String requestNo,
    long version,
    String region,
    String channel,
    AnswerState state,
    @Nullable String why,
    @Nullable AnswerSource source,
    @Nullable String article,
    @Nullable Integer articleVersion,
    Instant receivedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable String on,
    @Nullable String text) {}
