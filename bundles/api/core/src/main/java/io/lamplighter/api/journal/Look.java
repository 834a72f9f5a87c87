package io.lamplighter.api.journal;

import io.lamplighter.api.security.Caller;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is about to be shown personal data.
 *
 * @param caller who looks
 * @param way how: {@code customers} is the list, {@code customer} one of them, {@code timeline},
 *     {@code call}, {@code lookup}…
 * @param region of what is shown, as far as it is known
 * @param codes of the question: known words and numbers only, for they are written as they are
 * @param words of the question that somebody typed: they are written as a digest
 * @param shown the numbers of all that is shown, by what they are of, as in {@code customers}
 */
public record Look(
    Caller caller,
    String way,
    String region,
    Map<String, String> codes,
    Map<String, String> words,
    Map<String, List<String>> shown) {

  public Look {
    codes = Map.copyOf(codes);
    words = Map.copyOf(words);
    shown = Map.copyOf(shown);
  }

  /** A look without a question, at nothing yet. */
  public static Look by(Caller caller, String way, String region) {
    return new Look(caller, way, region, Map.of(), Map.of(), Map.of());
  }

  /** With a part of the question that was checked to be a known code; null is left out. */
  public Look asked(String name, @Nullable String code) {
    return code == null
        ? this
        : new Look(caller, way, region, with(codes, name, code), words, shown);
  }

  /** With a part of the question that somebody typed; null is left out. */
  public Look typed(String name, @Nullable String word) {
    return word == null
        ? this
        : new Look(caller, way, region, codes, with(words, name, word), shown);
  }

  /** With what is shown, if only that there is none of it. */
  public Look shows(String of, Collection<String> numbers) {
    return new Look(caller, way, region, codes, words, with(shown, of, List.copyOf(numbers)));
  }

  private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
