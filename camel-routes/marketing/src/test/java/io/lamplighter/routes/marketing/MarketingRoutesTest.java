package io.lamplighter.routes.marketing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Lookups.State;
import io.lamplighter.systems.RouteRig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MarketingRoutesTest {
  private RouteRig rig;

  @BeforeEach
  void start() throws Exception {
    start("30s");
  }

  private void start(String timeLimit) throws Exception {
    rig =
        new RouteRig(
            Map.of(
                "customers.in", "door:marketing/customers",
                "contracts.in", "door:marketing/contracts",
                "customer-files.in", "direct:files",
                "account.timeLimit", timeLimit),
            "marketing-cases",
            "marketing-customers",
            "marketing-customer-files",
            "marketing-contracts",
            "marketing-account");
    rig.neighbour =
        method ->
            method.equals("importCsv")
                ? new CsvImport.Report(1, 1, 0, 0, 0, List.of())
                : RouteRig.customer("c1");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonNode sent(String type, Map<String, Object> data) {
    assertNull(rig.entry(type, "R1", data));
    String call = rig.partner.calls.get(rig.partner.calls.size() - 1);
    assertTrue(call.startsWith("PUT /cases/R1 {"), call);
    return RouteRig.json(call.substring(call.indexOf('{')));
  }

  @Test
  void statesAppointmentsAndSatisfactionGoOut() {
    Map<String, Object> times =
        Map.of("from", "2026-11-23T01:00:00Z", "to", "2026-11-23T03:00:00Z");
    JsonNode appointed =
        sent(
            "request.scheduled",
            Map.of("kind", "service", "region", "330602", "from", "triaged", "details", times));
    assertEquals("appointed", appointed.get("state").asText());
    assertEquals("06", appointed.get("businessType").asText());
    assertEquals("2026-11-23T01:00:00Z", appointed.at("/appointment/from").asText());

    JsonNode visited =
        sent(
            "request.visited",
            Map.of("kind", "complaint", "region", "330602", "details", Map.of("score", 5)));
    assertEquals(5, visited.get("satisfaction").asInt());
  }

  @Test
  void customersComeInThroughTheImport() {
    Object answer =
        rig.call(
            "marketing",
            "customers",
            """
            {"customers":[{"consNo":"c1","consName":"王\\"五","mobiles":["13800000001","1390"],
              "areaCode":"330602","consType":"high-dual","important":true,"meterNo":"m1",
              "changedAt":"2026-11-22T08:00:00+08:00"}]}""");
    assertEquals(1L, ((Map<?, ?>) answer).get("added"));
    String csv = rig.calls.get(0);
    assertTrue(csv.contains("customerNo,name,phones,region,class,important,meter,changedAt"), csv);
    assertTrue(
        csv.contains(
            "\"c1\",\"王\"\"五\",\"13800000001;1390\",\"330602\","
                + "\"high-voltage-dual\",\"true\",\"m1\",\"2026-11-22T08:00:00+08:00\""),
        csv);

    assertNull(rig.stream("files", "customerNo,name,region\nc1,王,330602\n"));
    assertEquals("customers.importCsv [customerNo,name,region\nc1,王,330602\n]", rig.calls.get(1));
    assertThrows(
        Refusal.Invalid.class,
        () -> rig.call("marketing", "customers", "{\"customers\":[{\"consNo\":\"c1\"}]}"));
  }

  @Test
  void contractsAreRecordsOfTheirCustomer() {
    rig.call(
        "marketing",
        "contracts",
        """
        {"contracts":[{"contractNo":"k1","consNo":"c1","areaCode":"330602","capacity":8,
          "changedAt":"2026-11-22T08:00:00+08:00","state":"in-force"}]}""");
    var told = rig.records.get(0);
    assertEquals("contract k1 c1", told.kind() + " " + told.id() + " " + told.subject());
    assertEquals(Instant.parse("2026-11-22T00:00:00Z"), told.at());
    assertEquals(Map.of("state", "in-force", "capacity", 8), told.data());
  }

  @Test
  void theAccountIsAskedKeptAndNeverAnError() {
    rig.partner.answer(200, "{\"consNo\":\"c1\",\"balance\":-12.5,\"arrears\":12.5}");
    Lookups.Answer first = rig.ask("account", "c1");
    assertEquals(State.CURRENT, first.state());
    assertEquals(12.5, first.data().get("arrears"));

    rig.partner.answer(500, "broken");
    assertEquals(State.CURRENT, rig.ask("account", "c1").state(), "it holds for ten minutes");
    assertEquals(2, rig.looked.size(), "also what was kept is a look");
    assertEquals(Map.of("customers", List.of("c1")), rig.looked.get(1).shown());
    rig.later(Duration.ofMinutes(11));
    assertEquals(State.OUTDATED, rig.ask("account", "c1").state());
    assertEquals(State.UNAVAILABLE, rig.ask("account", "c2").state());
    for (String nonsense : List.of("<html>", "{\"arrears\":\"much\"}")) {
      rig.partner.answer(200, nonsense);
      assertEquals(State.OUTDATED, rig.ask("account", "c1").state(), nonsense);
    }
    rig.partner.answer(404, "{}");
    assertEquals(Map.of(), rig.ask("account", "c3").data());
    assertEquals(State.CURRENT, rig.ask("account", "c3").state());
  }

  @Test
  void aPartnerThatHangsCostsTheTimeLimitAndNoMore() throws Exception {
    rig.close();
    start("200ms");
    rig.partner.hang();
    for (int i = 0; i < 20; i++) {
      assertEquals(State.UNAVAILABLE, rig.ask("account", "c" + i).state());
    }
    rig.partner.letGo();
  }

  @Test
  void whoMayNotKnowTheCustomerMayNotAsk() {
    rig.neighbour = method -> new Refusal.NotFound("customer.unknown", new Text("?", "?"));
    assertThrows(Refusal.NotFound.class, () -> rig.ask("account", "c1"));
    assertEquals(List.of(), rig.partner.calls);
  }
}
