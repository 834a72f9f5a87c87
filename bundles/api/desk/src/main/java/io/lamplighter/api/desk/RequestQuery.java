package io.lamplighter.api.desk;

import org.jspecify.annotations.Nullable;

/**
 * Which requests; every field that is given must match.
 *
 * @param region prefix
 * @param kindSure whether its kind is sure; false finds those that wait for a person's judgement
 * @param q words in text, address or number
 * @param after cursor of the page before, null for the first page
 * @param limit 1 to {@link io.lamplighter.api.Page#MAX}
 */
public record RequestQuery(
    @Nullable RequestState state,
    @Nullable RequestKind kind,
    @Nullable String region,
    @Nullable String customerNo,
    @Nullable String channel,
    @Nullable String transformer,
    @Nullable String cell,
    @Nullable Boolean kindSure,
    @Nullable String q,
    @Nullable String after,
    int limit) {

  /** Those whose kind is sure and those whose kind is not. */
  public RequestQuery(
      @Nullable RequestState state,
      @Nullable RequestKind kind,
      @Nullable String region,
      @Nullable String customerNo,
      @Nullable String channel,
      @Nullable String transformer,
      @Nullable String cell,
      @Nullable String q,
      @Nullable String after,
      int limit) {
    this(state, kind, region, customerNo, channel, transformer, cell, null, q, after, limit);
  }
}
