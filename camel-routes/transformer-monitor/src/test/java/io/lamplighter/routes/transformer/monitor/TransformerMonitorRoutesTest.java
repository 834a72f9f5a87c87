package io.lamplighter.routes.transformer.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.systems.RouteRig;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TransformerMonitorRoutesTest {
  @Test
  void alarmsAreRecordsOfTheirTransformer() throws Exception {
    Map<String, String> settings =
        Map.of("alarms.in", "door:transformer-monitor/alarms", "region", "3306");
    try (RouteRig rig = new RouteRig(settings, "transformer-monitor-alarms")) {
      rig.neighbour = method -> new Refusal.NotFound("asset.unknown", new Text("?", "?"));
      String alarm =
          "{\"alarmId\":\"a1\",\"tgNo\":\"t1\",\"type\":\"02\",\"state\":\"raised\",\"value\":123,"
              + "\"unit\":\"%\",\"changedAt\":\"2026-11-22T08:00:00+08:00\"}";
      rig.call("transformer-monitor", "alarms", alarm);
      var told = rig.records.get(0);
      assertEquals("transformer-alarm a1 t1", told.kind() + " " + told.id() + " " + told.subject());
      assertEquals("3306", told.region());
      assertEquals("overload", told.data().get("alarm"));

      rig.call("transformer-monitor", "alarms", alarm.replace("\"02\"", "\"77\""));
      assertEquals(1, rig.records.size(), "a type that the mapping does not name");
      for (String bad : new String[] {alarm.replace("raised", "over"), "{}", "nonsense"}) {
        assertThrows(
            Refusal.Invalid.class, () -> rig.call("transformer-monitor", "alarms", bad), bad);
      }
    }
  }

  @Test
  void alarmsThatAreWorkBecomeTheSameRequestHoweverOftenTheyAreTold() throws Exception {
    assertEquals(Set.of("requests.from"), RouteRig.needs("transformer-monitor-requests"));
    Map<String, String> settings = Map.of("requests.from", "now");
    try (RouteRig rig = new RouteRig(settings, "transformer-monitor-requests")) {
      for (int value : new int[] {110, 123}) {
        assertNull(recorded(rig, "overload", "raised", value));
      }
      assertEquals(
          "transformer-monitor {channelRef=a1, kind=fault-repair,"
              + " text=公变过载 Transformer overloaded, address=台区 t1, region=330602}",
          rig.submissions.get(0));
      assertEquals(rig.submissions.get(0), rig.submissions.get(1));
      assertNull(recorded(rig, "overload", "ended", 90));
      assertNull(recorded(rig, "heavy-load", "raised", 90));
      assertEquals(2, rig.submissions.size(), "nothing to do for a crew");
    }
  }

  private static Exception recorded(RouteRig rig, String alarm, String state, int value) {
    return rig.entry(
        "transformer-alarm.recorded",
        "t1",
        Map.of("record", "a1", "alarm", alarm, "state", state, "value", value));
  }
}
