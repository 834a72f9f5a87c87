package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpMethods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class RouteContextsTest {
  @Test
  void httpHasLimits() throws Exception {
    RouteContext context =
        Samples.contexts(null)
            .build(
                file(
                    "- route:\n    from:\n      uri: direct:in\n      steps:\n        - to: http://h/x\n"));
    HttpComponent http = (HttpComponent) context.camel().getComponent("http");
    assertEquals(5_000, http.getConnectTimeout());
    assertEquals(30_000, http.getResponseTimeout());
    assertEquals(
        HttpMethods.PUT, context.camel().getTypeConverter().convertTo(HttpMethods.class, "put"));
    context.stop();
  }

  /** Whatever is in it: it is neither a placeholder nor two lines nor shown. */
  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "s3cr#t{{x}}", "{{x", "x}}", "{{{x}}}", "'{{'", "a\\b{{c&d=%e"})
  void aSecretIsReadFromItsFileAndTakenLiterally(String secret) throws Exception {
    Files.writeString(Path.of("target/sample-secret"), secret + "\n");
    RouteContext context =
        Samples.contexts(null)
            .build(
                file(
                    "- route:\n    from:\n      uri: direct:in\n      steps:\n        - setBody:\n"
                        + "            constant: \"{{secret:sample-secret}}\"\n"));
    context.start();
    assertEquals(
        secret,
        context.camel().createProducerTemplate().requestBody("direct:in", "", String.class));
    context.stop();
  }

  @Test
  void aMistakeDoesNotTellASecret() throws Exception {
    Files.writeString(Path.of("target/sample-secret"), "s3cr#t{{x}}\n");
    RouteContexts contexts = Samples.contexts(null);
    RouteFile file =
        file(
            "- route:\n    from:\n      uri: direct:in\n      steps:\n"
                + "        - to: nosuch:{{secret:sample-secret}}?x={{secret:sample-secret}}\n");
    Throwable thrown = assertThrows(Exception.class, () -> contexts.build(file));
    String mistake = Mistake.of(file, thrown, contexts.secrets());
    assertTrue(mistake.contains("nosuch"), mistake);
    assertFalse(mistake.contains("s3cr"), mistake);
  }

  @Test
  void anEntryIsAnExchangeAndEachAttemptSeesItFresh() throws Exception {
    List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    List<Object> bodies = new CopyOnWriteArrayList<>();
    try (Post post = new Post()) {
      RouteBundle source =
          new RouteBundle(
              "test",
              "test",
              "test",
              RouteContextsTest.class.getClassLoader(),
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("journal:exchange-test?retryDelay=5&attempts=3")
                      .process(exchange -> note(exchange, headers, bodies));
                }
              },
              List.of());
      RouteContext context = Samples.contexts(null, post.couriers).build(source);
      context.start();
      post.write("exchange-test", List.of(Samples.entry(7, "R1")));
      Samples.await("second attempt", () -> bodies.size() == 2);
      Samples.await("delivered", () -> Post.kept("exchange-test") == 0);
      context.stop();
    }
    assertEquals(List.of("{n=7}", "{n=7}"), bodies);
    Map<String, Object> seen = headers.get(0);
    assertEquals("1-7", seen.get("ce-id"));
    assertEquals("request.received", seen.get("ce-type"));
    assertEquals("R1", seen.get("ce-subject"));
    assertEquals("2026-11-22T08:00:00Z", seen.get("ce-time"));
    assertEquals("/lamplighter/desk", seen.get("ce-source"));
  }

  private static void note(
      Exchange exchange, List<Map<String, Object>> headers, List<Object> bodies) {
    headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
    Map<?, ?> body = exchange.getMessage().getBody(Map.class);
    assertNotNull(body);
    bodies.add(body.toString());
    body.clear();
    if (bodies.size() == 1) {
      throw new RuntimeCamelException("the first attempt fails");
    }
  }

  private static RouteFile file(String text) {
    return new RouteFile("sample.camel.yaml", text, new Properties());
  }
}
