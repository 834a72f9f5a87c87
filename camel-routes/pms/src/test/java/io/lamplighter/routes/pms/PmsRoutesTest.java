package io.lamplighter.routes.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.network.Network;
import io.lamplighter.systems.RouteRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PmsRoutesTest {
  private static final Map<String, Object> FAULT =
      Map.of(
          "kind", "fault-repair",
          "priority", 7,
          "region", "330602",
          "transformer", "t1",
          "channel", "web",
          "details", Map.of("crew", "C1"));

  private RouteRig rig;
  private RequestState state = RequestState.DISPATCHED;
  private List<TimelineItem> timeline = List.of();

  @BeforeEach
  void start() throws Exception {
    rig =
        new RouteRig(
            Map.of(
                "full.in", "direct:full",
                "delta.in", "direct:delta",
                "states.in", "door:pms/defect-states"),
            "pms-defects",
            "pms-states",
            "pms-network-full",
            "pms-network-delta");
    rig.neighbour = this::play;
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** A desk whose request goes its way. */
  private Object play(String method) {
    if (method.equals("move")) {
      state = RequestState.values()[state.ordinal() + 1];
    }
    return switch (method) {
      case "load" -> new Network.Report(1, 2, 2, 0, 0);
      case "timeline" -> timeline;
      default -> request();
    };
  }

  private Request request() {
    Set<Move> allowed =
        switch (state) {
          case DISPATCHED -> Set.of(Move.ACCEPT, Move.CANCEL);
          case ACCEPTED -> Set.of(Move.ARRIVE, Move.CANCEL);
          case ON_SITE -> Set.of(Move.RESOLVE, Move.CANCEL);
          default -> Set.of(Move.CANCEL);
        };
    return RouteRig.request(RequestKind.FAULT_REPAIR, state, null, allowed);
  }

  @Test
  void aDispatchedFaultIsATroubleOrder() {
    assertNull(rig.entry("request.dispatched", "R 1", FAULT));
    String call = rig.partner.calls.get(0);
    assertEquals("PUT /defects/R%201", call.substring(0, call.indexOf(" {")));
    JsonNode defect = RouteRig.json(call.substring(call.indexOf('{')));
    assertEquals("trouble", defect.get("kind").asText());
    assertEquals("open", defect.get("state").asText());
    assertEquals("serious", defect.get("urgency").asText());
    assertEquals("C1", defect.get("crew").asText());
    assertEquals(List.of("7-42"), rig.partner.headers.get(0).get("Idempotency-key"));
  }

  @Test
  void whatIsNoWorkOnTheNetworkIsNotSent() {
    assertNull(rig.entry("request.closed", "R1", Map.of("kind", "enquiry", "region", "330602")));
    assertEquals(List.of(), rig.partner.calls);
  }

  @Test
  void whatBreaksTheContractIsNotSentEither() {
    assertEquals(
        Refusal.Invalid.class,
        rig.entry("request.dispatched", "R1", Map.of("kind", "emergency")).getClass());
    rig.partner.answer(422, "{\"reason\":\"no such transformer\"}");
    assertNotNull(rig.entry("request.dispatched", "R1", FAULT));
  }

  @Test
  void theStateComesBackAndLeftOutStepsAreMade() {
    String done = "{\"defectNo\":\"R1\",\"state\":\"done\",\"cause\":\"跳闸\",\"result\":\"已送电\"}";
    rig.call("pms", "defect-states", done);
    assertEquals(RequestState.RESOLVED, state);
    List<String> moves = rig.calls.stream().filter(c -> c.startsWith("desk.move")).toList();
    assertEquals(3, moves.size(), moves.toString());
    assertEquals(true, moves.get(2).contains("cause=跳闸"), moves.get(2));

    rig.call("pms", "defect-states", done);
    rig.call("pms", "defect-states", "{\"defectNo\":\"R1\",\"state\":\"on-site\"}");
    rig.call("pms", "defect-states", "{\"defectNo\":\"R1\",\"state\":\"open\"}");
    assertEquals(3, rig.calls.stream().filter(c -> c.startsWith("desk.move")).count(), "known");
  }

  @Test
  void whatWasSoBeforeTheRequestWasReopenedChangesNothing() {
    Instant reopened = Instant.parse("2026-11-22T08:00:00Z");
    timeline = List.of(new TimelineItem(reopened, "request.reopened", "li", Map.of()));
    rig.later(Duration.ofHours(9));
    String there =
        "{\"defectNo\":\"R1\",\"state\":\"on-site\",\"changedAt\":\"2026-11-22T%s+08:00\"}";
    assertThrows(
        Refusal.Invalid.class,
        () -> rig.call("pms", "defect-states", there.formatted("17:11:00")),
        "it cannot have been so yet");
    rig.call("pms", "defect-states", there.formatted("15:59:00"));
    assertEquals(RequestState.DISPATCHED, state);
    rig.call("pms", "defect-states", there.formatted("16:30:00"));
    assertEquals(RequestState.ON_SITE, state);
  }

  @Test
  void aStateThatBreaksTheContractIsRefused() {
    for (String bad :
        List.of("{", "{\"defectNo\":\"R1\",\"state\":\"done\"}", "{\"state\":\"on-site\"}", "[]")) {
      assertThrows(Refusal.Invalid.class, () -> rig.call("pms", "defect-states", bad), bad);
    }
    assertEquals(List.of(), rig.calls);
  }

  @Test
  void filesGoToTheNetwork() {
    assertNull(rig.stream("full", "<rdf/>"));
    assertNull(rig.stream("delta", "<rdf/>"));
    assertEquals(
        List.of("network.load [CIM, FULL, <rdf/>]", "network.load [CIM, DELTA, <rdf/>]"),
        rig.calls);
  }

  @Test
  void eachRouteSleepsUntilItIsConfigured() throws Exception {
    assertEquals(Set.of("url"), RouteRig.needs("pms-defects"));
    assertEquals(Set.of("states.in"), RouteRig.needs("pms-states"));
    assertEquals(Set.of("full.in"), RouteRig.needs("pms-network-full"));
  }
}
