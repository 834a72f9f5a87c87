package io.lamplighter.jetty.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server that is configured as ours says of itself. */
@Timeout(60)
class ServerErrorsTest {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();

  @BeforeEach
  void start() throws Exception {
    new XmlConfiguration(Resource.newClassPathResource("jetty.xml")).configure(server);
    server.addConnector(connector);
    server.setHandler(contexts);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void withoutAnyContextItIsAwayForAMoment() throws Exception {
    assertAway(get());
  }

  /** As Pax Web makes it, its last servlet gone. */
  @Test
  void soItIsInAContextWithoutServlets() throws Exception {
    ServletContextHandler context = new ServletContextHandler(null, "/", true, false);
    context.setErrorHandler(new ErrorPageErrorHandler());
    contexts.addHandler(context);
    context.start();
    assertAway(get());
    context.addServlet(new ServletHolder(sending(404)), "/*");
    assertAway(get());
  }

  @Test
  void whatAServletThrowsIsAProblemToo() throws Exception {
    ServletContextHandler context = new ServletContextHandler(null, "/", true, false);
    context.addServlet(new ServletHolder(sending(500)), "/*");
    contexts.addHandler(context);
    context.start();
    HttpResponse<String> answer = get();
    assertEquals(500, answer.statusCode());
    assertTrue(answer.body().contains("urn:lamplighter:problem:internal"), answer.body());
  }

  private static HttpServlet sending(int status) {
    return new HttpServlet() {
      private static final long serialVersionUID = 1L;

      @Override
      protected void doGet(HttpServletRequest request, HttpServletResponse response)
          throws java.io.IOException {
        response.sendError(status);
      }
    };
  }

  private HttpResponse<String> get() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1/requests");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.body().contains("urn:lamplighter:problem:unavailable"), answer.body());
  }
}
