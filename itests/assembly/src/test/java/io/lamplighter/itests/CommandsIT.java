package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every command that the OpenAPI names is done once under its Idempotency-Key, and answered alike
 * when it comes again; also when the node is killed at any moment.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CommandsIT {
  /** Of requests that were over in the last days; its secret is foo. */
  private static final String SAMPLE =
      String.format(
          "{\"of\":\"requests\",\"from\":\"%s\",\"to\":\"%s\",\"size\":1,\"commitment\":"
              + "\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\"}",
          LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1),
          LocalDate.now(ZoneId.of("Asia/Shanghai")));

  private static final String ARTICLE =
      "{\"topic\":\"service\",\"region\":\"330681\",\"owner\":\"营销部\",\"titleZh\":\"试行\",\"titleEn\":\"A trial\","
          + "\"textZh\":\"试行。\",\"textEn\":\"A trial.\",\"sourceZh\":\"本公司\",\"sourceEn\":\"The company\"}";

  private static final String KEY = "#/components/parameters/idempotencyKey";
  private static final String REGION = "330681";
  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";
  private static final String STREET = "嵊州市剡湖街道";
  private static final String CELLS = "cell,by,value\nk-c,address," + STREET + "\n";
  private static final String UNITS =
      """
      code,name,level,parent,region
      k,嵊州市,county,,330681
      k-s,城关供电所,station,k,330681
      k-c,一格,cell,k-s,330681
      """;
  private static final Duration SOON = Duration.ofSeconds(60);

  /** So much more work than a crew can do in a day. */
  private static final int TOO_MANY = 14;

  private static final String ROUTES =
      """
      - route:
          id: commands-door
          from:
            uri: door:commands/note
            steps:
              - setBody:
                  constant: noted
      - route:
          id: commands-letters
          from:
            uri: journal:commands-it
            parameters:
              types: request.received
              region: "%s"
              attempts: 1
            steps:
              - throwException:
                  exceptionType: java.lang.IllegalArgumentException
                  message: nobody takes it
      """;

  /** What parts write that follow. */
  private static final Set<String> FOLLOWING =
      Set.of("letter.parked", "request.handed-over", "work-order.opened");

  /** A clock that may be given everything that one may be given; and work that is due at once. */
  private static final String RULES =
      """
      code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
      keyed.answer,1,own,-,-,-,-,-,-,-,-,request.received,request.closed,request.cancelled,-,5,workdays,MF,-,each,1,-,customer-papers,1x10,-,own,a test
      keyed.visit,1,own,-,-,fault-repair,-,-,-,-,-,request.received,request.closed,request.cancelled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Client> people = new TreeMap<>();
  private final Map<String, Call> calls = new TreeMap<>();
  private Instance instance;
  private Client web;
  private Client administrator;
  private int phones;

  /**
   * A call that is right.
   *
   * @param by headers of who makes it
   */
  private record Call(List<String> by, String path, String type, String body) {}

  @BeforeAll
  void start() throws Exception {
    // Nobody waits for an answer to a text: each visit is on the agents' list a moment later.
    instance =
        Instance.fresh("commands")
            .configured("io.lamplighter.visits", Map.of("textHours", "0", "formHours", "0"))
            .start();
    instance.awaitHealthy(Instance.FIRST_START);
    web = instance.client().withKey(instance.users().key("web"));
    for (String role :
        List.of("agent", "dispatcher", "supervisor", "integrator", "administrator")) {
      people.put(role, instance.client().loggedIn(instance.users(), role));
    }
    administrator = people.get("administrator");
    Files.writeString(
        instance.data.resolve("etc/routes/commands.camel.yaml"), ROUTES.formatted(REGION));
    Files.createDirectories(instance.data.resolve("etc/clocks"));
    Files.writeString(instance.data.resolve("etc/clocks/rules.csv"), RULES);
    Await.until(
        Duration.ofSeconds(60),
        () -> administrator.get("/api/v1/rules"),
        () -> administrator.get("/api/v1/rules").text().contains("keyed.answer"));
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  private List<String> login(String role) throws Exception {
    JsonNode person = instance.users().person(role);
    return login(person.get("user").asText(), person.get("password").asText());
  }

  private List<String> login(String user, String password) {
    JsonNode session =
        instance
            .client()
            .post("/api/v1/sessions", Map.of("user", user, "password", password))
            .expect(201)
            .json();
    return List.of("Authorization", "Bearer " + session.get("token").asText());
  }

  private String request() {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                UUID.randomUUID().toString(),
                "text",
                "停电",
                "kind",
                "fault-repair",
                "address",
                "天下小区" + UUID.randomUUID() + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private String call() {
    return people
        .get("agent")
        .post("/api/v1/calls", Map.of("phone", "", "line", "95598"))
        .expect(201)
        .json()
        .at("/call/callNo")
        .asText();
  }

  private String letter() throws Exception {
    String no = request();
    List<String> found = new ArrayList<>();
    Await.until(
        Duration.ofSeconds(60),
        () -> "no letter of " + no,
        () -> {
          people.get("integrator").all("/api/v1/letters?reader=commands-it").stream()
              .filter(letter -> letter.at("/entry/subject").asText().equals(no))
              .forEach(letter -> found.add(letter.get("id").asText()));
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /** The clock of a new request. */
  private JsonNode clock() throws Exception {
    String path = "/api/v1/clocks?on=" + request() + "&rule=keyed.answer";
    Await.until(
        SOON,
        () -> administrator.get(path),
        () -> !administrator.get(path).expect(200).json().get("items").isEmpty());
    return administrator.get(path).json().at("/items/0");
  }

  private String clockPath() throws Exception {
    return "/api/v1/clocks/" + clock().get("id").asText();
  }

  /** A request that the dispatcher has, to be offered to the agent. */
  private String offer() throws Exception {
    String no = request();
    people
        .get("dispatcher")
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
    String path = "/api/v1/responsibilities/" + no;
    Await.until(
        Duration.ofSeconds(60),
        () -> administrator.get(path),
        () -> administrator.get(path).text().contains("holder"));
    return "{\"on\":\"" + no + "\",\"to\":\"" + agentLogin() + "\",\"reason\":\"换班\"}";
  }

  private String agentLogin() throws Exception {
    return instance.users().person("agent").get("user").asText();
  }

  private String handover() throws Exception {
    return "/api/v1/handovers/"
        + people
            .get("dispatcher")
            .post("/api/v1/handovers", Client.JSON.readValue(offer(), Map.class))
            .json()
            .get("id")
            .asText();
  }

  private String urge() throws Exception {
    return "{\"on\":\""
        + clock().get("on").asText()
        + "\",\"to\":\""
        + agentLogin()
        + "\",\"text\":\"请回复\",\"answerWithinMinutes\":30}";
  }

  private String user() {
    String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    administrator
        .post("/api/v1/users", Map.of("user", name, "roles", List.of("crew"), "region", REGION))
        .expect(201);
    return name;
  }

  private String partner() {
    String name = "p" + UUID.randomUUID().toString().substring(0, 8);
    administrator
        .post(
            "/api/v1/partners",
            Map.of("partner", name, "channels", List.of("web"), "region", REGION))
        .expect(201);
    return name;
  }

  /** One that ran long ago. */
  private String goneReader() throws Exception {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.execute(
          "insert into journal.reader (name, xid, position, types) values ('"
              + name
              + "', '0', 0, '{}')");
    }
    return name;
  }

  private static List<String> anyVersion(List<String> by) {
    List<String> with = new ArrayList<>(by);
    with.addAll(List.of("If-Match", "*"));
    return with;
  }

  /** One right call of each command; a command without one fails the test. */
  private void learn() throws Exception {
    List<String> agent = login("agent");
    List<String> dispatcher = login("dispatcher");
    List<String> integrator = login("integrator");
    List<String> admin = login("administrator");
    JsonNode person = instance.users().person("agent");
    String agentUser = person.get("user").asText();
    Set<String> before = sessions(agent, agentUser);
    login(agentUser, person.get("password").asText());
    Set<String> after = sessions(agent, agentUser);
    after.removeAll(before);
    know("delete /api/v1/sessions/{id}", agent, "/api/v1/sessions/" + after.iterator().next(), "");
    know(
        "post /api/v1/requests/{no}/{move}",
        anyVersion(dispatcher),
        "/api/v1/requests/" + request() + "/triage",
        "{\"priority\":3}");
    know("post /api/v1/calls", agent, "/api/v1/calls", "{\"line\":\"95598\"}");
    know(
        "post /api/v1/calls/{no}/take-down",
        agent,
        "/api/v1/calls/" + call() + "/take-down",
        "{\"text\":\"停电\",\"address\":\"天下小区1幢\",\"region\":\"330681\"}");
    know(
        "post /api/v1/calls/{no}/transfer",
        anyVersion(agent),
        "/api/v1/calls/" + call() + "/transfer",
        "{\"to\":\"vip\"}");
    know(
        "post /api/v1/calls/{no}/close",
        anyVersion(agent),
        "/api/v1/calls/" + call() + "/close",
        "{}");
    know(
        "post /api/v1/calls/events",
        List.of("X-Api-Key", instance.users().key("call")),
        "/api/v1/calls/events",
        "{\"events\":[{\"call\":\"c-1\",\"event\":\"offered\",\"at\":\"2026-11-22T08:00:00+08:00\"}]}");
    know(
        "post /api/v1/customers/import",
        new Call(
            integrator, "/api/v1/customers/import", CSV, "customerNo,name,region\nk-1,王,330681\n"));
    know(
        "post /api/v1/network/loads",
        new Call(
            integrator,
            "/api/v1/network/loads?extent=delta",
            CSV,
            "id,kind,parent,region\nk-s1,substation,,330681\n"));
    know(
        "post /api/v1/systems/{system}/{what}",
        integrator,
        "/api/v1/systems/commands/note",
        "{\"a\":1}");
    know(
        "put /api/v1/letters/{id}",
        anyVersion(integrator),
        "/api/v1/letters/" + letter(),
        "{\"data\":{\"a\":1}}");
    know(
        "post /api/v1/letters/{id}/replay",
        integrator,
        "/api/v1/letters/" + letter() + "/replay",
        "");
    know(
        "post /api/v1/letters/replay",
        integrator,
        "/api/v1/letters/replay",
        "{\"ids\":[\"" + letter() + "\"]}");
    know(
        "post /api/v1/letters/{id}/discard",
        integrator,
        "/api/v1/letters/" + letter() + "/discard",
        "{\"why\":\"a test\"}");
    know(
        "post /api/v1/users",
        admin,
        "/api/v1/users",
        "{\"user\":\"keyed\",\"roles\":[\"crew\"],\"region\":\"330681\"}");
    know(
        "put /api/v1/users/{user}",
        admin,
        "/api/v1/users/" + user(),
        "{\"roles\":[\"agent\"],\"region\":\"330681\"}");
    know("delete /api/v1/users/{user}", admin, "/api/v1/users/" + user(), "");
    know("post /api/v1/users/{user}/password", admin, "/api/v1/users/" + user() + "/password", "");
    know(
        "post /api/v1/partners",
        admin,
        "/api/v1/partners",
        "{\"partner\":\"keyed\",\"channels\":[\"web\"],\"region\":\"330681\"}");
    know("delete /api/v1/readers/{name}", integrator, "/api/v1/readers/" + goneReader(), "");
    know("delete /api/v1/partners/{partner}", admin, "/api/v1/partners/" + partner(), "");
    learnOrganisation(agent, dispatcher, integrator, admin);
    learnClocks(agent, admin);
    learnVisits(agent);
    learnKnowledge();
    learnSamples();
    learnMonths();
    learnLearning(admin);
    learnDispatch(dispatcher, integrator);
    learnAids(agent, admin);
    know(
        "post /api/v1/accountability-files/{no}/{act}",
        anyVersion(login("supervisor")),
        file() + "/annul",
        "{\"reason\":\"重复\"}");
  }

  /** One of those that are opened when a complaint is over as soon as it has come. */
  private String file() throws Exception {
    String no =
        web.post(
                "/api/v1/submissions",
                Map.of(
                    "channel", "web",
                    "text", "投诉无人处理",
                    "kind", "complaint",
                    "address", "天下小区" + UUID.randomUUID() + "号",
                    "region", REGION))
            .expect(201)
            .json()
            .get("requestNo")
            .asText();
    Client dispatcher = people.get("dispatcher").with("If-Match", "*");
    dispatcher.post("/api/v1/requests/" + no + "/triage", Map.of()).expect(200);
    dispatcher.post("/api/v1/requests/" + no + "/resolve", Map.of("result", "已答复")).expect(200);
    String path = "/api/v1/accountability-files?on=" + no;
    Client supervisor = people.get("supervisor");
    Await.until(
        SOON,
        () -> supervisor.get(path),
        () -> !supervisor.get(path).expect(200).json().get("items").isEmpty());
    return "/api/v1/accountability-files/" + supervisor.get(path).json().at("/items/0/no").asText();
  }

  private void learnAids(List<String> agent, List<String> admin) {
    String view = "{\"query\":\"kind=complaint\"}";
    people.get("agent").put("/api/v1/views/gone", Map.of("query", "kind=complaint")).expect(200);
    know("put /api/v1/views/{name}", agent, "/api/v1/views/late", view);
    know("delete /api/v1/views/{name}", agent, "/api/v1/views/gone", "");
    String template = "{\"title\":\"补充资料\",\"zh\":\"请补充资料\"}";
    know("post /api/v1/templates", admin, "/api/v1/templates", template);
    know("put /api/v1/templates/{id}", anyVersion(admin), template(), template);
    know("delete /api/v1/templates/{id}", anyVersion(admin), template(), "");
  }

  private String template() {
    return "/api/v1/templates/"
        + administrator
            .post("/api/v1/templates", Map.of("title", "补充资料", "zh", "请补充资料"))
            .expect(201)
            .json()
            .get("id")
            .asText();
  }

  /** A request that needs work in the field, and its order. */
  private record Job(String no, String token, String order, String station) {
    String mine(String path) {
      return "/api/v1/appointments/mine" + path + "?no=" + no + "&token=" + token;
    }
  }

  private Job job(String kind) throws Exception {
    Client dispatcher = people.get("dispatcher");
    JsonNode receipt =
        web.post(
                "/api/v1/submissions",
                Map.of(
                    "channel",
                    "web",
                    "channelRef",
                    UUID.randomUUID().toString(),
                    "text",
                    "请上门",
                    "kind",
                    kind,
                    "address",
                    STREET + UUID.randomUUID() + "号",
                    "region",
                    REGION))
            .expect(201)
            .json();
    String no = receipt.get("requestNo").asText();
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
    String path = "/api/v1/work-orders?request=" + no;
    Await.until(
        SOON,
        () -> dispatcher.get(path),
        () -> !dispatcher.get(path).expect(200).json().get("items").isEmpty());
    JsonNode order = dispatcher.get(path).json().at("/items/0");
    return new Job(
        no,
        receipt.get("trackingToken").asText(),
        order.get("workOrder").asText(),
        order.path("station").asText());
  }

  private String offered(Job job, OffsetDateTime from, OffsetDateTime to) {
    String offer =
        people
            .get("dispatcher")
            .post(
                "/api/v1/appointments/offers",
                Map.of(
                    "requestNo", job.no(),
                    "mode", "period",
                    "from", from.toString(),
                    "to", to.toString()))
            .expect(200)
            .json()
            .at("/offers/0/id")
            .asText();
    return "{\"offer\":\"" + offer + "\"}";
  }

  private String appointment(Job job, OffsetDateTime from, OffsetDateTime to) throws Exception {
    return people
        .get("dispatcher")
        .post("/api/v1/appointments", Client.JSON.readValue(offered(job, from, to), Map.class))
        .expect(201)
        .json()
        .get("id")
        .asText();
  }

  /** A station with two crews, of whom one works from now on. */
  private void learnDispatch(List<String> dispatcher, List<String> integrator) throws Exception {
    Client loads = people.get("integrator").with("Content-Type", CSV);
    loads.postRaw("/api/v1/units", UNITS.getBytes(UTF_8)).expect(200);
    loads.postRaw("/api/v1/units/rules", CELLS.getBytes(UTF_8)).expect(200);
    Shared.known(people.get("integrator"), "k-s");
    String member = user();
    String crews =
        "code,name,station,region,lon,lat,vehicle,members\n"
            + "k-w1,一班,k-s,330681,120.8,29.5,,%s|repair|meter|survey;%s|repair\n"
                .formatted(member, user())
            + "k-w2,二班,k-s,330681,120.8,29.5,,%s|repair\n".formatted(user());
    loads.postRaw("/api/v1/crews", crews.getBytes(UTF_8)).expect(200);
    OffsetDateTime from =
        OffsetDateTime.now(ZoneOffset.ofHours(8)).truncatedTo(ChronoUnit.MINUTES).plusMinutes(2);
    OffsetDateTime to = from.plusHours(8);
    people
        .get("integrator")
        .with("If-Match", "*")
        .put(
            "/api/v1/crews/k-w1/roster",
            Map.of("shifts", List.of(Map.of("from", from.toString(), "to", to.toString()))))
        .expect(200);
    Await.until(SOON, () -> "the station's", () -> job("service").station().equals("k-s"));
    know("post /api/v1/crews", new Call(integrator, "/api/v1/crews", CSV, crews));
    know("delete /api/v1/crews/{code}", anyVersion(integrator), "/api/v1/crews/k-w2", "");
    know(
        "put /api/v1/crews/{code}",
        anyVersion(integrator),
        "/api/v1/crews/k-w1",
        "{\"name\":\"一班\",\"station\":\"k-s\"}");
    know(
        "put /api/v1/crews/{code}/roster",
        anyVersion(integrator),
        "/api/v1/crews/k-w1/roster",
        "{\"shifts\":[{\"from\":\"%s\",\"to\":\"%s\"}]}"
            .formatted(from.plusDays(9), to.plusDays(9)));
    String absence =
        "{\"login\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
            .formatted(member, to.plusDays(2), to.plusDays(3));
    know("post /api/v1/crews/{code}/absences", dispatcher, "/api/v1/crews/k-w1/absences", absence);
    String noted =
        people
            .get("dispatcher")
            .post("/api/v1/crews/k-w1/absences", Client.JSON.readValue(absence, Map.class))
            .expect(201)
            .json()
            .get("id")
            .asText();
    know(
        "delete /api/v1/crews/{code}/absences/{id}",
        dispatcher,
        "/api/v1/crews/k-w1/absences/" + noted,
        "");
    learnAppointments(dispatcher, from, to);
    learnPlans(dispatcher, from.toLocalDate().toString());
  }

  private void learnAppointments(List<String> dispatcher, OffsetDateTime from, OffsetDateTime to)
      throws Exception {
    know(
        "delete /api/v1/appointments/{id}",
        anyVersion(dispatcher),
        "/api/v1/appointments/" + appointment(job("service"), from, to),
        "");
    Job mine = job("service");
    String kept = appointment(mine, from, to);
    know("delete /api/v1/appointments/mine/{id}", List.of(), mine.mine("/" + kept), "");
    know(
        "post /api/v1/appointments",
        dispatcher,
        "/api/v1/appointments",
        offered(job("service"), from, to));
    Job other = job("service");
    know("post /api/v1/appointments/mine", List.of(), other.mine(""), offered(other, from, to));
  }

  private void learnPlans(List<String> dispatcher, String day) throws Exception {
    String board = "{\"station\":\"k-s\",\"day\":\"" + day + "\"";
    String move = "\"workOrder\":\"%s\",\"crew\":\"k-w1\"}";
    List<String> any = anyVersion(dispatcher);
    know(
        "post /api/v1/plans/move",
        any,
        "/api/v1/plans/move",
        board + "," + move.formatted(job("service").order()));
    know(
        "post /api/v1/plans/apply",
        any,
        "/api/v1/plans/apply",
        board + ",\"moves\":[{" + move.formatted(job("service").order()) + "]}");
    know("post /api/v1/plans/publish", any, "/api/v1/plans/publish", board + "}");
    for (int i = 0; i < TOO_MANY; i++) {
      job("fault-repair");
    }
    String sheet = "/api/v1/capacity?station=k-s&day=" + day;
    Client looks = people.get("dispatcher");
    Await.until(SOON, () -> looks.get(sheet), () -> overtime(looks.get(sheet).json()) != null);
    know(
        "post /api/v1/capacity/accept",
        any,
        "/api/v1/capacity/accept",
        board + "," + overtime(looks.get(sheet).json()) + "}");
  }

  /** A proposal of a sheet, as it is accepted; null while there is none. */
  private static String overtime(JsonNode sheet) {
    for (JsonNode shortage : sheet.get("shortages")) {
      for (JsonNode proposal : shortage.get("proposals")) {
        if (proposal.get("kind").asText().equals("overtime")) {
          return "\"kind\":"
              + shortage.get("kind")
              + ",\"proposal\":\""
              + proposal.get("id").asText()
              + "\"";
        }
      }
    }
    return null;
  }

  private void learnOrganisation(
      List<String> agent, List<String> dispatcher, List<String> integrator, List<String> admin)
      throws Exception {
    know("post /api/v1/units", new Call(integrator, "/api/v1/units", CSV, UNITS));
    know(
        "post /api/v1/units/people",
        new Call(
            integrator,
            "/api/v1/units/people",
            CSV,
            "unit,login,as\nk-c," + agentLogin() + ",in-charge\n"));
    know("post /api/v1/units/rules", new Call(integrator, "/api/v1/units/rules", CSV, CELLS));
    know(
        "post /api/v1/units/shapes",
        new Call(
            integrator,
            "/api/v1/units/shapes",
            "application/geo+json",
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","id":"k-c","properties":{},
             "geometry":{"type":"Polygon","coordinates":[[[120.8,29.5],[120.9,29.5],[120.9,29.6],[120.8,29.5]]]}}]}
            """));
    know("post /api/v1/units/{code}/log", dispatcher, "/api/v1/units/k-c/log", "{\"text\":\"巡视\"}");
    know(
        "put /api/v1/rosters/{unit}",
        anyVersion(admin),
        "/api/v1/rosters/k-c",
        "{\"shifts\":[{\"people\":[\""
            + agentLogin()
            + "\"],\"from\":\"2030-01-01T08:00:00+08:00\",\"to\":\"2030-01-01T18:00:00+08:00\"}]}");
    know("post /api/v1/handovers", dispatcher, "/api/v1/handovers", offer());
    know("post /api/v1/handovers/{id}/accept", anyVersion(agent), handover() + "/accept", "");
    know("post /api/v1/handovers/{id}/decline", anyVersion(agent), handover() + "/decline", "");
    know(
        "post /api/v1/handovers/{id}/withdraw",
        anyVersion(dispatcher),
        handover() + "/withdraw",
        "");
  }

  private void learnClocks(List<String> agent, List<String> admin) throws Exception {
    String pause = "{\"reason\":\"customer-papers\",\"evidence\":\"D-7\"}";
    know("post /api/v1/clocks/{id}/pause", anyVersion(admin), clockPath() + "/pause", pause);
    String paused = clockPath();
    administrator
        .with("If-Match", "*")
        .post(paused + "/pause", Map.of("reason", "customer-papers", "evidence", "D-7"))
        .expect(200);
    know("post /api/v1/clocks/{id}/resume", anyVersion(admin), paused + "/resume", "");
    JsonNode clock = clock();
    String until = OffsetDateTime.parse(clock.get("dueAt").asText()).plusDays(1).toString();
    know(
        "post /api/v1/clocks/{id}/extend",
        anyVersion(admin),
        "/api/v1/clocks/" + clock.get("id").asText() + "/extend",
        "{\"until\":\"" + until + "\",\"reason\":\"客户要求\"}");
    know("post /api/v1/urges", admin, "/api/v1/urges", urge());
    String urged =
        administrator
            .post("/api/v1/urges", Client.JSON.readValue(urge(), Map.class))
            .expect(201)
            .json()
            .get("id")
            .asText();
    know(
        "post /api/v1/urges/{id}/answer",
        anyVersion(agent),
        "/api/v1/urges/" + urged + "/answer",
        "{\"text\":\"已处理\"}");
    know(
        "put /api/v1/calendars/{name}/{year}",
        new Call(
            admin,
            "/api/v1/calendars/CN/2027",
            CSV,
            "day,what,name\n2027-01-01,off,元旦\n2027-12-25,firm-to,国务院办公厅\n"));
  }

  private void learnVisits(List<String> agent) throws Exception {
    String said = "{\"score\":4}";
    know("post /api/v1/visits/{id}/answer", anyVersion(agent), visit() + "/answer", said);
    String gone = "{\"outcome\":\"refused\"}";
    know("post /api/v1/visits/{id}/tries", anyVersion(agent), visit() + "/tries", gone);
  }

  private void learnLearning(List<String> admin) throws Exception {
    String learning = "/api/v1/learning/";
    List<String> supervisor = login("supervisor");
    know("post " + learning + "lessons", admin, learning + "lessons", "");
    know("post " + learning + "shipped/enforce", supervisor, learning + "shipped/enforce", "");
    String versions = learning + "versions/";
    know(
        "post " + versions + "{no}/enforce",
        anyVersion(supervisor),
        versions + model("EARLIER") + "/enforce",
        "");
    know(
        "post " + versions + "{no}/withdraw",
        anyVersion(supervisor),
        versions + model("READY") + "/withdraw",
        "");
  }

  /** A model that was learned some time ago, by which every kind is as likely as the others. */
  private long model(String state) throws Exception {
    String table = "fault-repair,complaint,report,enquiry,opinion,service,emergency,nothing,part\n";
    for (String setting : List.of("from", "sure", "prior")) {
      table += "0,0,0,0,0,0,0,0,=" + setting + "\n";
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(table.getBytes(UTF_8));
    }
    try (Connection database = instance.jdbc();
        PreparedStatement insert =
            database.prepareStatement(
                """
                insert into learning.version (model, state, since, by, trained_at, trained_by, base,
                  against, shipped, corrected, people, new_parts, macro_f1, against_f1, danger_all,
                  danger, against_danger, missed, judged, changes, packed, version)
                values (?, ?, now(), 'x', now(), 'x', 'x', 'x', 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0,
                  '[]', ?, 1) returning no""")) {
      insert.setString(1, "keyed-" + state);
      insert.setString(2, state);
      insert.setBytes(3, packed.toByteArray());
      try (ResultSet made = insert.executeQuery()) {
        made.next();
        return made.getLong(1);
      }
    }
  }

  private void learnKnowledge() throws Exception {
    List<String> writer = login("dispatcher");
    List<String> supervisor = anyVersion(login("supervisor"));
    String articles = "/api/v1/articles";
    know("post " + articles, writer, articles, ARTICLE);
    know("put " + articles + "/{no}", anyVersion(writer), article(), ARTICLE);
    know("post " + articles + "/{no}/submit", anyVersion(writer), article() + "/submit", "");
    String why = "{\"reason\":\"依据不明\"}";
    know("post " + articles + "/{no}/approve", supervisor, submitted() + "/approve", "");
    know("post " + articles + "/{no}/return", supervisor, submitted() + "/return", why);
    String told = submitted();
    people.get("supervisor").with("If-Match", "*").post(told + "/approve", "").expect(200);
    know("post " + articles + "/{no}/withdraw", supervisor, told + "/withdraw", why);
    String gap = "/api/v1/knowledge/gaps/" + gap() + "/close";
    know("post /api/v1/knowledge/gaps/{id}/close", supervisor, gap, "{\"as\":\"not-ours\"}");
  }

  /** A draft. */
  private String article() {
    byte[] says = ARTICLE.getBytes(UTF_8);
    JsonNode made = people.get("dispatcher").postRaw("/api/v1/articles", says).expect(201).json();
    return "/api/v1/articles/" + made.get("no").asText();
  }

  private String submitted() {
    String path = article();
    people.get("dispatcher").with("If-Match", "*").post(path + "/submit", "").expect(200);
    return path;
  }

  /** One that nobody has answered: who answers customers notes it. */
  private long gap() throws Exception {
    try (Connection database = instance.jdbc();
        Statement statement = database.createStatement()) {
      statement.execute(
          "insert into knowledge.gap (key, text, region, asked, first_at, last_at, state, version)"
              + " values ('"
              + UUID.randomUUID()
              + "', '没有人知道', '"
              + REGION
              + "', 1, now(), now(), 'OPEN', 1) returning id");
      try (ResultSet made = statement.getResultSet()) {
        made.next();
        return made.getLong(1);
      }
    }
  }

  private void learnMonths() throws Exception {
    List<String> supervisor = anyVersion(login("supervisor"));
    String months = "/api/v1/indices/months/";
    YearMonth before = YearMonth.now(ZoneOffset.UTC).minusMonths(2);
    String said = "{\"text\":\"说明\"}";
    know("post " + months + "{month}/remarks", supervisor, months + before + "/remarks", said);
    String earlier = months + before.minusMonths(1) + "/close";
    know("post " + months + "{month}/close", supervisor, earlier, "");
  }

  private void learnSamples() throws Exception {
    String no = complaint("抽样小区" + UUID.randomUUID() + "号");
    Client dispatcher = people.get("dispatcher").with("If-Match", "*");
    Client agent = people.get("agent").with("If-Match", "*");
    String path = "/api/v1/requests/" + no;
    dispatcher.post(path + "/triage", Map.of()).expect(200);
    dispatcher.post(path + "/resolve", Map.of("result", "已答复")).expect(200);
    agent.post(path + "/visit", Map.of("score", 5)).expect(200);
    agent.post(path + "/close", Map.of()).expect(200);
    List<String> assessor = login("assessor");
    know("post /api/v1/samples", assessor, "/api/v1/samples", SAMPLE);
    String secret = "{\"secret\":\"foo\"}";
    know(
        "post /api/v1/samples/{no}/draw", anyVersion(assessor), sample(assessor) + "/draw", secret);
    String drawn = sample(assessor);
    String first =
        instance
            .client()
            .with(assessor.get(0), assessor.get(1))
            .with("If-Match", "*")
            .post(drawn + "/draw", Map.of("secret", "foo"))
            .expect(200)
            .json()
            .at("/drawn/cases/0")
            .asText();
    know(
        "post /api/v1/samples/{no}/cases/{case}/findings",
        assessor,
        drawn + "/cases/" + first + "/findings",
        "{\"verdict\":\"in-order\"}");
  }

  /** One whose commitment is sealed, so that it can be drawn. */
  private String sample(List<String> assessor) throws Exception {
    Client caller = instance.client().with(assessor.get(0), assessor.get(1));
    String path =
        "/api/v1/samples/"
            + caller
                .postRaw("/api/v1/samples", SAMPLE.getBytes(UTF_8))
                .expect(201)
                .json()
                .get("no")
                .asText();
    Books books = new Books(instance);
    String sealed =
        "select count(*) from journal.block b join journal.entry e on (b.last_xid, b.last_position)"
            + " >= (e.xid, e.position) where e.type = 'sample.committed' and e.subject = '"
            + path.substring(path.lastIndexOf('/') + 1)
            + "'";
    Await.until(SOON, () -> sealed, () -> books.number(sealed) > 0);
    return path;
  }

  /** One that is on the agents' list: its customer was asked by text in vain. */
  private String visit() throws Exception {
    String no = complaint("回访小区" + UUID.randomUUID() + "号");
    Client dispatcher = people.get("dispatcher").with("If-Match", "*");
    dispatcher.post("/api/v1/requests/" + no + "/triage", Map.of()).expect(200);
    dispatcher.post("/api/v1/requests/" + no + "/resolve", Map.of("result", "已答复")).expect(200);
    String path = "/api/v1/visits?state=calling&requestNo=" + no;
    Await.until(
        SOON,
        () -> administrator.get("/api/v1/visits?requestNo=" + no),
        () -> !administrator.get(path).expect(200).json().get("items").isEmpty());
    return "/api/v1/visits/" + administrator.get(path).json().at("/items/0/id").asText();
  }

  private String complaint(String address) {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                UUID.randomUUID().toString(),
                "text",
                "投诉",
                "kind",
                "complaint",
                "contact",
                Map.of("phone", "1390000" + (1000 + phones++)),
                "address",
                address,
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private Set<String> sessions(List<String> by, String user) {
    Set<String> ids = new TreeSet<>();
    instance
        .client()
        .with(by.get(0), by.get(1))
        .get("/api/v1/sessions?user=" + user)
        .expect(200)
        .json()
        .get("items")
        .forEach(session -> ids.add(session.get("id").asText()));
    return ids;
  }

  private void know(String operation, List<String> by, String path, String body) {
    know(operation, new Call(by, path, body.isEmpty() ? "" : JSON, body));
  }

  private void know(String operation, Call call) {
    calls.put(operation, call);
  }

  private Set<String> commands() {
    Set<String> commands = new TreeSet<>();
    instance
        .client()
        .get("/api/openapi.json")
        .expect(200)
        .json()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          List<String> named =
                              operation.getValue().path("parameters").findValuesAsText("$ref");
                          if (named.contains(KEY)) {
                            commands.add(operation.getKey() + " " + path.getKey());
                          }
                        }));
    return commands;
  }

  private HttpResponse<String> send(String operation, Call call, String key, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.httpPort + path))
            .timeout(Duration.ofSeconds(30))
            .header("Idempotency-Key", key)
            .method(
                operation.substring(0, operation.indexOf(' ')).toUpperCase(java.util.Locale.ROOT),
                call.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(call.body()));
    if (!call.by().isEmpty()) {
      request.headers(call.by().toArray(String[]::new));
    }
    if (!call.type().isEmpty()) {
      request.header("Content-Type", call.type());
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /**
   * What people did and not what they looked at; followers go their own way. Asked of the database:
   * readers see an entry only when all transactions before it have ended.
   */
  private List<String> deeds() throws Exception {
    return new Books(instance)
        .texts(
            """
            select concat_ws(' ', xid, position, type, subject, actor) from journal.entry
             where source <> 'looks' and actor not like 'system:%%' and type not in (%s)"""
                .formatted(FOLLOWING.stream().collect(Collectors.joining("', '", "'", "'"))));
  }

  @Test
  void everyCommandIsDoneOnceAndAnsweredAlike() throws Exception {
    learn();
    assertEquals(commands(), calls.keySet(), "a right call of each command");
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Call> one : calls.entrySet()) {
      String operation = one.getKey();
      Call call = one.getValue();
      String key = UUID.randomUUID().toString();
      HttpResponse<String> first = send(operation, call, key, call.path());
      List<String> done = deeds();
      HttpResponse<String> again = send(operation, call, key, call.path());
      List<String> more = new ArrayList<>(deeds());
      more.removeAll(done);
      if (first.statusCode() / 100 != 2) {
        wrong.add(operation + " is no right call: " + first.statusCode() + " " + first.body());
      } else if (!said(first).equals(said(again))
          || !again.headers().firstValue("Idempotent-Replayed").orElse("").equals("true")) {
        wrong.add(operation + " is answered otherwise: " + said(first) + "; " + said(again));
      } else if (!more.isEmpty()) {
        wrong.add(operation + " was done once more: " + more);
      } else {
        String other = call.path() + (call.path().contains("?") ? "&" : "?") + "other=1";
        HttpResponse<String> refused = send(operation, call, key, other);
        if (refused.statusCode() != 409 || !refused.body().contains("idempotency-key.used")) {
          wrong.add(operation + " under a used key: " + refused.statusCode());
        }
      }
    }
    System.out.println("CommandsIT: " + calls.size() + " commands");
    assertTrue(calls.size() >= 20);
    assertEquals(List.of(), wrong);
  }

  private static String said(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers
        .keySet()
        .removeIf(
            name ->
                Set.of(
                        "date",
                        "content-length",
                        "transfer-encoding",
                        "idempotent-replayed",
                        "connection")
                    .contains(name.toLowerCase(java.util.Locale.ROOT)));
    return answer.statusCode() + " " + headers + " " + answer.body();
  }

  /**
   * Moves under keys while the node is killed: whoever hears nothing sends the same again. A triage
   * is allowed as often as one likes, so one that is done twice shows in the timeline.
   */
  @Test
  void killedAtAnyMomentEachMoveIsDoneOnce() throws Exception {
    int kills = Integer.getInteger("kills", 3);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(request());
    }
    List<String> by = anyVersion(login("dispatcher"));
    Map<String, Integer> acknowledged = new java.util.concurrent.ConcurrentHashMap<>();
    List<String> odd = new java.util.concurrent.CopyOnWriteArrayList<>();
    CountDownLatch enough = new CountDownLatch(1);
    List<Thread> movers = new ArrayList<>();
    for (String no : numbers) {
      Thread mover = new Thread(() -> move(no, by, acknowledged, odd, enough), "mover-" + no);
      mover.start();
      movers.add(mover);
    }
    for (int i = 0; i < kills; i++) {
      int before = sum(acknowledged);
      Await.until(
          Duration.ofSeconds(60),
          () -> acknowledged + " " + odd,
          () -> sum(acknowledged) > before + 50);
      instance.kill();
      instance.start().awaitHealthy(Instance.FIRST_START);
    }
    int before = sum(acknowledged);
    Await.until(
        Duration.ofSeconds(60),
        () -> acknowledged + " " + odd,
        () -> sum(acknowledged) > before + 20);
    enough.countDown();
    for (Thread mover : movers) {
      mover.join();
    }
    Map<String, Integer> done = new TreeMap<>();
    Client dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    for (String no : numbers) {
      int times = 0;
      for (JsonNode entry : dispatcher.all("/api/v1/journal?types=request.triaged&limit=500")) {
        times += entry.get("subject").asText().equals(no) ? 1 : 0;
      }
      done.put(no, times);
    }
    System.out.println("CommandsIT: " + kills + " kills, moves " + done);
    assertEquals(List.of(), odd);
    assertEquals(new TreeMap<>(acknowledged), done, "each once");
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void move(
      String no,
      List<String> by,
      Map<String, Integer> acknowledged,
      List<String> odd,
      CountDownLatch enough) {
    Call call = new Call(by, "/api/v1/requests/" + no + "/triage", JSON, "{\"priority\":3}");
    for (int i = 0; enough.getCount() > 0; i++) {
      String key = no + "-" + i;
      while (!acknowledged(call, key, odd)) {
        pause();
      }
      acknowledged.merge(no, 1, Integer::sum);
    }
  }

  private boolean acknowledged(Call call, String key, List<String> odd) {
    try {
      HttpResponse<String> answer = send("post move", call, key, call.path());
      if (answer.statusCode() != 200 && answer.statusCode() != 503 && answer.statusCode() != 429) {
        odd.add(answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException nobodyThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
