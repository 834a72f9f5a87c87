package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskEndpointTest {
  private static final String ROUTE =
      "- route:\n    from:\n      uri: direct:in\n      steps:\n        - to: desk:streetlight\n";

  private final OneDesk desk = new OneDesk();
  private RouteContext context;

  @BeforeEach
  void start() throws Exception {
    RouteFile file = new RouteFile("lamps.camel.yaml", ROUTE, new Properties());
    context = Samples.contexts(desk).build(file);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void jsonIsASubmissionAndTheReceiptAMap() {
    String json =
        "{\"channelRef\":\"l-1\",\"text\":\"路灯不亮\",\"channel\":\"web\","
            + "\"contact\":{\"phone\":\"13800000000\"},\"location\":{\"lon\":120.5,\"lat\":30.1},"
            + "\"occurredAt\":\"2026-11-22T08:00:00+08:00\"}";
    Map<?, ?> receipt = send(json.getBytes(StandardCharsets.UTF_8)).getMessage().getBody(Map.class);
    assertEquals("R1", receipt.get("requestNo"));
    assertEquals("received", receipt.get("state"));
    assertEquals("2026-11-22T08:00:00Z", receipt.get("receivedAt"));
    assertEquals(
        List.of(Map.of("rule", "fault.first-response", "dueAt", "2026-11-22T08:00:00Z")),
        receipt.get("promises"));
    assertNotNull(desk.got);
    assertEquals("streetlight", desk.got.channel());
    assertEquals("l-1", desk.got.channelRef());
    assertEquals(json, desk.got.raw());
    assertEquals("route:lamps", desk.by);
  }

  @Test
  void aMapIsOneTooAndItsNumbersMayBeText() {
    send(Map.of("text", "路灯不亮", "location", Map.of("lon", "120.5", "lat", "30.1")));
    assertNotNull(desk.got);
    assertNotNull(desk.got.location());
    assertEquals(120.5, desk.got.location().lon());
  }

  @Test
  void everyBadFieldIsNamed() {
    Exchange exchange =
        send(
            Map.of(
                "text",
                1,
                "colour",
                "red",
                "location",
                Map.of("lon", "east"),
                "occurredAt",
                "now"));
    Refusal.Invalid refusal = assertInstanceOf(Refusal.Invalid.class, exchange.getException());
    assertEquals(
        List.of("/colour", "/location/lat", "/location/lon", "/occurredAt", "/text"),
        refusal.errors().stream().map(FieldError::pointer).sorted().toList());
    assertNull(desk.got);
  }

  @Test
  void whatIsNotJsonIsRefusedWithItsLine() {
    Exchange exchange = send("{\"text\":\n oops}");
    Refusal.Invalid refusal = assertInstanceOf(Refusal.Invalid.class, exchange.getException());
    assertEquals("is not a JSON object (line 2)", refusal.errors().get(0).message().en());
  }

  @Test
  void aDeskThatIsAwayIsToldAsSuch() {
    desk.away = new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
    Exchange exchange = send(Map.of("text", "路灯不亮"));
    assertInstanceOf(Refusal.Unavailable.class, exchange.getException());
  }

  private Exchange send(Object body) {
    return context
        .camel()
        .createProducerTemplate()
        .send("direct:in", exchange -> exchange.getMessage().setBody(body));
  }

  /** Takes everything. */
  private static final class OneDesk implements Desk {
    private @Nullable Submission got;
    private @Nullable String by;
    private @Nullable Refusal away;

    @Override
    public Receipt submit(Caller caller, Submission submission) {
      if (away != null) {
        throw away;
      }
      got = submission;
      by = caller.name();
      return new Receipt(
          "R1",
          "t",
          RequestState.RECEIVED,
          Samples.CLOCK.instant(),
          null,
          List.of(new Promise("fault.first-response", Samples.CLOCK.instant())),
          false);
    }

    @Override
    public Page<Request> find(Caller caller, RequestQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Request root(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Page<Request> under(Caller caller, String root, @Nullable String after, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Request get(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<TimelineItem> timeline(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Request move(Caller caller, MoveOrder order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String trackingToken(Caller caller, String requestNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tracking track(String requestNo, String token) {
      throw new UnsupportedOperationException();
    }
  }
}
