package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Lookups.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * His bill, as the marketing system says: to him alone, who writes from the phone that is on file
 * there. All others are told how to show who they are, and never a figure.
 *
 * @param lookups null where no system is connected
 * @param lookup name of the one that knows accounts
 */
record BillSource(
    Supplier<@Nullable Lookups> lookups, String lookup, Words words, Supplier<ZoneId> zone)
    implements Source {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Override
  public Optional<Found> seek(Asked asked) {
    if (!asked.topics().contains(Topics.Topic.BILL)) {
      return Optional.empty();
    }
    String customer = asked.provenCustomer();
    if (customer == null || asked.namesOthers()) {
      return found(words.of("bill-prove", asked.text(), Map.of()));
    }
    Lookups systems = lookups.get();
    if (systems == null) {
      return away(asked);
    }
    try {
      String told = told(asked, systems.ask(AnswerRounds.SELF, lookup, customer));
      return told.isEmpty() ? away(asked) : found(told);
    } catch (Refusal.NotFound none) {
      return away(asked);
    }
  }

  private static Optional<Found> found(String text) {
    return Optional.of(new Found(AnswerSource.BILL, text));
  }

  private Optional<Found> away(Asked asked) {
    return found(words.of("bill-away", asked.text(), Map.of()));
  }

  private String told(Asked asked, Answer answer) {
    Map<String, Object> data = answer.data();
    StringBuilder told = new StringBuilder();
    if (data.get("lastBill") instanceof Map<?, ?> bill) {
      say(asked, told, "bill-last", bill, "period", "amount", "energy");
      say(asked, told, "bill-due", bill, "dueOn");
    }
    say(asked, told, "bill-balance", data, "balance");
    if (data.get("arrears") instanceof Number owed && owed.doubleValue() > 0) {
      say(asked, told, "bill-arrears", data, "arrears");
    }
    if (told.length() > 0 && answer.state() == Lookups.State.OUTDATED && answer.asOf() != null) {
      String asOf = DAY.format(answer.asOf().atZone(zone.get()));
      told.append(words.of("bill-old", asked.text(), Map.of("asOf", asOf)));
    }
    return told.toString();
  }

  /** Says it when all that it needs is there. */
  private void say(Asked asked, StringBuilder told, String key, Map<?, ?> data, String... fields) {
    Map<String, String> values = new HashMap<>();
    for (String field : fields) {
      Object value = data.get(field);
      if (value == null) {
        return;
      }
      values.put(field.equals("dueOn") ? "due" : field, written(value));
    }
    told.append(told.length() > 0 && isLatin(told) ? " " : "");
    told.append(words.of(key, asked.text(), values));
  }

  private static boolean isLatin(StringBuilder told) {
    return told.charAt(told.length() - 1) < 0x80;
  }

  private static String written(Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString())
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        : value.toString();
  }
}
