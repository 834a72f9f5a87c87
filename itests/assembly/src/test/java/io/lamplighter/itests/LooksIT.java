package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Personal data is looked at in every way there is, as everybody: what is then in the journal. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class LooksIT {
  private static final String REGION = "330691";
  private static final String CUSTOMER = "looks-c1";
  private static final String PHONE = "13788800001";
  private static final String NAME = "欧阳查";
  private static final String ADDRESS = "查看路77号";
  private static final List<String> ROLES =
      List.of(
          "agent", "dispatcher", "crew", "supervisor", "assessor", "integrator", "administrator");

  /** Who gets an answer, and what kind of look it is then. */
  private static final Set<String> DESK = Set.of("agent", "dispatcher", "supervisor");

  private static final Set<String> READERS = with(DESK, "assessor");

  private final Map<String, Client> people = new HashMap<>();
  private Instance instance;
  private Client hotline;
  private Path route;
  private String request;

  private static Set<String> with(Set<String> roles, String... more) {
    Set<String> all = new TreeSet<>(roles);
    all.addAll(List.of(more));
    return all;
  }

  @BeforeAll
  void begin() throws Exception {
    instance = Shared.instance();
    for (String role : ROLES) {
      people.put(role, Shared.person("looks-" + role, List.of(role), REGION));
    }
    people.put("both", Shared.person("looks-both", List.of("assessor", "integrator"), REGION));
    Client integrator = instance.client().loggedIn(instance.users(), "integrator");
    load(
        integrator,
        "/api/v1/customers/import",
        "customerNo,name,region,phones,address,servicePoint\n"
            + String.join(",", CUSTOMER, NAME, REGION, PHONE, ADDRESS, "looks-p1"));
    // A network of the whole province would be in the way of everybody else's.
    load(
        people.get("integrator"),
        "/api/v1/network/loads?extent=delta",
        "id,kind,name,parent,region\nlooks-s1,substation,,,"
            + REGION
            + "\nlooks-l1,line,,looks-s1,\nlooks-t1,transformer,,looks-l1,\nlooks-p1,service-point,"
            + NAME
            + ",looks-t1,\n");
    hotline = instance.client().withKey(instance.users().key("hotline"));
    request = submit(CUSTOMER, ADDRESS);
    route = instance.data.resolve("etc/routes/looks.camel.yaml");
    Files.writeString(
        route,
        """
        - route:
            id: looks
            from:
              uri: lookup:looks?of=customer
              steps:
                - setBody: {constant: '{"arrears":1}'}
                - unmarshal: {json: {}}
        """);
    Await.until(
        Duration.ofSeconds(60),
        () -> people.get("agent").get("/api/v1/lookups").text(),
        () -> people.get("agent").get("/api/v1/lookups").text().contains("looks"));
  }

  @AfterAll
  void end() throws Exception {
    Files.deleteIfExists(route);
  }

  private static void load(Client as, String path, String csv) {
    as.with("Content-Type", "text/csv").postRaw(path, csv.getBytes(UTF_8)).expect(200);
  }

  /** By the hotline's partner, so that it may ask for it again; each customer has his own phone. */
  private String submit(String customerNo, String address) {
    char last = customerNo.charAt(customerNo.length() - 1);
    String phone = customerNo.equals(CUSTOMER) ? PHONE : "1390000000" + last;
    return hotline
        .post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "hotline",
                "kind",
                "fault-repair",
                "text",
                "欧阳家停电",
                "customerNo",
                customerNo,
                "contact",
                Map.of("name", NAME, "phone", phone),
                "address",
                address,
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  /** The entries of some actors after a position, oldest first. */
  private List<JsonNode> entries(String type, String actors, long after) throws Exception {
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select data::jsonb || jsonb_build_object('actor', actor) from journal.entry"
                    + " where type = '"
                    + type
                    + "' and actor like '"
                    + actors
                    + "' and position > "
                    + after
                    + " order by xid, position")) {
      List<JsonNode> found = new ArrayList<>();
      while (row.next()) {
        found.add(Client.JSON.readTree(row.getString(1)));
      }
      return found;
    }
  }

  private long position() throws Exception {
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select max(position) from journal.entry")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What one call has left in the journal, in short. */
  private List<String> looks(String actors, Runnable call) throws Exception {
    long before = position();
    call.run();
    List<String> looks = new ArrayList<>();
    for (JsonNode entry : entries("personal.viewed", actors, before)) {
      for (String personal : List.of(PHONE, NAME, ADDRESS, "欧阳")) {
        assertFalse(entry.toString().contains(personal), entry.toString());
      }
      looks.add(entry.get("way").asText() + " " + entry.get("shown"));
    }
    return looks;
  }

  private void assertLook(String role, String path, Set<String> seers, int otherwise, String look)
      throws Exception {
    boolean sees = seers.contains(role);
    Client.Answer[] answer = new Client.Answer[1];
    List<String> looks = looks("looks-" + role, () -> answer[0] = people.get(role).get(path));
    assertEquals(sees ? 200 : otherwise, answer[0].status(), role + " " + path + answer[0]);
    assertEquals(sees ? List.of(look) : List.of(), looks, role + " " + path);
    if (role.equals("assessor")) {
      assertFalse(answer[0].text().contains(NAME), answer[0].text());
      assertFalse(answer[0].text().contains(PHONE), answer[0].text());
      assertFalse(answer[0].text().contains(ADDRESS), answer[0].text());
    }
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void everyLookOfAPersonIsOneEntry() throws Exception {
    String one = "{\"requests\":[\"" + request + "\"]}";
    String him = "{\"customers\":[\"" + CUSTOMER + "\"]}";
    for (String role : ROLES) {
      String list = "/api/v1/requests?customerNo=" + CUSTOMER;
      if (role.equals("crew")) {
        assertLook(role, list, Set.of("crew"), 403, "requests {\"requests\":[]}");
      } else {
        assertLook(role, list, READERS, 403, "requests " + one);
      }
      int unseen = role.equals("crew") ? 404 : 403;
      assertLook(role, "/api/v1/requests/" + request, READERS, unseen, "request " + one);
      String timeline = "/api/v1/requests/" + request + "/timeline";
      assertLook(role, timeline, READERS, unseen, "timeline " + one);
      String customers = "/api/v1/customers?q=" + CUSTOMER;
      assertLook(role, customers, READERS, 403, "customers " + him);
      assertLook(role, "/api/v1/customers/" + CUSTOMER, READERS, 403, "customer " + him);
      assertLook(
          role,
          "/api/v1/network/assets/looks-p1",
          with(READERS, "crew", "integrator"),
          403,
          "asset {\"service-points\":[\"looks-p1\"]}");
      assertLook(role, "/api/v1/lookups/looks/" + CUSTOMER, DESK, 403, "lookup " + him);
    }
  }

  @Test
  void aCallIsOneLookAtAllItShows() throws Exception {
    for (String role : ROLES) {
      Client.Answer[] opened = new Client.Answer[1];
      List<String> looks =
          looks(
              "looks-" + role,
              () -> opened[0] = people.get(role).post("/api/v1/calls", Map.of("phone", PHONE)));
      if (!DESK.contains(role)) {
        opened[0].expect(403);
        assertEquals(List.of(), looks, role);
        continue;
      }
      assertEquals(NAME, opened[0].expect(201).json().at("/customers/0/name").asText());
      assertEquals(1, looks.size(), looks.toString());
      assertTrue(looks.get(0).startsWith("call "), looks.toString());
      assertTrue(looks.get(0).contains(CUSTOMER) && looks.get(0).contains(request), looks.get(0));
      String no = opened[0].json().at("/call/callNo").asText();
      String own = "{\"calls\":[\"" + no + "\"]}";
      assertLook(role, "/api/v1/calls/" + no, DESK, 403, "call " + own);
      Client.Answer[] listed = new Client.Answer[1];
      assertEquals(
          1,
          looks("looks-" + role, () -> listed[0] = people.get(role).get("/api/v1/calls")).size());
      assertFalse(listed[0].expect(200).text().contains(PHONE), listed[0].text());
      people
          .get(role)
          .with("If-Match", "*")
          .post("/api/v1/calls/" + no + "/close", Map.of())
          .expect(200);
    }
  }

  @Test
  void whatAPartnerIsToldIsOneLook() throws Exception {
    String partner = hotlineName();
    String one = "{\"requests\":[\"" + request + "\"]}";
    assertEquals(
        List.of(), looks(partner, () -> hotline.get("/api/v1/requests/" + request).expect(403)));
    String other = submit("looks-c2", "查看路2号");
    assertEquals(
        List.of("open311 " + one),
        looks(partner, () -> hotline.get("/open311/v2/requests/" + request + ".json").expect(200)));
    assertEquals(
        List.of("open311 {\"requests\":[\"" + request + "\",\"" + other + "\"]}"),
        looks(
            partner,
            () ->
                hotline
                    .get("/open311/v2/requests.json?service_request_id=" + request + "," + other)
                    .expect(200)));
    List<String> listed =
        looks(partner, () -> hotline.get("/open311/v2/requests.json").expect(200));
    assertEquals(1, listed.size(), listed.toString());
    assertEquals(
        List.of(),
        looks(partner, () -> hotline.get("/open311/v2/tokens/" + request + ".json").expect(200)));
    String envelope =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message">
        <Header><Verb>get</Verb><Noun>TroubleTicket</Noun></Header>
        <Request><ID>%s</ID><ID>%s</ID></Request></RequestMessage></e:Body></e:Envelope>"""
            .formatted(request, other);
    assertEquals(
        List.of("tickets {\"requests\":[\"" + request + "\",\"" + other + "\"]}"),
        looks(
            partner,
            () ->
                hotline
                    .with("Content-Type", "text/xml; charset=UTF-8")
                    .postRaw("/services/TroubleTickets", envelope.getBytes(UTF_8))
                    .expect(200)));
  }

  private String hotlineName() throws Exception {
    return "partner:"
        + StreamSupport.stream(instance.users().entries().spliterator(), false)
            .filter(entry -> entry.path("channels").toString().contains("\"hotline\""))
            .findFirst()
            .orElseThrow()
            .get("partner")
            .asText();
  }

  @Test
  void theShellLooksLikeAnybodyElse() throws Exception {
    long before = position();
    assertTrue(instance.shell("lamp:requests --customer-no " + CUSTOMER).contains(request));
    assertTrue(instance.shell("lamp:request " + request).contains(request));
    List<String> ways =
        entries("personal.viewed", "%", before).stream()
            .filter(entry -> entry.toString().contains(request))
            .map(entry -> entry.get("way").asText())
            .toList();
    assertEquals(List.of("requests", "request", "timeline"), ways);
  }

  @Test
  void aCrewSeesWhatIsDispatchedToIt() throws Exception {
    String own = submit("looks-c3", "查看路3号");
    Client dispatcher = people.get("dispatcher").with("If-Match", "*");
    String path = "/api/v1/requests/" + own;
    dispatcher.post(path + "/triage", Map.of()).expect(200);
    dispatcher
        .post(
            path + "/schedule",
            Map.of("from", "2026-12-01T01:00:00Z", "to", "2026-12-01T03:00:00Z"))
        .expect(200);
    Client.Answer moved =
        dispatcher.post(path + "/dispatch", Map.of("crew", "looks-crew")).expect(200);
    assertFalse(moved.text().contains("13900000003"), "as a list shows it: " + moved);
    Client crew = people.get("crew");
    assertEquals(
        List.of(own),
        crew.all("/api/v1/requests").stream().map(r -> r.get("requestNo").asText()).toList());
    assertFalse(crew.get("/api/v1/requests").text().contains("13900000003"));
    assertEquals("13900000003", crew.get(path).expect(200).json().at("/contact/phone").asText());
    crew.with("If-Match", "*").post(path + "/accept", Map.of()).expect(200);
    crew.with("If-Match", "*")
        .post("/api/v1/requests/" + request + "/accept", Map.of())
        .expect(404);
  }

  @Test
  void nobodyFindsByWhatHeSeesMasked() throws Exception {
    for (String role : List.of("assessor", "both")) {
      Client masked = people.get(role);
      for (String q : List.of(NAME, "欧", "查看路", "停电", "%25", "_", "%2B86" + PHONE)) {
        masked.get("/api/v1/requests?q=" + url(q)).expect(403);
        masked.get("/api/v1/customers?q=" + url(q)).expect(403);
      }
      for (String list : List.of("requests", "customers")) {
        JsonNode none = masked.get("/api/v1/" + list + "?q=" + PHONE).expect(200).json();
        assertEquals(0, none.get("items").size(), none.toString());
      }
      assertEquals(
          1, masked.get("/api/v1/customers?q=looks").expect(200).json().get("items").size());
      Client.Answer point = masked.get("/api/v1/network/assets/looks-p1").expect(200);
      assertFalse(point.text().contains(NAME), point.text());
    }
    assertEquals(
        1,
        people
            .get("agent")
            .get("/api/v1/customers?q=" + url(NAME))
            .expect(200)
            .json()
            .get("items")
            .size());
  }

  private static String url(String q) {
    return q.startsWith("%") ? q : java.net.URLEncoder.encode(q, UTF_8);
  }

  @Test
  void whoPagesThroughEverybodyIsStoppedAndNamed() throws Exception {
    String region = "330692";
    Client administrator = instance.client().loggedIn(instance.users(), "administrator");
    Client reader = Shared.person("looks-reader", List.of("agent"), region);
    Client bulk = Shared.person("looks-bulk", List.of("supervisor"), region);
    StringBuilder csv = new StringBuilder("customerNo,name,region,phones\n");
    IntStream.range(1000, 2200)
        .forEach(n -> csv.append("many-" + n + ",王" + n + "," + region + ",1378880" + n + "\n"));
    load(
        instance.client().loggedIn(instance.users(), "integrator"),
        "/api/v1/customers/import",
        csv.toString());
    String next = "";
    for (int page = 0; page < 2; page++) {
      JsonNode shown = reader.get("/api/v1/customers?limit=500" + next).expect(200).json();
      next = "&after=" + shown.get("next").asText();
    }
    Client.Answer stopped = reader.get("/api/v1/customers?limit=500" + next).expect(429);
    assertTrue(stopped.json().get("type").asText().endsWith("looks-spent"), stopped.text());
    assertTrue(Long.parseLong(stopped.header("Retry-After")) > 80_000, stopped.toString());
    reader.get("/api/v1/customers/many-2100").expect(429);
    reader.post("/api/v1/calls", Map.of("phone", "13788802100")).expect(429);
    reader.get("/api/v1/customers/many-1000").expect(200);
    List<JsonNode> refused = entries("personal.refused", "looks-reader", 0);
    assertEquals(1, refused.size(), refused.toString());
    assertEquals(1000, refused.get(0).get("most").asInt());
    assertEquals(1200, bulk.all("/api/v1/customers?limit=500").size());

    Await.until(
        Duration.ofSeconds(20),
        () -> administrator.get("/health").text(),
        () -> administrator.get("/health").text().contains("looks-reader (customers)"));
    assertTrue(administrator.get("/metrics").text().contains("lamp_looks_refused_total"));
  }
}
