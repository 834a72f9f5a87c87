package io.lamplighter.api.notice;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way out of the house, by which customers are answered on one channel (whiteboard). Each bundle
 * that has one registers it with the property {@link #CHANNEL}.
 *
 * <p>What becomes of a notice that was taken is in the journal, written by the carrier, with the
 * request's number as subject and the notice's id as {@code notice}: {@code notice.sent}, then
 * {@code notice.delivered}, or {@code notice.failed} with its {@code cause}. Before it sends, a
 * carrier asks {@link io.lamplighter.api.House#withholding}, and writes {@code notice.withheld}
 * instead of sending when nothing may leave.
 */
@ConsumerType
public interface Carrier {
  /** Service property: the channel it leads to, as in {@code sms}. */
  String CHANNEL = "notice.channel";

  /** Whether the company uses this way at all; otherwise no notice is brought to it. */
  default boolean isInUse() {
    return true;
  }

  /**
   * Takes a notice over. It is committed when this returns; the same id again changes nothing.
   *
   * @throws io.lamplighter.api.Refusal.Unavailable when it cannot be taken now
   */
  Outcome carry(Notice notice);

  /** What becomes of it. */
  enum Outcome {
    TAKEN,
    /** The customer does not want to be written to on this channel. */
    OPTED_OUT,
    /** Nobody knows where to send it on this channel. */
    NO_ADDRESS
  }
}
