package io.lamplighter.intake.sms;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What the message centre says has become of a text that we sent (SMPP 3.4, appendix B).
 *
 * @param messageId the id that the centre gave it
 * @param state as in {@code DELIVRD}
 * @param error the network's own code, null when there is none
 */
record Receipt(String messageId, String state, @Nullable String error) {
  private static final Pattern ID = field("id", "(\\S{1,65})");
  private static final Pattern STATE = field("stat", "([A-Za-z]{1,10})");
  private static final Pattern ERROR = field("err", "(\\w{1,10})");

  /** The states in the order of message_state (SMPP 3.4, 5.2.28). */
  private static final String[] STATES = {
    "UNKNOWN", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN",
    "REJECTD"
  };

  private static Pattern field(String name, String value) {
    return Pattern.compile("(?i)\\b" + name + ":" + value);
  }

  /**
   * The parameters count first, else the text.
   *
   * @throws Unreadable {@code bad-receipt} without an id or a state
   */
  static Receipt of(DeliverSm message) throws Unreadable {
    String text = new String(Incoming.body(message), StandardCharsets.ISO_8859_1);
    String id = Incoming.receiptedId(message);
    String state = state(message);
    id = id != null ? id : found(ID, text);
    state = state != null ? state : found(STATE, text);
    if (id == null || state == null) {
      throw new Unreadable("bad-receipt");
    }
    return new Receipt(
        id.toLowerCase(Locale.ROOT), state.toUpperCase(Locale.ROOT), found(ERROR, text));
  }

  private static @Nullable String state(DeliverSm message) {
    return message.getOptionalParameter(Tag.MESSAGE_STATE) instanceof OptionalParameter.Byte state
            && state.getValue() >= 0
            && state.getValue() < STATES.length
        ? STATES[state.getValue()]
        : null;
  }

  private static @Nullable String found(Pattern field, String text) {
    Matcher matcher = field.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  boolean isDelivered() {
    return state.equals("DELIVRD");
  }

  boolean isFailed() {
    return Set.of("EXPIRED", "DELETED", "UNDELIV", "REJECTD").contains(state);
  }

  /** Some centres answer a text with its id in hexadecimal and write the receipt in decimal. */
  Set<String> spellings() {
    Set<String> spellings = new LinkedHashSet<>(Set.of(messageId));
    try {
      spellings.add(Long.toHexString(Long.parseLong(messageId)));
      spellings.add(Long.toString(Long.parseLong(messageId)));
    } catch (NumberFormatException e) {
      // not decimal
    }
    try {
      spellings.add(Long.toString(Long.parseLong(messageId, 16)));
    } catch (NumberFormatException e) {
      // not hexadecimal
    }
    return spellings;
  }
}
