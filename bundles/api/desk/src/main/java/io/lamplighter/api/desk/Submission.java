package io.lamplighter.api.desk;

import io.lamplighter.api.Location;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One raw message of a channel (来件), as the channel understood it. The desk checks it; an adapter
 * only fills it in.
 *
 * @param channel where it came in, as in {@code web}
 * @param channelRef the channel's own id, which makes it idempotent; null when the channel has none
 * @param kind wire name of the request kind; null lets the desk decide from the text
 * @param text what the customer wrote or said; needed without kind
 * @param region GB/T 2260 code; null lets the desk take the customer's
 * @param occurredAt when it happened, as the customer says
 * @param raw the message to the letter, kept for the record
 * @param drill a rehearsal (应急演练): handled like any other, but nothing about it leaves the house
 */
public record Submission(
    @Nullable String channel,
    @Nullable String channelRef,
    @Nullable String kind,
    @Nullable String text,
    @Nullable String customerNo,
    @Nullable Contact contact,
    @Nullable String address,
    @Nullable Location location,
    @Nullable String region,
    @Nullable OffsetDateTime occurredAt,
    @Nullable String raw,
    boolean drill) {

  /** A real one. */
  public Submission(
      @Nullable String channel,
      @Nullable String channelRef,
      @Nullable String kind,
      @Nullable String text,
      @Nullable String customerNo,
      @Nullable Contact contact,
      @Nullable String address,
      @Nullable Location location,
      @Nullable String region,
      @Nullable OffsetDateTime occurredAt,
      @Nullable String raw) {
    this(
        channel,
        channelRef,
        kind,
        text,
        customerNo,
        contact,
        address,
        location,
        region,
        occurredAt,
        raw,
        false);
  }

  /** Whom to answer. */
  public record Contact(@Nullable String name, @Nullable String phone) {}
}
