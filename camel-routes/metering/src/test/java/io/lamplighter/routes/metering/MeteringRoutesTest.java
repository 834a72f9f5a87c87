package io.lamplighter.routes.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.systems.Lookups.State;
import io.lamplighter.systems.RouteRig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MeteringRoutesTest {
  @Test
  void aCustomersMeterIsReadOnDemand() throws Exception {
    try (RouteRig rig = new RouteRig(Map.of(), "metering-reading")) {
      rig.neighbour = method -> RouteRig.customer("c1");
      rig.partner.answer(
          200, "{\"meter\":\"m-c1\",\"at\":\"2026-11-22T08:00:00+08:00\",\"energy\":1234.5}");
      var answer = rig.ask("reading", "c1");
      assertEquals(State.CURRENT, answer.state());
      assertEquals(1234.5, answer.data().get("energy"));
      assertEquals(List.of("GET /meters/m-c1/readings/latest "), rig.partner.calls);
    }
  }
}
