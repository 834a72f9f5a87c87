package io.lamplighter.kit.http;

import java.util.Locale;
import javax.ws.rs.core.HttpHeaders;

/** In which of our languages a caller reads. */
public final class Languages {
  private Languages() {}

  /** Chinese or English, whichever he would rather have; English when he has neither. */
  public static Locale of(HttpHeaders headers) {
    for (Locale locale : headers.getAcceptableLanguages()) {
      String language = locale.getLanguage();
      if (language.equals("zh") || language.equals("en")) {
        return locale;
      }
    }
    return Locale.ENGLISH;
  }
}
