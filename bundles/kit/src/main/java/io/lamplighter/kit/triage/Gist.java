package io.lamplighter.kit.triage;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a text says something. People greet, thank, excuse themselves and tell who they are
 * before they say what they want; the more of it, the less their wish would weigh. Sentences that
 * say nothing are passed over, unless all do.
 */
public final class Gist {
  private static final Pattern SENTENCE = Pattern.compile("[^.!?]+[.!?]*");

  /** From this likelihood a sentence says nothing. */
  private static final double NOTHING = 0.4;

  private Gist() {}

  /**
   * @param plain a text in its normal form
   * @param nothing how likely something with these parts says nothing
   */
  public static String of(String plain, ToDoubleFunction<Collection<String>> nothing) {
    StringBuilder gist = new StringBuilder(plain.length());
    Matcher sentences = SENTENCE.matcher(plain);
    while (sentences.find()) {
      String sentence = sentences.group();
      boolean whole = sentence.length() == plain.length();
      if (whole || nothing.applyAsDouble(Parts.of(sentence)) < NOTHING) {
        gist.append(sentence);
      }
    }
    return gist.isEmpty() ? plain : gist.toString();
  }
}
