package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.kit.neighbour.Gate.Stay;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;

/** Finds out who calls. */
final class Identity {
  private static final String BEARER = "bearer ";

  /** Who asks has no place yet: while the answers are slow, threads are left for all others. */
  private static final int AT_ONCE = 100;

  /** All calls of one key wait for the first of them when it has just been forgotten. */
  private static final long MOMENT_MILLIS = 50;

  private final Gate<Access> access;
  private final Duration patience;
  private final Semaphore asking;

  /**
   * @param access calls with a token or key wait here while the security bundle is replaced
   */
  Identity(Gate<Access> access, Duration patience) {
    this(access, patience, AT_ONCE);
  }

  Identity(Gate<Access> access, Duration patience, int atOnce) {
    this.access = access;
    this.patience = patience;
    this.asking = new Semaphore(atOnce);
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
    if (!isFree()) {
      throw away("too many ask at once");
    }
    try (Stay<Access> stay = access.enter(patience)) {
      if (stay == null) {
        throw away("no Access service");
      }
      return question.apply(stay.value());
    } finally {
      asking.release();
    }
  }

  private boolean isFree() {
    try {
      return asking.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Refusal away(String why) {
    return new Refusal.Unavailable(
        new Text("Logins cannot be checked for a moment", "暂时无法核验身份"), new TimeoutException(why));
  }

  void close() {
    access.close();
  }
}
