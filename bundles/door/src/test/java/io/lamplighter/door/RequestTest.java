package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls, from where. */
class RequestTest {
  private final Gate<Access> gate = new Gate<>(new Semaphore(1));
  private final Identity identity = new Identity(gate, Duration.ofMillis(10));

  @Test
  void tokenKeyOrNobody() {
    gate.arrive(new Known());
    assertEquals("wang", identity.of(request(Map.of("Authorization", "Bearer t-wang"))).name());
    assertEquals("wang", identity.of(request(Map.of("Authorization", "bearer  t-wang"))).name());
    assertEquals("hotline", identity.of(request(Map.of("X-Api-Key", "k-hotline"))).name());
    assertEquals(Caller.PUBLIC, identity.of(request(Map.of())));
    for (Map<String, String> wrong :
        Set.of(
            Map.of("Authorization", "Bearer t-li"),
            Map.of("Authorization", "Basic d2FuZw=="),
            Map.of("X-Api-Key", ""))) {
      assertThrows(Refusal.Unauthenticated.class, () -> identity.of(request(wrong)));
    }
  }

  @Test
  void withoutTheSecurityBundleOnlyThePublicIsLetIn() {
    assertEquals(Caller.PUBLIC, identity.of(request(Map.of())));
    assertThrows(
        Refusal.Unavailable.class,
        () -> identity.of(request(Map.of("Authorization", "Bearer t-wang"))));
  }

  @ParameterizedTest
  @CsvSource({
    "9.9.9.9, , 9.9.9.9",
    "9.9.9.9, 1.1.1.1, 9.9.9.9",
    "10.0.0.1, 1.1.1.1, 1.1.1.1",
    "10.0.0.1, '6.6.6.6, 1.1.1.1', 1.1.1.1",
    "10.0.0.1, '1.1.1.1, 10.0.0.2', 1.1.1.1",
    "10.0.0.1, , 10.0.0.1",
    "2001:db8:1:2:3:4:5:6, , 2001:db8:1:2",
  })
  void onlyOurProxiesAreBelieved(String remote, @Nullable String forwarded, String client) {
    Clients clients = new Clients(Set.of("10.0.0.1", "10.0.0.2"));
    Map<String, String> headers =
        forwarded == null
            ? Map.of(":remote", remote)
            : Map.of(":remote", remote, "X-Forwarded-For", forwarded);
    assertEquals(client, clients.address(request(headers)));
  }

  private static HttpServletRequest request(Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getHeader" -> headers.get((String) args[0]);
                  case "getRemoteAddr" -> headers.get(":remote");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static final class Known implements Access {
    @Override
    public Session logIn(String user, String password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void logOut(String token) {}

    @Override
    public Caller person(String token) {
      if (token.equals("t-wang")) {
        return new Caller("wang", Caller.Kind.PERSON, Set.of(Role.AGENT), "33", Set.of());
      }
      throw new Refusal.Unauthenticated("session-ended", new Text("ended", "已失效"));
    }

    @Override
    public Caller partner(String key) {
      if (key.equals("k-hotline")) {
        return new Caller("hotline", Caller.Kind.PARTNER, Set.of(), "", Set.of("hotline"));
      }
      throw new Refusal.Unauthenticated("key-wrong", new Text("wrong", "错误"));
    }
  }
}
