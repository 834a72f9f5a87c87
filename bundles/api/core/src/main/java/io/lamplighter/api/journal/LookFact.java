package io.lamplighter.api.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written of looks at personal data; the subject is who looked. */
public sealed interface LookFact {
  /**
   * @param way as in {@link Look}
   * @param asked codes as they are, what somebody typed as a keyed digest
   * @param count how many were shown
   * @param shown their numbers, by what they are of; at most 500 of each
   * @param masked true for who saw them masked, else not there
   */
  @FactType(value = "personal.viewed", says = "A person or partner was shown personal data.")
  record Viewed(
      String way,
      @Nullable Map<String, String> asked,
      long count,
      Map<String, List<String>> shown,
      @Nullable Boolean masked)
      implements LookFact {}

  /**
   * @param of what of there was too much
   * @param most how much he may see in 24 hours
   */
  @FactType(value = "personal.refused", says = "Somebody had seen as much as he may in 24 hours.")
  record Refused(String way, String of, long most) implements LookFact {}
}
