package io.lamplighter.api.desk;

import io.lamplighter.api.Location;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants, once (诉求工单).
 *
 * @param version grows with every change; the ETag
 * @param kindReason why the desk took it for this kind: {@code given}, or the words that decided
 * @param matchedBy how the customer was found: number, phone, address, meter, or null
 * @param priority 0 lowest to 9 highest
 * @param holder the first-responsible person (首接责任人), null until somebody takes it
 * @param allowedMoves what this caller may do with it now
 * @param drill a rehearsal: nothing about it leaves the house
 * @param trust what of it may be relied on
 * @param finds what was found in its words
 */
public record Request(
    String requestNo,
    long version,
    RequestKind kind,
    String kindReason,
    RequestState state,
    String channel,
    @Nullable String channelRef,
    @Nullable String customerNo,
    @Nullable String matchedBy,
    String region,
    @Nullable String cell,
    @Nullable String transformer,
    Submission.@Nullable Contact contact,
    @Nullable String address,
    @Nullable Location location,
    @Nullable String text,
    int priority,
    @Nullable String holder,
    Instant receivedAt,
    @Nullable String mergedInto,
    List<Promise> promises,
    Set<Move> allowedMoves,
    boolean drill,
    Trust trust,
    Finds finds) {

  /**
   * What was found in the words of whoever brought it, or put right by somebody since; null or
   * empty what they do not name. What he gave as such stands in the request itself.
   *
   * @param address as customers of that place have it, when it is known there
   * @param phone as E.164
   * @param since when it began
   * @param extent how far it reaches: {@code home}, {@code building}, {@code village}, …
   * @param inDanger who is: {@code elderly}, {@code in-lift}, …
   * @param corrected which of these a person has put right, by their names
   */
  public record Finds(
      @Nullable String address,
      @Nullable String customerNo,
      @Nullable String meter,
      @Nullable String phone,
      @Nullable Instant since,
      List<String> extent,
      List<String> inDanger,
      List<String> corrected) {
    /** Nothing. */
    public static final Finds NONE =
        new Finds(null, null, null, null, null, List.of(), List.of(), List.of());

    public Finds {
      extent = List.copyOf(extent);
      inDanger = List.copyOf(inDanger);
      corrected = List.copyOf(corrected);
    }
  }

  /**
   * What may be relied on of a request.
   *
   * @param kindSure false when nobody could tell the kind from the words: a person is to judge it
   * @param phoneVerified whether the contact's phone is known to be of whoever brought it: it is a
   *     customer's on file, it was called or texted from, or staff or a partner gave it
   * @param stranger whoever brought it without a login, as a digest of where he called from: the
   *     same for the same place; null when a known caller brought it
   * @param confidence how likely the kind is right, 0 to 1; null when it was not told from the
   *     words, or before that was known
   */
  public record Trust(
      boolean kindSure,
      boolean phoneVerified,
      @Nullable String stranger,
      @Nullable Double confidence) {
    /** Everything. */
    public static final Trust FULL = new Trust(true, true, null);

    public Trust(boolean kindSure, boolean phoneVerified, @Nullable String stranger) {
      this(kindSure, phoneVerified, stranger, null);
    }
  }

  /** One in whose words nothing was found. */
  public Request(
      String requestNo,
      long version,
      RequestKind kind,
      String kindReason,
      RequestState state,
      String channel,
      @Nullable String channelRef,
      @Nullable String customerNo,
      @Nullable String matchedBy,
      String region,
      @Nullable String cell,
      @Nullable String transformer,
      Submission.@Nullable Contact contact,
      @Nullable String address,
      @Nullable Location location,
      @Nullable String text,
      int priority,
      @Nullable String holder,
      Instant receivedAt,
      @Nullable String mergedInto,
      List<Promise> promises,
      Set<Move> allowedMoves,
      boolean drill,
      Trust trust) {
    this(
        requestNo,
        version,
        kind,
        kindReason,
        state,
        channel,
        channelRef,
        customerNo,
        matchedBy,
        region,
        cell,
        transformer,
        contact,
        address,
        location,
        text,
        priority,
        holder,
        receivedAt,
        mergedInto,
        promises,
        allowedMoves,
        drill,
        trust,
        Finds.NONE);
  }

  /** A real one that may be relied on. */
  public Request(
      String requestNo,
      long version,
      RequestKind kind,
      String kindReason,
      RequestState state,
      String channel,
      @Nullable String channelRef,
      @Nullable String customerNo,
      @Nullable String matchedBy,
      String region,
      @Nullable String cell,
      @Nullable String transformer,
      Submission.@Nullable Contact contact,
      @Nullable String address,
      @Nullable Location location,
      @Nullable String text,
      int priority,
      @Nullable String holder,
      Instant receivedAt,
      @Nullable String mergedInto,
      List<Promise> promises,
      Set<Move> allowedMoves) {
    this(
        requestNo,
        version,
        kind,
        kindReason,
        state,
        channel,
        channelRef,
        customerNo,
        matchedBy,
        region,
        cell,
        transformer,
        contact,
        address,
        location,
        text,
        priority,
        holder,
        receivedAt,
        mergedInto,
        promises,
        allowedMoves,
        false,
        Trust.FULL);
  }
}
