package io.lamplighter.kit.text;

import java.util.Arrays;
import java.util.List;

/** Lists as people write them: separated by commas, with or without blanks, perhaps in pieces. */
public final class CommaList {
  private CommaList() {}

  /** What stands between the commas of each text, once, in its order; nothing that is empty. */
  public static List<String> of(String... written) {
    return Arrays.stream(written)
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }
}
