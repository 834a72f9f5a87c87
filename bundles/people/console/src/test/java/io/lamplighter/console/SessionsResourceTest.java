package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Sessions;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How a session is handed over: to a script as a token, to a page as a cookie that it cannot read.
 */
class SessionsResourceTest {
  private static final Instant LATER = Instant.parse("2026-11-22T08:00:00Z");
  private final SessionsResource sessions =
      new SessionsResource(new Known(), none(Sessions.class), Samples.house());

  private Response logIn(@Nullable String page) {
    return sessions.logIn(
        new SessionsResource.Login("wang", "secret"), page, none(HttpServletRequest.class));
  }

  private static List<String> cookies(Response answer) {
    return Objects.requireNonNull(answer.getHeaders().get("Set-Cookie")).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void aScriptGetsTheTokenInTheBody() {
    Response answer = logIn(null);
    var view = assertInstanceOf(SessionsResource.SessionView.class, answer.getEntity());
    assertEquals("t-1", view.token());
    assertTrue(cookies(answer).stream().noneMatch(cookie -> cookie.startsWith("__Host-lamp=")));
  }

  @Test
  void aPageGetsItAsACookieOnly() {
    Response answer = logIn("sign-in");
    assertInstanceOf(SessionsResource.SignedInView.class, answer.getEntity());
    assertTrue(
        cookies(answer).contains("__Host-lamp=t-1; Path=/; Secure; HttpOnly; SameSite=Strict"));
  }

  /** Answers null, false or nothing to whatever it is asked. */
  private static <T> T none(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
  }

  private static final class Known implements Access {
    @Override
    public Session logIn(String user, String password, Origin origin) {
      return new Session("t-1", LATER, Samples.DISPATCHER);
    }

    @Override
    public void logOut(String token) {}

    @Override
    public Caller person(String token) {
      return Samples.DISPATCHER;
    }

    @Override
    public Caller look(String token) {
      return Samples.DISPATCHER;
    }

    @Override
    public Caller partner(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(Consumer<Change> changed) {
      return () -> {};
    }
  }
}
