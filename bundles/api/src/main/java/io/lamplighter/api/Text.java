package io.lamplighter.api;

import java.util.Locale;

/** A text for people, in English and in Chinese. */
public record Text(String en, String zh) {
  /** The text in the language of {@code locale}: Chinese for any Chinese locale, else English. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
  }
}
