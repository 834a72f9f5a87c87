package io.lamplighter.routes.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.network.Asset;
import io.lamplighter.api.systems.Lookups.State;
import io.lamplighter.systems.RouteRig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PlanningRoutesTest {
  @Test
  void whatATransformerCanStillTakeIsAskedForASupplyPlan() throws Exception {
    try (RouteRig rig = new RouteRig(Map.of(), "planning-grid-resource")) {
      rig.neighbour =
          method ->
              new Asset(
                  "t1",
                  Asset.Kind.TRANSFORMER,
                  null,
                  "l1",
                  "330602",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null);
      rig.partner.answer(
          200, "{\"asset\":\"t1\",\"asOf\":\"2026-11-22T08:00:00+08:00\",\"available\":315}");
      var answer = rig.ask("grid-resource", "t1");
      assertEquals(State.CURRENT, answer.state());
      assertEquals(315, answer.data().get("available"));
      assertEquals(List.of("GET /grid-resources/t1 "), rig.partner.calls);
    }
  }
}
