package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Gate.Stay;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;

/** Finds out who calls. */
final class Identity {
  private static final String BEARER = "bearer ";
  private final Gate<Access> access;
  private final Duration patience;

  /**
   * @param access calls with a token or key wait here while the security bundle is replaced
   */
  Identity(Gate<Access> access, Duration patience) {
    this.access = access;
    this.patience = patience;
  }

  /**
   * The caller of {@code request}; {@link Caller#PUBLIC} when it carries neither token nor key.
   *
   * @throws Refusal.Unauthenticated when what it carries is not good
   */
  Caller of(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
        throw new Refusal.Unauthenticated(
            "scheme-unknown",
            new Text("Log in with Authorization: Bearer", "请使用 Authorization: Bearer 登录"));
      }
      String token = authorization.substring(BEARER.length()).strip();
      return ask(security -> security.person(token));
    }
    String key = request.getHeader("X-Api-Key");
    return key == null ? Caller.PUBLIC : ask(security -> security.partner(key));
  }

  private Caller ask(Function<Access, Caller> question) {
    try (Stay<Access> stay = access.enter(patience)) {
      if (stay == null) {
        throw new Refusal.Unavailable(
            new Text("Logins cannot be checked for a moment", "暂时无法核验身份"),
            new TimeoutException("no Access service"));
      }
      return question.apply(stay.value());
    }
  }
}
