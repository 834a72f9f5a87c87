package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The routes that ship, on the real assembly, with one partner that plays every system. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SystemsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REGION = "330624";
  private static final String NETWORK =
      """
      id,kind,parent,region
      it-s1,substation,,330624
      it-l1,line,it-s1,
      it-t1,transformer,it-l1,
      it-p1,service-point,it-t1,
      """;

  private static final String DOOR = "door:";

  /** The last thing that was put at each address, and what is answered to who asks there. */
  private final Map<String, JsonNode> put = new ConcurrentHashMap<>();

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Set<String> systems = new HashSet<>();
  private final Set<String> doors = new TreeSet<>();
  private HttpServer partner;
  private Instance instance;
  private Client integrator;
  private Client dispatcher;
  private Path folder;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    integrator = instance.client().loggedIn(instance.users(), "integrator");
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    folder = Files.createDirectories(instance.data.resolve("pms-full"));
    partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    partner.createContext("/", this::handle);
    partner.start();
    String url = "http://127.0.0.1:" + partner.getAddress().getPort();
    configure(
        "pms",
        Map.of(
            "url",
            url,
            "states.in",
            "door:pms/defect-states",
            "full.in",
            "file:" + folder + "?delay=100&moveFailed=.failed",
            "full.format",
            "csv"));
    configure("marketing", Map.of("url", url, "customers.in", "door:marketing/customers"));
    configure("erp", Map.of("projects.in", "door:erp/projects"));
    configure("metering", Map.of("url", url));
    configure("control", Map.of("outages.in", "door:control/outages", "requests.from", "start"));
    configure("gis", Map.of("places.in", "file:" + folder.resolveSibling("gis") + "?delay=100"));
    configure("planning", Map.of("url", url));
    configure("finance", Map.of("payments.in", "door:finance/payments"));
    await(
        "the routes run",
        () -> {
          String routes = instance.shell("lamp:routes");
          return systems.stream().allMatch(system -> routes.contains(system + "-"));
        });
    // A system has several, and they come one after the other.
    for (String door : doors) {
      await(
          door + " is open",
          () -> integrator.post("/api/v1/systems/" + door, Map.of()).status() != 404);
    }
  }

  private void configure(String system, Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("region", REGION);
    instance.configured("io.lamplighter.routes." + system, all);
    systems.add(system);
    settings.values().stream()
        .filter(value -> value.startsWith(DOOR))
        .map(value -> value.substring(DOOR.length()))
        .forEach(doors::add);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("PUT")) {
      put.put(path, Client.JSON.readTree(body));
    }
    String answer = exchange.getRequestMethod().equals("PUT") ? "{}" : answers.get(path);
    byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterAll
  void stop() throws Exception {
    for (String system : systems) {
      instance.configured("io.lamplighter.routes." + system, Map.of());
    }
    await(
        "the routes sleep",
        () -> {
          String routes = instance.shell("lamp:routes");
          return systems.stream()
              .allMatch(
                  system ->
                      routes
                          .lines()
                          .filter(line -> line.matches(system + "-.*\\|.*"))
                          .allMatch(line -> line.contains("sleeping")));
        });
    partner.stop(0);
    // The cursors of routes that sleep again would show as lagging.
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "delete from journal.reader where name in ('pms', 'marketing', 'control')");
    }
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void aNetworkComesAsAFileAndABadOneLeavesIt() throws Exception {
    drop("good.csv", NETWORK);
    await("in force", () -> asset("it-p1").status() == 200);
    assertEquals(REGION, asset("it-p1").json().get("region").asText());

    drop("bad.csv", NETWORK.replace("it-t1,transformer,it-l1,", "it-t1,transformer,it-l9,"));
    await("set aside", () -> Files.exists(folder.resolve(".failed/bad.csv")));
    assertEquals("it-l1", asset("it-t1").json().get("parent").asText());
  }

  private Client.Answer asset(String id) {
    return dispatcher.get("/api/v1/network/assets/" + id);
  }

  private void drop(String name, String text) throws IOException {
    Files.writeString(folder.resolve("." + name), text);
    Files.move(folder.resolve("." + name), folder.resolve(name));
  }

  @Test
  void aDefectGoesOutAndItsStateComesBack() throws Exception {
    String no = request("fault-repair");
    move(no, "triage", Map.of());
    move(no, "schedule", Map.of("from", "2026-12-01T01:00:00Z", "to", "2026-12-01T03:00:00Z"));
    move(no, "dispatch", Map.of("crew", "C1"));
    await("at the PMS", () -> put.containsKey("/defects/" + no));
    assertEquals("open", put.get("/defects/" + no).get("state").asText());

    Map<String, String> done =
        Map.of(
            "defectNo", no,
            "state", "done",
            "changedAt", "2026-11-22T08:00:00+08:00",
            "cause", "跳闸",
            "result", "已送电");
    tell("pms/defect-states", done);
    tell("pms/defect-states", done);
    assertEquals("resolved", state(no));
    JsonNode wrong =
        integrator
            .post("/api/v1/systems/pms/defect-states", Map.of("defectNo", no, "state", "what"))
            .expect(400)
            .json();
    assertEquals("/state", wrong.at("/errors/0/pointer").asText(), wrong.toString());
    await("told", () -> put.get("/defects/" + no).get("state").asText().equals("done"));
    dispatcher.post("/api/v1/systems/pms/defect-states", done).expect(403);
  }

  @Test
  void marketingsCustomersComeInAndTheirAccountIsAskedForTheDesk() {
    Map<String, Object> customer =
        Map.of(
            "consNo", "it-c1",
            "consName", "系统",
            "areaCode", REGION,
            "meterNo", "it-m1",
            "changedAt", "2026-11-22T08:00:00+08:00");
    tell("marketing/customers", Map.of("customers", List.of(customer)));
    Map<String, Object> late = new TreeMap<>(customer);
    late.put("meterNo", "it-m0");
    late.put("changedAt", "2026-11-22T07:00:00+08:00");
    tell("marketing/customers", Map.of("customers", List.of(late)));
    answers.put("/customers/it-c1/account", "{\"consNo\":\"it-c1\",\"balance\":-1,\"arrears\":1}");
    answers.put(
        "/meters/it-m1/readings/latest",
        "{\"meter\":\"it-m1\",\"at\":\"2026-11-22T08:00:00+08:00\",\"energy\":5}");
    JsonNode account = ask("account/it-c1");
    assertEquals("current", account.get("state").asText(), account.toString());
    assertEquals(1, account.at("/data/arrears").asInt());
    assertEquals("current", ask("reading/it-c1").get("state").asText());

    answers.put("/customers/it-c1/account", "nonsense");
    assertEquals("current", ask("account/it-c1").get("state").asText(), "it is kept");
    tell("marketing/customers", Map.of("customers", List.of(replaced(customer, "it-c2"))));
    answers.put("/customers/it-c2/account", "nonsense");
    assertEquals("unavailable", ask("account/it-c2").get("state").asText());
    dispatcher.get("/api/v1/lookups/account/nobody").expect(404);
    dispatcher.get("/api/v1/lookups/nothing/it-c1").expect(404);
  }

  private JsonNode ask(String what) {
    return dispatcher.get("/api/v1/lookups/" + what).expect(200).json();
  }

  private static Map<String, Object> replaced(Map<String, Object> customer, String no) {
    Map<String, Object> other = new TreeMap<>(customer);
    other.put("consNo", no);
    other.remove("meterNo");
    return other;
  }

  @Test
  void whatOtherSystemsTellIsRecordedOnceAndInTheJournal() {
    Map<String, Object> outage =
        Map.of(
            "outageNo", "it-o1",
            "equipment", "it-l9",
            "type", "1",
            "state", "approved",
            "plannedFrom", "2026-12-01T08:00:00+08:00",
            "plannedTo", "2026-12-01T12:00:00+08:00",
            "changedAt", "2026-11-22T08:00:00+08:00");
    tell("control/outages", outage);
    tell("control/outages", outage);
    Map<String, Object> project =
        Map.of(
            "projectCode", "it-P7",
            "caseNo", "it-R1",
            "areaCode", REGION,
            "state", "approved",
            "changedAt", "2026-11-22T08:00:00+08:00");
    tell("erp/projects", project);

    List<JsonNode> records = dispatcher.all("/api/v1/records?subject=it-l9");
    assertEquals(1, records.size(), records.toString());
    assertEquals("planned", records.get(0).at("/data/outageKind").asText());
    assertEquals(REGION, records.get(0).get("region").asText());
    JsonNode entries =
        dispatcher
            .get("/api/v1/journal?types=planned-outage.recorded&limit=500")
            .expect(200)
            .json()
            .get("items");
    assertEquals(List.of("it-l9"), entries.findValuesAsText("subject"));
    assertEquals(1, dispatcher.all("/api/v1/records?system=erp&subject=it-R1").size());
  }

  @Test
  void aPlannedOutageIsNotedWithTheRequestOfWhoIsInIt() throws Exception {
    tell(
        "marketing/customers",
        Map.of(
            "customers",
            List.of(
                Map.of(
                    "consNo", "it-c9",
                    "consName", "系统",
                    "areaCode", REGION,
                    "transformerNo", "it-t9"))));
    tell(
        "control/outages",
        Map.of(
            "outageNo", "it-o9",
            "equipment", "it-w9",
            "type", "1",
            "state", "begun",
            "plannedFrom", "2026-11-22T08:00:00+08:00",
            "plannedTo", "2026-11-22T12:00:00+08:00",
            "transformers", List.of("it-t9"),
            "areaCode", REGION,
            "changedAt", "2026-11-22T08:00:00+08:00"));
    String no = request("fault-repair", "it-c9");
    await("noted", () -> noted(no).equals(List.of("it-o9")));
  }

  private List<String> noted(String no) {
    JsonNode timeline = dispatcher.get("/api/v1/requests/" + no + "/timeline").expect(200).json();
    return timeline.findParents("outage").stream()
        .map(item -> item.get("outage").asText())
        .toList();
  }

  private void tell(String where, Object what) {
    integrator.post("/api/v1/systems/" + where, what).expect(200);
  }

  private String request(String kind) {
    return request(kind, "it-nobody");
  }

  private String request(String kind, String customerNo) {
    return instance
        .client()
        .withKey(users("web"))
        .post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "kind",
                kind,
                "customerNo",
                customerNo,
                "text",
                "停电",
                "address",
                "新昌县系统村" + customerNo,
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private String users(String channel) {
    try {
      return instance.users().key(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void move(String no, String move, Map<String, ?> data) {
    dispatcher.with("If-Match", "*").post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  private String state(String no) {
    return dispatcher.get("/api/v1/requests/" + no).expect(200).json().get("state").asText();
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(LIMIT, () -> what + ": " + put + instance.shell("lamp:routes"), condition);
  }
}
