package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where a call comes. */
class ClientsTest {
  private final Clients clients =
      new Clients(Set.of("10.0.0.1", "10.0.0.2", "2001:db8::aa", "127.0.0.1"));

  /** Lines of the header are divided by | here. */
  @ParameterizedTest
  @CsvSource({
    "9.9.9.9, , 9.9.9.9",
    "9.9.9.9, 1.1.1.1, 9.9.9.9",
    "10.0.0.1, 1.1.1.1, 1.1.1.1",
    "10.0.0.1, '6.6.6.6, 1.1.1.1', 1.1.1.1",
    "10.0.0.1, '1.1.1.1, 10.0.0.2', 1.1.1.1",
    "10.0.0.1, '6.6.6.6|1.1.1.1', 1.1.1.1",
    "10.0.0.1, '1.1.1.1|10.0.0.2', 1.1.1.1",
    "10.0.0.1, , 10.0.0.1",
    "10.0.0.1, 1.1.1.1:50123, 1.1.1.1",
    "10.0.0.1, '1.1.1.1:50123, 10.0.0.2:443', 1.1.1.1",
    "10.0.0.1, '[2001:db8:1:2::7]:443', 2001:db8:1:2::/64",
    "10.0.0.1, '\"[2001:db8:1:2::7]\"', 2001:db8:1:2::/64",
    "10.0.0.1, 2001:DB8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "10.0.0.1, 2001:db8:1:2::9, 2001:db8:1:2::/64",
    "10.0.0.1, 2001:0db8:0001:0002:0000:0000:0000:0009, 2001:db8:1:2::/64",
    "10.0.0.1, ::ffff:1.1.1.1, 1.1.1.1",
    "10.0.0.1, '::ffff:101:101', 1.1.1.1",
    "10.0.0.1, fe80::1%eth0, fe80:0:0:0::/64",
    "::ffff:10.0.0.1, 1.1.1.1, 1.1.1.1",
    "2001:db8:0:0::aa, 1.1.1.1, 1.1.1.1",
    "2001:db8:1:2:3:4:5:6, , 2001:db8:1:2::/64",
    "0:0:0:0:0:0:0:1, , 0:0:0:0::/64",
    "10.0.0.1, unknown, 10.0.0.1",
    "10.0.0.1, '1.1.1.1, unknown', 10.0.0.1",
    "10.0.0.1, '1.1.1.1, ', 10.0.0.1",
    "10.0.0.1, localhost, 10.0.0.1",
    "10.0.0.1, 999.1.1.1, 10.0.0.1",
  })
  void onlyOurProxiesAreBelieved(String remote, @Nullable String forwarded, String client) {
    List<String> lines = forwarded == null ? List.of() : List.of(forwarded.split("\\|"));
    assertEquals(client, clients.network(request(remote, Map.of("X-Forwarded-For", lines))));
  }

  @Test
  void aProxyOnThisMachineSpeaksForOthers() {
    assertTrue(clients.isNear(request("127.0.0.1", Map.of())));
    assertTrue(clients.isNear(request("0:0:0:0:0:0:0:1", Map.of())));
    assertFalse(clients.isNear(request("10.0.0.9", Map.of())));
    for (String trace :
        List.of(
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "X-Real-IP",
            "CF-Connecting-IP",
            "Via")) {
      assertFalse(clients.isNear(request("127.0.0.1", Map.of(trace, List.of("127.0.0.1")))), trace);
    }
  }

  @Test
  void aProxyThatIsNoAddressIsRefused() {
    Set<String> wrong = Set.of("proxy.example");
    assertThrows(IllegalArgumentException.class, () -> new Clients(wrong));
  }

  private static HttpServletRequest request(String remote, Map<String, List<String>> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getHeader" ->
                      headers.getOrDefault(args[0], List.of()).stream().findFirst().orElse(null);
                  case "getHeaders" ->
                      Collections.enumeration(headers.getOrDefault(args[0], List.of()));
                  case "getRemoteAddr" -> remote;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
