package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.SecurityContext;

/** What a call says of its caller. */
final class Callers {
  private static final String SCHEME = "Bearer ";

  private Callers() {}

  /**
   * Whom the door has recognised.
   *
   * @throws Refusal.Forbidden for a partner: this API is for people, partners have adapters
   */
  static Caller of(SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    if (caller.kind() == Caller.Kind.PARTNER) {
      throw new Refusal.Forbidden(
          "people-only", new Text("This is for people who have logged in", "仅供已登录人员使用"));
    }
    return caller;
  }

  /**
   * The session's token.
   *
   * @throws Refusal.Unauthenticated without one
   */
  static String token(HttpHeaders headers) {
    String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal.Unauthenticated("login-needed", new Text("Log in first", "请先登录"));
    }
    return header.substring(SCHEME.length()).trim();
  }
}
