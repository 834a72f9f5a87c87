package io.lamplighter.routes.finance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.systems.Lookups.State;
import io.lamplighter.systems.RouteRig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FinanceRoutesTest {
  private static final Request CASE =
      RouteRig.request(RequestKind.SERVICE, RequestState.TRIAGED, "c1", Set.of());

  @Test
  void feesAreAskedAndPaymentsComeIn() throws Exception {
    Map<String, String> settings = Map.of("payments.in", "door:finance/payments");
    try (RouteRig rig = new RouteRig(settings, "finance-fees", "finance-payments")) {
      rig.neighbour = method -> CASE;
      rig.partner.answer(
          200, "{\"caseNo\":\"R1\",\"fees\":[{\"feeCode\":\"F1\",\"amount\":300,\"paid\":0}]}");
      assertEquals(State.CURRENT, rig.ask("fees", "R1").state());
      assertEquals(List.of("GET /cases/R1/fees "), rig.partner.calls);

      String payment =
          "{\"paymentNo\":\"p1\",\"caseNo\":\"R1\",\"areaCode\":\"330602\",\"amount\":300,"
              + "\"state\":\"received\",\"changedAt\":\"2026-11-22T08:00:00+08:00\"}";
      rig.call("finance", "payments", payment);
      var told = rig.records.get(0);
      assertEquals("payment p1 R1", told.kind() + " " + told.id() + " " + told.subject());
      assertEquals(300, told.data().get("amount"));
      assertThrows(Refusal.Invalid.class, () -> rig.call("finance", "payments", "{}"));
    }
  }
}
