package io.lamplighter.routes.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city hears of its orders in its own words; what it does not take fails the message. */
class OrderRouteTest {
  private static final House HOUSE = house();

  private static final String AT = "2026-11-22T01:00:00Z";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer hotline;
  private volatile String answer = "{\"code\":0}";
  private Path folder;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    hotline = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hotline.createContext(
        "/steps",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          keys.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    hotline.start();
    camel.addComponent("journal", new Journal());
  }

  private void route(String protocol, CityMapping mapping) throws Exception {
    camel.addRoutes(
        new OrderRoute(
            new OrderRoute.Settings(
                "sx",
                "hotline",
                "http://127.0.0.1:" + hotline.getAddress().getPort() + "/steps",
                protocol.equals("soap"),
                "X-Api-Key",
                "k1",
                "33",
                "lamplighter",
                8,
                8),
            mapping,
            HOUSE,
            desk()));
    camel.start();
  }

  /** A {@code journal:} that takes our options and is written to. */
  private static final class Journal extends DirectComponent {
    @Override
    protected org.apache.camel.Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> parameters) throws Exception {
      List.of("types", "region", "parallel", "attempts").forEach(parameters::remove);
      return super.createEndpoint(uri, remaining, parameters);
    }
  }

  private static House house() {
    return (House)
        Proxy.newProxyInstance(
            OrderRouteTest.class.getClassLoader(),
            new Class<?>[] {House.class},
            (proxy, method, arguments) ->
                method.getName().equals("zone")
                    ? ZoneId.of("Asia/Shanghai")
                    : House.Context.PRODUCTION);
  }

  private static Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            OrderRouteTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) ->
                method.getName().equals("get")
                    ? request(String.valueOf(arguments[1]))
                    : List.of(
                        new TimelineItem(
                            Instant.parse(AT),
                            "request.resolved",
                            "li",
                            Map.of("version", 7L, "result", "已换保险 <&"))));
  }

  private static Request request(String requestNo) {
    return new Request(
        requestNo,
        1,
        RequestKind.FAULT_REPAIR,
        "given",
        RequestState.RESOLVED,
        "hotline",
        "SX-9",
        null,
        null,
        "3306",
        null,
        null,
        null,
        null,
        null,
        null,
        5,
        null,
        Instant.parse(AT),
        null,
        List.of(),
        Set.of());
  }

  @AfterEach
  void stop() {
    camel.stop();
    hotline.stop(0);
  }

  private Exchange send(String type, String channel, Map<String, Object> details) {
    return camel
        .createProducerTemplate()
        .send(
            "journal:hotline-sx",
            exchange -> {
              exchange
                  .getMessage()
                  .setHeaders(
                      new java.util.HashMap<>(
                          Map.of("ce-id", "7-42", "ce-type", type, "ce-subject", "R1")));
              exchange
                  .getMessage()
                  .setBody(
                      Map.of(
                          "channel", channel, "work", "R2", "version", 7L, "at", AT, "details",
                          details));
            });
  }

  @Test
  void aStepIsToldInTheCitysJson() throws Exception {
    route(
        "rest",
        mapping(
            """
            step.finished = 05
            field.order = head.gdbh
            field.step = head.lx
            field.words = body.nr
            field.time = body.sj
            time.format = yyyy-MM-dd HH:mm:ss
            answer.field = code
            answer.good = 0,200
            """));
    assertNull(send("hotline-order.finished", "hotline", Map.of()).getException());
    JsonNode told = new ObjectMapper().readTree(received.get(0));
    assertEquals("SX-9", told.at("/head/gdbh").asText());
    assertEquals("05", told.at("/head/lx").asText());
    assertEquals("已换保险 <&", told.at("/body/nr").asText());
    assertEquals("2026-11-22 09:00:00", told.at("/body/sj").asText());
    assertEquals("k1", keys.get(0));
    answer = "{\"code\":\"E7\"}";
    Exception thrown = send("hotline-order.finished", "hotline", Map.of()).getException();
    assertInstanceOf(RefusedException.class, thrown);
    answer = "<html>";
    thrown = send("hotline-order.finished", "hotline", Map.of()).getException();
    assertInstanceOf(RefusedException.class, thrown);
  }

  @Test
  void ordersOfOthersAreNotTold() throws Exception {
    route("rest", CityMapping.load("", HOUSE));
    assertNull(send("hotline-order.finished", "city", Map.of()).getException());
    assertEquals(List.of(), received);
  }

  @Test
  void aScoreAndADelayAreToldToo() throws Exception {
    route("rest", CityMapping.load("", HOUSE));
    send("hotline-order.visited", "hotline", Map.of("score", 5));
    send("hotline-order.extended", "hotline", Map.of("until", "2026-11-23T01:00:00Z"));
    assertTrue(received.get(0).contains("\"score\":\"5\""), received.get(0));
    assertTrue(received.get(1).contains("\"until\":\"2026-11-23T09:00:00+08:00\""));
  }

  @Test
  void soapSaysTheSame() throws Exception {
    route("soap", CityMapping.load("", HOUSE));
    answer =
        "<x xmlns=\"http://iec.ch/TC57/2011/schema/message\"><Reply><Result>OK</Result></Reply></x>";
    assertNull(send("hotline-order.finished", "hotline", Map.of("score", 4)).getException());
    String told = received.get(0);
    assertTrue(told.contains("<Context>PRODUCTION</Context>"), told);
    assertTrue(told.contains("<MessageID>7-42</MessageID>"), told);
    assertTrue(told.contains("<comment>已换保险 &lt;&amp;</comment>"), told);
    assertTrue(told.contains("<value>finish</value>"), told);
    for (String refusal :
        List.of(
            answer.replace("OK", "FAILED"),
            "",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")) {
      answer = refusal;
      assertInstanceOf(
          RefusedException.class,
          send("hotline-order.finished", "hotline", Map.of()).getException());
    }
  }

  private CityMapping mapping(String text) throws Exception {
    Path file = folder.resolve("sx.properties");
    Files.writeString(file, text);
    return CityMapping.load(file.toString(), HOUSE);
  }

  @Test
  void aMistakeInACitysFileIsNamed() {
    Exception mistake =
        assertThrows(IllegalArgumentException.class, () -> mapping("step.finish = 05\n"));
    assertTrue(String.valueOf(mistake.getMessage()).contains("'step.finish'"));
  }
}
