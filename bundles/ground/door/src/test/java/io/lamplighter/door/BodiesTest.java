package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls that wait for their bodies. */
class BodiesTest {
  private final ByteBudget budget =
      new ByteBudget(new ByteBudget.Shares(8 << 20, 4 << 20, 1 << 20));
  private final Bodies bodies =
      new Bodies(budget, new ProblemWriter(Json.mapper(ZoneOffset.UTC), Locale.ENGLISH), () -> 0);

  private final HttpServletResponse response =
      (HttpServletResponse)
          Proxy.newProxyInstance(
              BodiesTest.class.getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  /** Far more often than one caller has places. */
  @Test
  void aCallThatCannotWaitLeavesItsPlace() {
    for (int i = 0; i < 100; i++) {
      assertThrows(IllegalStateException.class, this::call);
    }
    assertEquals(0, budget.held());
    assertEquals(0, bodies.waiting());
  }

  private Bodies.@Nullable Body call() throws IOException {
    Visitor visitor = new Visitor(Caller.PUBLIC, "198.51.100.7", false);
    Rights rights = new Rights(List.of("public"), 1000, 1000, false, false);
    return bodies.of(request(), response, visitor, rights);
  }

  /** Nothing of its body has come yet, and it is called in a way in which it cannot wait. */
  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            BodiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getAttribute", "getHeader" -> null;
                  case "getContentLengthLong" -> 100L;
                  case "getInputStream" -> TestBodies.of(InputStream.nullInputStream());
                  case "startAsync" -> throw new IllegalStateException("not asynchronous");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
