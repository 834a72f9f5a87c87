package io.lamplighter.shell;

import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** The language of somebody at the shell. */
final class Language {
  private Language() {}

  static Locale of(Session session, Map<String, String> server) {
    for (String name : new String[] {"LC_ALL", "LANG"}) {
      Object own = session.get(name);
      if (own != null) {
        return parse(own.toString());
      }
    }
    String all = server.get("LC_ALL");
    return parse(all == null ? server.get("LANG") : all);
  }

  private static Locale parse(@Nullable String lang) {
    return lang != null && lang.toLowerCase(Locale.ROOT).startsWith("zh")
        ? Locale.CHINESE
        : Locale.ENGLISH;
  }
}
