package io.lamplighter.itests;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Duration SOON = Duration.ofSeconds(60);

  private Accused county;
  private Instance instance;

  @BeforeAll
  void start() throws Exception {
    county = new Accused("accountability");
    instance = county.instance;
  }

  @AfterAll
  void stop() throws Exception {
    county.close();
  }

  /** While one limit runs out, another file goes its way until its appeal's time runs. */
  @Test
  void fromABreachToTheEndWhoeverIsKilledMeanwhile() throws Exception {
    String no = county.complaint("acc-1");
    county.move("pa-holder", no, "triage", Map.of("holder", "pa-holder"));
    List<String> others = new ArrayList<>();
    for (int i = 2; i <= 6; i++) {
      others.add(county.complaint("acc-" + i));
    }
    String told = county.complaint("acc-7");
    county.move("pa-holder", told, "triage", Map.of("holder", "pa-holder"));
    county.move("pa-holder", told, "resolve", Map.of("result", "已答复"));
    String untrue = county.notified(told);
    runsOnAClockOfItsOwn(untrue.substring(Accused.FILES.length() + 1));
    isForNobodyElse(untrue);
    goesItsWay(untrue);
    update();

    Await.until(Accused.LATE, () -> county.filesOn(no), () -> county.filesOn(no).size() > 0);
    instance.kill();
    instance.start().awaitHealthy(Instance.FIRST_START);
    for (String other : others) {
      Await.until(
          Accused.LATE, () -> county.filesOn(other), () -> county.filesOn(other).size() > 0);
    }
    String late = county.notified(no);
    JsonNode opened = county.file("pa-judge", late);
    assertEquals("pa-holder", opened.get("person").asText(), opened.toString());
    assertEquals("held", opened.get("why").asText());
    assertEquals("late-complaint", opened.get("event").asText());
    for (String other : others) {
      Await.until(
          SOON,
          () -> county.filesOn(other),
          () -> county.filesOn(other).get(0).get("person").asText().equals("pa-cell"));
    }
    pointsIntoTheSealedJournal(late);
    county.awaitState(untrue, "final");
    oneEach(others, no);
    isSeenInTheShellAndTheMonth(
        opened.get("no").asText(), untrue.substring(Accused.FILES.length() + 1));
    tellsNobodyInTheJournal();
  }

  private void runsOnAClockOfItsOwn(String no) throws Exception {
    String clocks = "/api/v1/clocks?on=" + no;
    Await.until(
        SOON,
        () -> county.one("pa-judge").get(clocks),
        () -> county.one("pa-judge").get(clocks).text().contains("accountability.statement"));
    JsonNode clock = county.one("pa-judge").get(clocks).json().at("/items/0");
    assertEquals("running", clock.get("state").asText(), clock.toString());
    assertTrue(clock.get("holder").isNull(), "whom it is about is not in the journal");
  }

  private void pointsIntoTheSealedJournal(String path) throws Exception {
    Await.until(
        SOON,
        () -> county.file("pa-judge", path).get("evidence"),
        () -> {
          for (JsonNode one : county.file("pa-judge", path).get("evidence")) {
            if (one.get("block").isNull()) {
              return false;
            }
          }
          return true;
        });
    JsonNode evidence = county.file("pa-judge", path).get("evidence");
    assertTrue(
        evidence.findValuesAsText("shows").containsAll(List.of("began", "held", "breached")),
        evidence.toString());
    JsonNode last = evidence.get(evidence.size() - 1);
    long block = last.get("block").asLong();
    JsonNode head =
        county
            .one("assessor")
            .get("/api/v1/journal/heads?after=" + (block - 1))
            .expect(200)
            .json()
            .at("/items/0");
    assertEquals(last.get("head").asText(), head.get("hash").asText(), head.toString());
  }

  private void isForNobodyElse(String path) {
    assertEquals(404, county.one("agent").get(path).status());
    assertEquals(
        "file.not-yours", Accused.code(county.act("pa-judge", path, "state", Map.of("text", "x"))));
    county.act("pa-holder", path, "state", Map.of("text", "当时有两单在手，未及时转交")).expect(200);
    for (String who : List.of("assessor", "administrator", "pa-cell")) {
      assertFalse(county.one(who).get(path).expect(200).text().contains("两单在手"), who);
      assertEquals(403, county.act(who, path, "annul", Map.of("reason", "x")).status(), who);
    }
    assertTrue(county.one("pa-judge").get(path).text().contains("两单在手"));
  }

  private void goesItsWay(String path) {
    Client judge = county.one("pa-judge");
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
    Client.Answer bare = county.act("pa-judge", path, "measure", Map.of("level", 2));
    assertEquals("/reason", bare.expect(400).json().at("/errors/0/pointer").asText());
    county.act("pa-judge", path, "measure", Map.of()).expect(200);
    assertEquals(
        "file.another-person", Accused.code(county.act("pa-judge", path, "approve", Map.of())));
    county.act("pa-second", path, "approve", Map.of()).expect(200);
    county.act("pa-judge", path, "tell", Map.of("note", "当面")).expect(200);
    assertEquals("told", county.file("pa-holder", path).get("state").asText());
    assertEquals(4, county.file("pa-holder", path).get("level").asInt());
    assertTrue(county.file("pa-judge", path).get("intact").asBoolean());
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
      assertEquals(1, county.filesOn(one).size(), county.filesOn(one).toString());
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

  private void isSeenInTheShellAndTheMonth(String no, String told) throws Exception {
    assertTrue(instance.shell("lamp:files").contains(no));
    assertTrue(instance.shell("lamp:files " + no).contains("clock.breached"));
    JsonNode month = county.file("assessor", "/api/v1/accountability/months");
    assertFalse(month.get("closed").asBoolean());
    assertTrue(month.get("figures").findValuesAsText("event").contains("late-complaint"));
    assertTrue(
        county
            .file("assessor", "/api/v1/accountability/rules")
            .toString()
            .contains("found.minute"));
    String path = Accused.FILES + "/" + told;
    county.act("pa-judge", path, "publish", Map.of()).expect(200);
    JsonNode cases = county.file("agent", "/api/v1/accountability/cases").get("items");
    assertEquals(1, cases.size(), cases.toString());
    for (String secret : List.of(told, "pa-holder", "pa-judge", Accused.REGION, "尖山", "两单在手")) {
      assertFalse(cases.toString().contains(secret), cases.toString());
    }
  }
}
