package io.lamplighter.routes.transformer.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.systems.RouteRig;
import java.util.Map;
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
}
