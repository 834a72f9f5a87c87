package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.kit.personal.Keys;

/**
 * A whole text that was taken in.
 *
 * @param service the number it was sent to, which answers
 * @param handled whether it was answered already
 */
record IncomingText(long id, Address from, String service, String text, boolean handled) {
  /** The sender's number in the form in which phones are compared. */
  String phone() {
    return Keys.phone(from.number());
  }

  /** The channel's own id: the same text is one submission however often the desk is asked. */
  String channelRef() {
    return "sms-" + id;
  }
}
