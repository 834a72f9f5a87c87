package io.lamplighter.routes.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.systems.RouteRig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ControlRoutesTest {
  private static final SystemRecord OUTAGE =
      new SystemRecord(
          "control",
          "planned-outage",
          "o1",
          "l1",
          "330602",
          Instant.EPOCH,
          Map.of("outageKind", "planned", "state", "begun", "to", "2026-12-01T12:00:00+08:00"));

  @Test
  void outagesAndSwitchingsAreRecordsOfTheirEquipment() throws Exception {
    Map<String, String> settings =
        Map.of("outages.in", "door:control/outages", "switchings.in", "door:control/switchings");
    try (RouteRig rig = new RouteRig(settings, "control-outages", "control-switchings")) {
      rig.neighbour = method -> new Refusal.NotFound("asset.unknown", new Text("?", "?"));
      rig.call(
          "control",
          "outages",
          """
          {"outageNo":"o1","equipment":"l1","type":"1","state":"approved","areaCode":"330602",
           "plannedFrom":"2026-12-01T08:00:00+08:00","plannedTo":"2026-12-01T12:00:00+08:00",
           "transformers":["t1","t2"],"changedAt":"2026-11-22T08:00:00+08:00"}""");
      String switching =
          "{\"switchingNo\":\"s1\",\"switchNo\":\"w1\",\"state\":\"open\",\"cause\":\"trip\","
              + "\"areaCode\":\"330602\",\"at\":\"2026-11-22T08:00:00+08:00\"}";
      rig.call("control", "switchings", switching);
      var outage = rig.records.get(0);
      assertEquals(
          "planned-outage o1 l1", outage.kind() + " " + outage.id() + " " + outage.subject());
      assertEquals("planned", outage.data().get("outageKind"));
      assertEquals("switching", rig.records.get(1).kind());

      String nowhere = switching.replace("\"areaCode\":\"330602\",", "");
      assertThrows(Refusal.Invalid.class, () -> rig.call("control", "switchings", nowhere));
      assertThrows(Refusal.Invalid.class, () -> rig.call("control", "outages", switching));
    }
  }

  @Test
  void anOutageThatControlHasToldOfIsNotedWithTheRequest() throws Exception {
    assertEquals(Set.of("requests.from"), RouteRig.needs("control-requests"));
    try (RouteRig rig = new RouteRig(Map.of("requests.from", "now"), "control-requests")) {
      rig.neighbour = method -> new Refusal.NotFound("asset.unknown", new Text("?", "?"));
      rig.outage = path -> path.equals(List.of("t1")) ? OUTAGE : null;
      received(rig, "fault-repair", "t1");
      received(rig, "fault-repair", "t2");
      received(rig, "complaint", "t1");
      assertNull(rig.entry("request.received", "R2", Map.of("kind", "fault-repair")));
      assertEquals(1, rig.records.size(), rig.records.toString());
      SystemRecord noted = rig.records.get(0);
      assertEquals("known-outage R1 R1", noted.kind() + " " + noted.id() + " " + noted.subject());
      assertEquals("o1 planned", noted.data().get("outage") + " " + noted.data().get("outageKind"));
    }
  }

  private static void received(RouteRig rig, String kind, String transformer) {
    assertNull(
        rig.entry("request.received", "R1", Map.of("kind", kind, "transformer", transformer)));
  }
}
