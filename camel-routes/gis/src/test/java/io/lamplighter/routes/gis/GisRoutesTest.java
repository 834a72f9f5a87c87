package io.lamplighter.routes.gis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.network.Network;
import io.lamplighter.systems.RouteRig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class GisRoutesTest {
  @Test
  void filesGoToTheNetwork() throws Exception {
    try (RouteRig rig = new RouteRig(Map.of("places.in", "direct:places"), "gis-places")) {
      rig.neighbour = method -> new Network.Report(0, 1, 1, 0, 0);
      assertNull(rig.stream("places", "{\"features\":[]}"));
      assertEquals(List.of("network.load [GEOJSON, DELTA, {\"features\":[]}]"), rig.calls);
    }
  }
}
