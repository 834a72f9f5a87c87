package io.lamplighter.intake.sms;

import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A text, or a part of one, as the message centre delivers it.
 *
 * @param from who sent it
 * @param service the number it was sent to
 * @param part null for a whole text
 * @param centreId the message centre's id, null when it gives none
 */
record Incoming(
    Address from,
    String service,
    Alphabet alphabet,
    byte[] body,
    @Nullable Part part,
    @Nullable String centreId) {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9-]{3,18}[0-9]");

  /** A number and how it is written (SMPP 3.4, 5.2.5 and 5.2.6). */
  record Address(String number, int ton, int npi) {}

  /**
   * @param ofDefault what data_coding 0 means
   * @throws Unreadable when it is not a text, or nobody can be answered
   */
  static Incoming of(DeliverSm message, Alphabet ofDefault) throws Unreadable {
    String number = message.getSourceAddr();
    if (number == null || !NUMBER.matcher(number).matches()) {
      throw new Unreadable("no-number");
    }
    byte[] body = body(message);
    Part part = sar(message);
    if (message.isUdhi()) {
      Part.Split split = Part.split(body);
      body = split.text();
      part = split.part() != null ? split.part() : part;
    }
    return new Incoming(
        new Address(number, message.getSourceAddrTon(), message.getSourceAddrNpi()),
        message.getDestAddress() == null ? "" : message.getDestAddress(),
        Alphabet.of(message.getDataCoding(), ofDefault),
        body,
        part,
        receiptedId(message));
  }

  /** The text stands in short_message, a long one in the parameter message_payload. */
  static byte[] body(DeliverSm message) {
    byte[] text = message.getShortMessage();
    if (text != null && text.length > 0) {
      return text;
    }
    return message.getOptionalParameter(Tag.MESSAGE_PAYLOAD)
            instanceof OptionalParameter.OctetString payload
        ? payload.getValue()
        : new byte[0];
  }

  static @Nullable String receiptedId(DeliverSm message) {
    if (message.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID)
        instanceof OptionalParameter.COctetString id) {
      String value = MessageId.normal(id.getValueAsString());
      return value.isEmpty() ? null : value;
    }
    return null;
  }

  private static @Nullable Part sar(DeliverSm message) throws Unreadable {
    return message.getOptionalParameter(Tag.SAR_MSG_REF_NUM)
                instanceof OptionalParameter.Short reference
            && message.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS)
                instanceof OptionalParameter.Byte total
            && message.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM)
                instanceof OptionalParameter.Byte number
        ? Part.of(reference.getValue() & 0xFFFF, total.getValue(), number.getValue())
        : null;
  }
}
