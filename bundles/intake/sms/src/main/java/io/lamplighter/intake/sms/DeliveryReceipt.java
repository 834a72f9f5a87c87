package io.lamplighter.intake.sms;

import io.lamplighter.kit.personal.Keys;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What the message centre says has become of a text that we sent (SMPP 3.4, appendix B).
 *
 * @param messageId the id that the centre gave it, as {@link MessageId#normal} makes it
 * @param state as in {@code DELIVRD}
 * @param error the network's own code, null when there is none
 * @param numbers from whom and to whom, in the form in which phones are compared; a centre may put
 *     them either way, or leave them out
 */
record DeliveryReceipt(
    String messageId, String state, @Nullable String error, Set<String> numbers) {
  private static final Pattern ID = field("id", "([\\w@.-]{1,65})");
  private static final Pattern STATE = field("stat(?:e|us)?", "([a-z]{1,20})");
  private static final Pattern ERROR = field("err", "(\\w{1,10})");

  /** Nobody writes so by chance: an id first, and later one of the states. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?is)\\s*id\\s*:\\s*\\S+\\s.*\\bstat\\w*\\s*:\\s*"
              + "(?:ENROU|DELIV|EXPIR|DELET|UNDEL|ACCEP|UNKNO|REJEC).*");

  /** The states in the order of message_state (SMPP 3.4, 5.2.28). */
  private static final List<String> STATES =
      List.of(
          "UNKNOWN", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN",
          "REJECTD");

  /** So many letters tell the states apart, whether they are written out or cut short. */
  private static final int TELLING = 5;

  /** A field with its value, which is not the name of the next field. */
  private static Pattern field(String name, String value) {
    return Pattern.compile("(?i)\\b" + name + "\\s*:\\s*" + value + "(?![\\w@.-]*\\s*:)");
  }

  /** Whether it is one, also when the centre forgets to say so in esm_class. */
  static boolean is(DeliverSm message) {
    return message.isSmscDeliveryReceipt()
        || message.isIntermediateDeliveryNotification()
        || (Incoming.receiptedId(message) != null && state(message) != null)
        || WRITTEN.matcher(text(message)).matches();
  }

  /**
   * The parameters count first, else the text.
   *
   * @throws Unreadable {@code bad-receipt} without an id or a state
   */
  static DeliveryReceipt of(DeliverSm message) throws Unreadable {
    String text = text(message);
    String id = Incoming.receiptedId(message);
    String state = state(message);
    id = id != null ? id : found(ID, text);
    state = state != null ? state : found(STATE, text);
    if (id == null || state == null) {
      throw new Unreadable("bad-receipt");
    }
    return new DeliveryReceipt(
        MessageId.normal(id), known(state), found(ERROR, text), numbers(message));
  }

  private static String text(DeliverSm message) {
    byte[] body = Incoming.body(message);
    String text =
        message.getDataCoding() == Alphabet.UCS2_CODING
            ? Alphabet.UCS2.decode(body)
            : new String(body, StandardCharsets.ISO_8859_1);
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static @Nullable String state(DeliverSm message) {
    return message.getOptionalParameter(Tag.MESSAGE_STATE) instanceof OptionalParameter.Byte state
            && state.getValue() >= 0
            && state.getValue() < STATES.size()
        ? STATES.get(state.getValue())
        : null;
  }

  private static String known(String written) {
    String word = written.toUpperCase(Locale.ROOT);
    return word.length() < TELLING
        ? word
        : STATES.stream()
            .filter(state -> word.startsWith(state.substring(0, TELLING)))
            .findFirst()
            .orElse(word);
  }

  private static Set<String> numbers(DeliverSm message) {
    Set<String> numbers = new TreeSet<>();
    for (String number : new String[] {message.getSourceAddr(), message.getDestAddress()}) {
      if (number != null) {
        numbers.add(Keys.phone(number));
      }
    }
    numbers.remove("");
    return numbers;
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

  /**
   * How well it fits a part that was sent, 0 for not at all. An id in the other base may be another
   * text's to the letter, so the subscriber counts first; a centre's own numbers say nothing.
   *
   * @param converts whether the centre is known to write ids in receipts in the other base: then
   *     digits that are an id to the letter are another one's, of the same subscriber
   */
  int fits(SentPart part, boolean converts) {
    boolean same = messageId.equals(part.messageId());
    if (!same && !MessageId.spellings(messageId).contains(part.messageId())) {
      return 0;
    }
    Set<String> others = new TreeSet<>(numbers);
    others.remove(Keys.phone(part.text().service()));
    others.removeIf(number -> !number.startsWith("+"));
    if (others.isEmpty()) {
      return same ? 2 : 1;
    }
    if (!others.contains(Keys.phone(part.text().to().number()))
        || (same && converts && MessageId.isAmbiguous(messageId))) {
      return 0;
    }
    return same ? 4 : 3;
  }
}
