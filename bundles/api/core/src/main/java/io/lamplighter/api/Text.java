package io.lamplighter.api;

import java.util.Locale;

/** A text for people, in English and in Chinese. */
public record Text(String en, String zh) {
  /** The text in the language of {@code locale}: Chinese for any Chinese locale, else English. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
  }

  /**
   * The text in the language in which somebody wrote: Chinese, unless there are letters and none of
   * them is Chinese.
   */
  public String asWritten(String words) {
    boolean han =
        words
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    return han || words.codePoints().noneMatch(Character::isLetter) ? zh : en;
  }
}
