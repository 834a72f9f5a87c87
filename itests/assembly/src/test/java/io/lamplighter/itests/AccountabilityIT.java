package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A breach opens its file by itself, and people of different roles take it to its end. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(480)
class AccountabilityIT {
  private static final String FILES = "/api/v1/accountability-files";
  private static final String REGION = "330727";
  private static final Duration LATE = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(60);

  /** A limit of a minute for what people bring, and one for an appeal. */
  private static final String RULES =
      """
      code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
      complaint.first-answer,1,own,-,-,complaint,-,-,-,-,-,request.received,request.resolved,request.cancelled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
      accountability.statement,1,own,-,-,-,-,-,-,-,-,accountability-file.notified,accountability-file.stated,accountability-file.annulled,-,3,workdays,MF,-,each,-,-,-,-,-,own,a test
      accountability.appeal,1,own,-,-,-,-,-,-,-,-,accountability-file.told,accountability-file.appealed accountability-file.closed,accountability-file.annulled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
      """;

  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      pa,磐安县,county,,330727,
      pa-1,尖山供电所,station,pa,330727,
      pa-1-a,尖山一格,cell,pa-1,330727,rural
      """;

  private Instance instance;
  private final Map<String, Client> people = new TreeMap<>();
  private Client web;

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("accountability");
    Path tables = Files.createDirectories(instance.data.resolve("etc/clocks"));
    Files.writeString(tables.resolve("rules.csv"), RULES);
    instance.start().awaitHealthy(Instance.FIRST_START);
    web = instance.client().withKey(instance.users().key("web"));
    Client administrator = instance.client().loggedIn(instance.users(), "administrator");
    people.put("administrator", administrator);
    for (String role : List.of("agent", "assessor", "integrator")) {
      people.put(role, instance.client().loggedIn(instance.users(), role));
    }
    person("pa-holder", "dispatcher");
    person("pa-cell", "supervisor");
    person("pa-judge", "supervisor");
    person("pa-second", "supervisor");
    load("/api/v1/units", UNITS);
    load(
        "/api/v1/units/people",
        "unit,login,as\npa-1-a,pa-cell,in-charge\npa,pa-second,in-charge\n");
    load("/api/v1/units/rules", "cell,by,value\npa-1-a,address,磐安县尖山镇\n");
    Shared.known(people.get("pa-judge"), "pa-1-a");
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  private void person(String name, String role) {
    JsonNode made =
        people
            .get("administrator")
            .post("/api/v1/users", Map.of("user", name, "roles", List.of(role), "region", REGION))
            .expect(201)
            .json();
    people.put(name, instance.client().logIn(name, made.get("password").asText()));
  }

  private void load(String path, String csv) {
    people
        .get("integrator")
        .with("Content-Type", "text/csv")
        .postRaw(path, csv.getBytes(UTF_8))
        .expect(200);
  }

  private String complaint(String ref) {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                ref,
                "kind",
                "complaint",
                "text",
                "一直没有人来处理",
                "address",
                "磐安县尖山镇" + ref + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private JsonNode filesOn(String no) {
    return people.get("pa-judge").get(FILES + "?on=" + no).expect(200).json().get("items");
  }

  private JsonNode file(String who, String path) {
    return people.get(who).get(path).expect(200).json();
  }

  private Client.Answer act(String who, String path, String act, Map<String, Object> data) {
    Client client = people.get(who);
    return client.with("If-Match", "*").post(path + "/" + act, data);
  }

  private static String code(Client.Answer answer) {
    return answer.json().get("type").asText().replace("urn:lamplighter:problem:", "");
  }

  private void awaitState(String path, String state) throws Exception {
    Await.until(
        LATE,
        () -> file("pa-judge", path),
        () -> file("pa-judge", path).get("state").asText().equals(state));
  }

  @Test
  void fromABreachToTheEndWhoeverIsKilledMeanwhile() throws Exception {
    String no = complaint("acc-1");
    people
        .get("pa-holder")
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of("holder", "pa-holder"))
        .expect(200);
    List<String> others = new ArrayList<>();
    for (int i = 2; i <= 6; i++) {
      others.add(complaint("acc-" + i));
    }
    Await.until(LATE, () -> filesOn(no), () -> filesOn(no).size() > 0);
    instance.kill();
    instance.start().awaitHealthy(Instance.FIRST_START);
    for (String other : others) {
      Await.until(LATE, () -> filesOn(other), () -> filesOn(other).size() > 0);
    }

    String path = FILES + "/" + filesOn(no).get(0).get("no").asText();
    awaitState(path, "notified");
    JsonNode opened = file("pa-judge", path);
    assertEquals("pa-holder", opened.get("person").asText(), opened.toString());
    assertEquals("held", opened.get("why").asText());
    assertEquals("late-complaint", opened.get("event").asText());
    for (String other : others) {
      Await.until(
          SOON,
          () -> filesOn(other),
          () -> filesOn(other).get(0).get("person").asText().equals("pa-cell"));
    }
    runsOnAClockOfItsOwn(opened.get("no").asText());
    pointsIntoTheSealedJournal(path);
    isForNobodyElse(path);
    goesItsWay(path);
    update();
    awaitState(path, "final");
    oneEach(others, no);
    isSeenInTheShellAndTheMonth(opened.get("no").asText());
    tellsNobodyInTheJournal();
  }

  private void runsOnAClockOfItsOwn(String no) throws Exception {
    String clocks = "/api/v1/clocks?on=" + no;
    Await.until(
        SOON,
        () -> people.get("pa-judge").get(clocks),
        () -> people.get("pa-judge").get(clocks).text().contains("accountability.statement"));
    JsonNode clock = people.get("pa-judge").get(clocks).json().at("/items/0");
    assertEquals("running", clock.get("state").asText(), clock.toString());
    assertTrue(clock.get("holder").isNull(), "whom it is about is not in the journal");
  }

  private void pointsIntoTheSealedJournal(String path) throws Exception {
    Await.until(
        SOON,
        () -> file("pa-judge", path).get("evidence"),
        () -> {
          for (JsonNode one : file("pa-judge", path).get("evidence")) {
            if (one.get("block").isNull()) {
              return false;
            }
          }
          return true;
        });
    JsonNode evidence = file("pa-judge", path).get("evidence");
    assertTrue(
        evidence.findValuesAsText("shows").containsAll(List.of("began", "held", "breached")),
        evidence.toString());
    JsonNode last = evidence.get(evidence.size() - 1);
    long block = last.get("block").asLong();
    JsonNode head =
        people
            .get("assessor")
            .get("/api/v1/journal/heads?after=" + (block - 1))
            .expect(200)
            .json()
            .at("/items/0");
    assertEquals(last.get("head").asText(), head.get("hash").asText(), head.toString());
  }

  private void isForNobodyElse(String path) {
    assertEquals(404, people.get("agent").get(path).status());
    assertEquals("file.not-yours", code(act("pa-judge", path, "state", Map.of("text", "x"))));
    act("pa-holder", path, "state", Map.of("text", "当时有两单在手，未及时转交")).expect(200);
    for (String who : List.of("assessor", "administrator", "pa-cell")) {
      assertFalse(people.get(who).get(path).expect(200).text().contains("两单在手"), who);
      assertEquals(403, act(who, path, "annul", Map.of("reason", "x")).status(), who);
    }
    assertTrue(people.get("pa-judge").get(path).text().contains("两单在手"));
  }

  private void goesItsWay(String path) {
    Client judge = people.get("pa-judge");
    Map<String, Object> judgement =
        Map.of("finding", "upheld", "fault", "oversight", "consequence", "none", "reason", "属实");
    String seen = judge.get(path).header("ETag");
    assertEquals(428, judge.post(path + "/judge", judgement).status());
    Client keyed = judge.with("If-Match", seen).with("Idempotency-Key", "acc-judge-1");
    JsonNode judged = keyed.post(path + "/judge", judgement).expect(200).json();
    assertEquals("A-02", judged.at("/proposal/line").asText(), judged.toString());
    Client.Answer replayed = keyed.post(path + "/judge", judgement).expect(200);
    assertEquals("true", replayed.header("Idempotent-Replayed"));
    assertEquals(412, judge.with("If-Match", seen).post(path + "/measure", Map.of()).status());
    Client.Answer bare = act("pa-judge", path, "measure", Map.of("level", 2));
    assertEquals("/reason", bare.expect(400).json().at("/errors/0/pointer").asText());
    act("pa-judge", path, "measure", Map.of()).expect(200);
    assertEquals("file.another-person", code(act("pa-judge", path, "approve", Map.of())));
    act("pa-second", path, "approve", Map.of()).expect(200);
    act("pa-judge", path, "tell", Map.of("note", "当面")).expect(200);
    assertEquals("told", file("pa-holder", path).get("state").asText());
    assertEquals(4, file("pa-holder", path).get("level").asInt());
    assertTrue(file("pa-judge", path).get("intact").asBoolean());
  }

  /** The part is replaced while the appeal's time runs. */
  private void update() throws Exception {
    String said =
        instance.shell(
            "bundle:update "
                + instance.bundleIds().get("accountability")
                + " file:"
                + Distribution.bundle("accountability"));
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  private void oneEach(List<String> others, String no) throws Exception {
    List<String> all = new ArrayList<>(others);
    all.add(no);
    for (String one : all) {
      assertEquals(1, filesOn(one).size(), filesOn(one).toString());
    }
    Books books = new Books(instance);
    assertEquals(
        books.number(
            "select count(*) from journal.entry where type = 'clock.breached'"
                + " and data ->> 'rule' = 'complaint.first-answer'"),
        books.number(
            "select count(*) from accountability.file where cause = 'complaint.first-answer'"));
    books.fits();
  }

  /**
   * Everybody of the region may read it: who was held responsible, and what follows, is not there.
   */
  private void tellsNobodyInTheJournal() throws Exception {
    assertEquals(
        0,
        new Books(instance)
            .number(
                "select count(*) from journal.entry where type like 'accountability-%'"
                    + " and actor || data::text ~ 'pa-holder|upheld|oversight|reminder|A-02'"));
  }

  private void isSeenInTheShellAndTheMonth(String no) throws Exception {
    assertTrue(instance.shell("lamp:files").contains(no));
    assertTrue(instance.shell("lamp:files " + no).contains("clock.breached"));
    JsonNode month = file("assessor", "/api/v1/accountability/months");
    assertFalse(month.get("closed").asBoolean());
    assertTrue(month.get("figures").findValuesAsText("event").contains("late-complaint"));
    assertTrue(
        file("assessor", "/api/v1/accountability/rules").toString().contains("found.minute"));
    String path = FILES + "/" + no;
    act("pa-judge", path, "publish", Map.of()).expect(200);
    JsonNode cases = file("agent", "/api/v1/accountability/cases").get("items");
    assertEquals(1, cases.size(), cases.toString());
    for (String secret : List.of(no, "pa-holder", "pa-judge", REGION, "尖山", "两单在手")) {
      assertFalse(cases.toString().contains(secret), cases.toString());
    }
  }
}
