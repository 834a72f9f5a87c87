package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.text.Writing;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A submission without what says nothing: characters that are no writing, a phone that was left
 * empty, the place at 0/0 that devices tell when they know none. What tells one message or customer
 * from another stays as it is; there, such characters are a fault.
 */
final class Tidy {
  /** So near to 0/0, in degrees, nobody lives. */
  private static final double NOWHERE = 0.001;

  private Tidy() {}

  static Submission of(Submission said) {
    return new Submission(
        said.channel(),
        said.channelRef(),
        said.kind(),
        with(said.text(), Writing::lines),
        said.customerNo(),
        contact(said.contact()),
        with(said.address(), Writing::line),
        somewhere(said.location()),
        said.region(),
        said.occurredAt(),
        with(said.raw(), Tidy::storable),
        said.drill());
  }

  private static Submission.@Nullable Contact contact(Submission.@Nullable Contact said) {
    String name = said == null ? null : with(said.name(), Writing::line);
    String phone = said == null ? null : with(said.phone(), text -> Writing.line(text).strip());
    String given = phone == null || phone.isEmpty() ? null : phone;
    return name == null && given == null ? null : new Submission.Contact(name, given);
  }

  private static @Nullable Location somewhere(@Nullable Location said) {
    boolean nowhere =
        said != null && Math.abs(said.lon()) < NOWHERE && Math.abs(said.lat()) < NOWHERE;
    return nowhere ? null : said;
  }

  /** The message to the letter, but for what the database cannot keep. */
  private static String storable(String raw) {
    boolean storable = raw.codePoints().noneMatch(c -> c == 0 || isHalf(c));
    return storable
        ? raw
        : raw.codePoints()
            .filter(c -> c != 0 && !isHalf(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static @Nullable String with(@Nullable String text, UnaryOperator<String> change) {
    return text == null ? null : change.apply(text);
  }
}
