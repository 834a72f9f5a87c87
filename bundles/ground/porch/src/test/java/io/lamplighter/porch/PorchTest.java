package io.lamplighter.porch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class PorchTest {
  private final Porch porch = new Porch();
  private final Map<String, Object> answer = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Test
  void asksForPatienceWhileThereIsNoDoor() throws Exception {
    porch.service(request("POST"), response());
    assertEquals(503, answer.get("setStatus"));
    assertEquals("1", answer.get("Retry-After"));
    assertEquals("application/problem+json", answer.get("Content-Type"));
    assertTrue(body.toString(StandardCharsets.UTF_8).contains("unavailable"));
  }

  @Test
  void aHeadHasNoBody() throws Exception {
    porch.service(request("HEAD"), response());
    assertEquals(503, answer.get("setStatus"));
    assertEquals(0, body.size());
  }

  @Test
  void theDoorTakesTheCallsWhileItIsThere() throws Exception {
    List<String> received = new ArrayList<>();
    porch.reception = (request, response) -> received.add(request.getMethod());
    porch.service(request("GET"), response());
    porch.reception = null;
    porch.service(request("GET"), response());
    assertEquals(List.of("GET"), received);
    assertEquals(503, answer.get("setStatus"));
  }

  @Test
  void asksForPatienceWhenTheDoorGoesWithTheCallInIt() throws Exception {
    porch.reception =
        (request, response) -> {
          porch.reception = null;
          throw new NoClassDefFoundError("of a bundle that is no more");
        };
    porch.service(request("POST"), response());
    assertEquals(503, answer.get("setStatus"));
    assertEquals("1", answer.get("Retry-After"));
  }

  @Test
  void aDoorThatFailsAndStaysIsNotExcused() {
    porch.reception =
        (request, response) -> {
          throw new IllegalStateException("a mistake");
        };
    assertThrows(IllegalStateException.class, () -> porch.service(request("POST"), response()));
  }

  private static HttpServletRequest request(String method) {
    return fake(HttpServletRequest.class, (proxy, called, args) -> method);
  }

  private HttpServletResponse response() {
    return fake(
        HttpServletResponse.class,
        (proxy, called, args) -> {
          switch (called.getName()) {
            case "setHeader" -> answer.put((String) args[0], args[1]);
            case "getOutputStream" -> {
              return new Body();
            }
            case "isCommitted" -> {
              return false;
            }
            case "reset" -> answer.clear();
            default -> answer.put(called.getName(), args[0]);
          }
          return null;
        });
  }

  private static <T> T fake(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(PorchTest.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  private final class Body extends ServletOutputStream {
    @Override
    public void write(int b) throws IOException {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
