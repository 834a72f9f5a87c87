package io.lamplighter.journal;

import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.LookFact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an entry says of a look: codes, digests and numbers, never what is shown. */
final class LookFacts {
  /** An entry has its limits; {@code count} says how many there were. */
  private static final int MOST_CHARACTERS = 40_000;

  private static final int MOST_NUMBERS = 500;

  /** Makes what somebody typed unreadable. */
  @FunctionalInterface
  interface Digest {
    String of(String words) throws SQLException;
  }

  private final Digest digest;

  LookFacts(Digest digest) {
    this.digest = digest;
  }

  LookFact.Viewed viewed(Look look) throws SQLException {
    Map<String, String> asked = new TreeMap<>(look.codes());
    for (Map.Entry<String, String> typed : look.words().entrySet()) {
      asked.put(typed.getKey(), digest.of(typed.getValue()));
    }
    return new LookFact.Viewed(
        look.way(),
        asked.isEmpty() ? null : asked,
        look.shown().values().stream().mapToLong(List::size).sum(),
        shown(look),
        look.caller().seesMasked() ? true : null);
  }

  private static Map<String, List<String>> shown(Look look) {
    Map<String, List<String>> shown = new TreeMap<>();
    int left = MOST_CHARACTERS;
    for (Map.Entry<String, List<String>> some : look.shown().entrySet()) {
      List<String> named = new ArrayList<>();
      for (String number : some.getValue()) {
        left -= number.length() + 3;
        if (left < 0 || named.size() == MOST_NUMBERS) {
          break;
        }
        named.add(number);
      }
      shown.put(some.getKey(), named);
    }
    return shown;
  }

  static LookFact.Refused refused(Look look, String what, long most) {
    return new LookFact.Refused(look.way(), what, most);
  }
}
