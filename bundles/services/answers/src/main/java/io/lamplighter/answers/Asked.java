package io.lamplighter.answers;

import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.personal.Keys;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question, and what is known of who asks it.
 *
 * @param topics what it is about
 * @param proven whether the phone is his: he writes from it, on a channel where nobody can write
 *     from another's. A phone, name or number that somebody types proves nothing
 * @param now when the answer is sought
 */
record Asked(Request request, Set<Topics.Topic> topics, boolean proven, Instant now) {
  /** Blanks and dashes by which people make long numbers readable. */
  private static final Pattern BETWEEN_DIGITS =
      Pattern.compile("(?<=[0-9])[ \u2010-\u2015-](?=[0-9])");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** The find that somebody may have put right: then it is what he was told, and no proof. */
  private static final String PHONE = "phone";

  /** As many digits as a request number has. */
  private static final int REQUEST_DIGITS = 14;

  /** So many digits may be somebody's number. */
  private static final int LONG = 9;

  /**
   * @param provenChannels on which the phone is that of whoever writes
   */
  static Asked of(
      Request request, Set<Topics.Topic> topics, Set<String> provenChannels, Instant now) {
    return new Asked(request, topics, isProven(request, provenChannels), now);
  }

  /** Whether the phone of a request is that of whoever brought it. */
  static boolean isProven(Request request, Set<String> provenChannels) {
    return provenChannels.contains(request.channel()) && isOwnPhone(request);
  }

  /** Whether somebody has vouched for the phone that a request came with, and nobody changed it. */
  private static boolean isOwnPhone(Request request) {
    return request.trust().phoneVerified()
        && request.trust().stranger() == null
        && !request.finds().corrected().contains(PHONE)
        && !phone(request).isEmpty();
  }

  /** Whose customer number a request has for sure: it was brought from the phone on file there. */
  static @Nullable String customerOfPhone(Request request) {
    return isOwnPhone(request) && PHONE.equals(request.matchedBy()) ? request.customerNo() : null;
  }

  String text() {
    return Objects.requireNonNullElse(request.text(), "");
  }

  /** The phone that a request has, as phones are compared; empty without one. */
  static String phone(Request request) {
    Submission.Contact contact = request.contact();
    String phone = contact == null ? null : contact.phone();
    return phone == null ? "" : Keys.phone(phone);
  }

  /** Whose customer number is his for sure: his own phone is on file there. */
  @Nullable String provenCustomer() {
    return proven ? customerOfPhone(request) : null;
  }

  /**
   * Where he has no power, when he may be told of it: he has shown who he is, or has said himself
   * where it is. By the number or phone of another he would learn where that one lives.
   */
  @Nullable String transformer() {
    String by = request.matchedBy();
    boolean said = by == null || by.equals("address");
    return said || provenCustomer() != null ? request.transformer() : null;
  }

  private List<String> numbers() {
    String oneWidth = Normalizer.normalize(text(), Normalizer.Form.NFKC);
    Matcher digits = DIGITS.matcher(BETWEEN_DIGITS.matcher(oneWidth).replaceAll(""));
    List<String> numbers = new ArrayList<>();
    while (digits.find()) {
      numbers.add(digits.group());
    }
    return numbers;
  }

  /** The numbers in it that have as many digits as those of requests. */
  List<String> requestNumbers() {
    return numbers().stream().filter(one -> one.length() == REQUEST_DIGITS).distinct().toList();
  }

  /** Whether a number in it may be that of somebody else. */
  boolean namesOthers() {
    return numbers().stream()
        .filter(one -> one.length() >= LONG)
        .anyMatch(
            one -> !one.equals(request.customerNo()) && !Keys.phone(one).equals(phone(request)));
  }
}
