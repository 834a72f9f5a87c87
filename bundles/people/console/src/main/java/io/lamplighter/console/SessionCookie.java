package io.lamplighter.console;

import org.jspecify.annotations.Nullable;

/**
 * A session that the browser keeps for our pages and shows to no script. The door knows it again,
 * and when it counts.
 */
final class SessionCookie {
  /** What a page says that wants its session kept; no other site's page can. */
  static final String ASKED_BY = "X-Lamplighter";

  private static final String NAME = "__Host-lamp";
  private static final String MANNERS = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static boolean isAsked(@Nullable String header) {
    return "sign-in".equals(header);
  }

  /** Until the browser is closed, or the session ends. */
  static String keeping(String token) {
    return NAME + "=" + token + MANNERS;
  }

  static String forgetting() {
    return NAME + "=; Max-Age=0" + MANNERS;
  }
}
