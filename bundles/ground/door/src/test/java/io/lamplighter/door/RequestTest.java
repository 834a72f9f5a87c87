package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Gate;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

/** Who calls. */
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

  /** Who asks while another's answer is still to come does not wait with a thread of the server. */
  @Test
  void onlySoManyAskAtOnce() {
    Identity narrow = new Identity(gate, Duration.ofMillis(10), 1);
    HttpServletRequest call = request(Map.of("Authorization", "Bearer t-wang"));
    gate.arrive(
        new Known() {
          @Override
          public Caller person(String token) {
            assertThrows(Refusal.Unavailable.class, () -> narrow.of(call));
            return super.person(token);
          }
        });
    assertEquals("wang", narrow.of(call).name());
    assertEquals("wang", narrow.of(call).name());
  }

  private static HttpServletRequest request(Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getHeader" -> headers.get((String) args[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
