package io.lamplighter.routes.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.systems.RouteRig;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ControlRoutesTest {
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
}
