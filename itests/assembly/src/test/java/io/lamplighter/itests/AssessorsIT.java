package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An assessor draws, looks, finds and takes along; what he takes along is computed anew by the tool
 * that knows nothing of the platform; and whatever row somebody touches is found by the house, by
 * the assessor's screen, and by him at home.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class AssessorsIT {
  private static final String SAMPLES = "/api/v1/samples";
  private static final String REGION = "330727";
  private static final Duration LATE = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int NOT_SEALED = 3;
  private static final Path TOOL = Path.of("../../tools/recompute/Recompute.java");

  /** One limit that is missed at once, one in working days, one that pauses. */
  private static final String RULES =
      """
code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
complaint.first-answer,1,own,-,-,complaint,-,-,-,-,-,request.received,request.triaged request.resolved,request.cancelled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
complaint.answer,1,own,-,-,complaint,-,-,-,-,-,request.received,request.resolved request.closed,request.cancelled,-,5,workdays,CN,-,each,1,-,customer-papers|third-party|force-majeure,-,-,own,a test
complaint.contact,1,own,-,-,complaint,-,-,-,-,-,request.received,request.resolved,request.cancelled,-,7,worktime-hours,CN,next-segment,each,-,-,-,-,-,own,a test
complaint.done,1,own,-,-,complaint,-,-,-,-,-,request.received,request.closed,request.cancelled,-,10,calendar-days,CN,-,each,-,-,-,-,-,own,a test
""";

  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      pa,磐安县,county,,330727,
      pa-1,尖山供电所,station,pa,330727,
      pa-1-a,尖山一格,cell,pa-1,330727,rural
      """;

  private final Map<String, Client> people = new TreeMap<>();
  private final List<String> closed = new ArrayList<>();
  private Instance instance;
  private Client web;
  private Client bai;
  private String requests;
  private String files;

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("assessors");
    Path tables = Files.createDirectories(instance.data.resolve("etc/clocks"));
    Files.writeString(tables.resolve("rules.csv"), RULES);
    instance.start().awaitHealthy(Instance.FIRST_START);
    web = instance.client().withKey(instance.users().key("web"));
    for (String role :
        List.of("agent", "dispatcher", "crew", "supervisor", "integrator", "administrator")) {
      people.put(role, instance.client().loggedIn(instance.users(), role));
    }
    bai = person("bai", "assessor");
    people.put("pa-holder", person("pa-holder", "dispatcher"));
    people.put("pa-judge", person("pa-judge", "supervisor"));
    people.put("pa-second", person("pa-second", "supervisor"));
    load("/api/v1/units", UNITS);
    load("/api/v1/units/rules", "cell,by,value\npa-1-a,address,磐安县尖山镇\n");
    Shared.known(people.get("pa-judge"), "pa-1-a");
    for (int i = 1; i <= 5; i++) {
      closed.add(closed("assess-" + i));
    }
    pausedAndResumed();
    annulled();
    // What is drawn points to what there is then: the clocks have read all of it.
    Books books = new Books(instance);
    String met =
        "select count(distinct data ->> 'clock') from journal.entry where type = 'clock.met'";
    Await.until(SOON, () -> met, () -> books.number(met) == 4L * closed.size());
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  private Client person(String name, String role) {
    JsonNode made =
        people
            .get("administrator")
            .post("/api/v1/users", Map.of("user", name, "roles", List.of(role), "region", REGION))
            .expect(201)
            .json();
    return instance.client().logIn(name, made.get("password").asText());
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
                "contact",
                Map.of("name", "王先生", "phone", "13911110000"),
                "address",
                "磐安县尖山镇" + ref + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private void move(String who, String no, String move, Map<String, Object> data) {
    Client client = people.get(who).with("If-Match", "*");
    client.post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  private String closed(String ref) {
    String no = complaint(ref);
    move("dispatcher", no, "triage", Map.of());
    move("dispatcher", no, "resolve", Map.of("result", "已答复"));
    finish(no);
    return no;
  }

  private void finish(String no) {
    move("agent", no, "visit", Map.of("score", 4));
    move("agent", no, "close", Map.of());
  }

  /** A complaint whose limit stands still for a while. */
  private void pausedAndResumed() throws Exception {
    String no = complaint("assess-paused");
    move("dispatcher", no, "triage", Map.of());
    String path = "/api/v1/clocks?on=" + no + "&rule=complaint.answer";
    Client judge = people.get("pa-judge");
    Await.until(SOON, () -> judge.get(path), () -> judge.get(path).json().at("/items/0").has("id"));
    String clock = "/api/v1/clocks/" + judge.get(path).json().at("/items/0/id").asText();
    Client any = judge.with("If-Match", "*");
    any.post(clock + "/pause", Map.of("reason", "third-party", "evidence", "letter 1")).expect(200);
    any.post(clock + "/resume", Map.of()).expect(200);
    move("dispatcher", no, "resolve", Map.of("result", "已答复"));
    finish(no);
    closed.add(no);
  }

  /** A complaint nobody took in hand in its minute: its file is annulled by two people. */
  private void annulled() throws Exception {
    String no = complaint("assess-late");
    Client judge = people.get("pa-judge");
    String list = "/api/v1/accountability-files?on=" + no;
    Await.until(LATE, () -> judge.get(list), () -> judge.get(list).json().at("/items/0").has("no"));
    move("pa-holder", no, "triage", Map.of("holder", "pa-holder"));
    String file = judge.get(list).json().at("/items/0/no").asText();
    String path = "/api/v1/accountability-files/" + file;
    Await.until(
        SOON,
        () -> judge.get(path),
        () -> judge.get(path).json().get("allowedActs").toString().contains("annul"));
    act("pa-judge", path, "annul", Map.of("reason", "系演练误报"));
    act("pa-second", path, "confirm", Map.of());
    move("dispatcher", no, "resolve", Map.of("result", "已答复"));
    finish(no);
    closed.add(no);
  }

  private void act(String who, String path, String act, Map<String, Object> data) {
    people.get(who).with("If-Match", "*").post(path + "/" + act, data).expect(200);
  }

  private static String hash(String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Map<String, Object> order(String of, int size, String secret) throws Exception {
    String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    return Map.of(
        "of",
        of,
        "region",
        REGION,
        "from",
        today,
        "to",
        today,
        "size",
        size,
        "commitment",
        hash(secret));
  }

  /** Committed, and drawn once that is sealed. */
  private JsonNode drawn(String of, int size, String secret) throws Exception {
    String no = bai.post(SAMPLES, order(of, size, secret)).expect(201).json().get("no").asText();
    String path = SAMPLES + "/" + no;
    for (Map.Entry<String, Client> one : people.entrySet()) {
      Client.Answer seen = one.getValue().get(path);
      assertFalse(seen.text().contains(secret), one.getKey());
      assertEquals(
          403,
          one.getValue()
              .with("If-Match", "*")
              .post(path + "/draw", Map.of("secret", secret))
              .status(),
          one.getKey());
    }
    Client any = bai.with("If-Match", "*");
    assertEquals(400, any.post(path + "/draw", Map.of("secret", "another")).status());
    List<Client.Answer> answers = new ArrayList<>();
    Await.until(
        SOON,
        () -> answers,
        () -> {
          answers.add(any.post(path + "/draw", Map.of("secret", secret)));
          return answers.get(answers.size() - 1).status() != 409;
        });
    return answers.get(answers.size() - 1).expect(200).json();
  }

  @Test
  @Order(1)
  void drawsWhatEverybodyCanDrawAgain() throws Exception {
    JsonNode sample = drawn("requests", 4, "secret-of-bai");
    requests = sample.get("no").asText();
    JsonNode drawn = sample.get("drawn");
    assertEquals(closed.size(), drawn.get("population").asInt(), sample.toString());
    String seed = hash("secret-of-bai:" + drawn.get("head").asText());
    assertEquals(seed, drawn.get("seed").asText());
    List<String> expected =
        closed.stream()
            .sorted(
                Comparator.comparing(
                    no -> {
                      try {
                        return hash(seed + ":" + no);
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    }))
            .limit(4)
            .toList();
    assertEquals(expected, texts(drawn.get("cases")));
    JsonNode head =
        bai.get("/api/v1/journal/heads?after=" + (drawn.get("block").asLong() - 1))
            .json()
            .at("/items/0");
    assertEquals(drawn.get("head").asText(), head.get("hash").asText());
    assertEquals(
        409,
        bai.with("If-Match", "*")
            .post(SAMPLES + "/" + requests + "/draw", Map.of("secret", "secret-of-bai"))
            .status());
    files = drawn("files", 5, "other-secret").get("no").asText();
    Books books = new Books(instance);
    String over =
        "select count(*) from journal.entry where type in ('visit.answered', 'visit.dropped')";
    Await.until(SOON, () -> over, () -> books.number(over) >= 2);
    JsonNode visits = drawn("visits", 2, "third-secret");
    assertEquals(2, visits.at("/drawn/cases").size(), visits.toString());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private JsonNode sample(String no) {
    return bai.get(SAMPLES + "/" + no).expect(200).json();
  }

  @Test
  @Order(2)
  void looksOnRecordAndFinds() throws Exception {
    List<String> cases = texts(sample(requests).at("/drawn/cases"));
    for (String no : cases) {
      Client.Answer answer = bai.get(SAMPLES + "/" + requests + "/cases/" + no).expect(200);
      for (JsonNode entry : answer.json().get("entries")) {
        assertTrue(entry.get("holds").asBoolean(), entry.toString());
      }
      assertTrue(answer.text().contains("request.closed") && answer.text().contains("clock.met"));
      for (String secret : List.of("王先生", "13911110000", "尖山镇", "一直没有人")) {
        assertFalse(answer.text().contains(secret), secret);
      }
      for (Map.Entry<String, Client> one : people.entrySet()) {
        String path = SAMPLES + "/" + requests + "/cases/" + no;
        assertEquals(403, one.getValue().get(path).status(), one.getKey());
        assertEquals(403, one.getValue().post(path + "/findings", Map.of()).status());
        assertEquals(403, one.getValue().get(SAMPLES + "/" + requests + "/export").status());
      }
    }
    assertEquals(
        cases.size(),
        new Books(instance)
            .number(
                "select count(*) from journal.entry where type = 'personal.viewed'"
                    + " and actor = 'bai' and data::text like '%sample-case%'"));
    String path = SAMPLES + "/" + requests + "/cases/";
    bai.post(path + cases.get(0) + "/findings", Map.of("verdict", "in-order")).expect(200);
    Map<String, String> wrong = Map.of("verdict", "wrong", "words", "=HYPERLINK(\"x\")暂停无依据");
    bai.post(path + cases.get(1) + "/findings", wrong).expect(200);
    assertEquals(
        400, bai.post(path + cases.get(2) + "/findings", Map.of("verdict", "unclear")).status());
    JsonNode findings = sample(requests).get("findings");
    assertEquals(2, findings.size());
    assertEquals(0, sample(requests).get("wrong").size());
    assertEquals(
        0,
        new Books(instance)
            .number("select count(*) from journal.entry where data::text like '%HYPERLINK%'"));
  }

  /** An assessor of the house's own tries all that others may do; he changes nothing. */
  @Test
  @Order(3)
  void changesNothingElse() {
    String no = closed.get(0);
    for (String path :
        List.of(
            "/api/v1/requests/" + no + "/reopen",
            "/api/v1/users",
            "/api/v1/units",
            "/api/v1/handovers",
            "/api/v1/urges",
            "/api/v1/crews",
            "/api/v1/letters/1/replay")) {
      int status = bai.with("If-Match", "*").post(path, Map.of()).status();
      assertTrue(List.of(403, 404, 405, 415).contains(status), path + " " + status);
    }
    String file = sample(files).at("/drawn/cases/0").asText();
    assertEquals(
        403,
        bai.with("If-Match", "*")
            .post("/api/v1/accountability-files/" + file + "/grade", Map.of("right", true))
            .status());
  }

  /** What he takes along, once all of it is sealed, computed by a tool that knows nothing of us. */
  private Recomputed recomputed(String sample) throws Exception {
    List<Recomputed> tried = new ArrayList<>();
    Await.until(
        SOON,
        () -> tried,
        () -> {
          tried.add(recompute(sample));
          return tried.get(tried.size() - 1).status() != NOT_SEALED;
        });
    return tried.get(tried.size() - 1);
  }

  private Recomputed recompute(String sample) throws Exception {
    Path zip = Distribution.work().resolve("assessors-" + sample + ".zip");
    Files.deleteIfExists(zip);
    Client.Answer answer = bai.download(SAMPLES + "/" + sample + "/export", zip).expect(200);
    assertEquals("application/zip", answer.header("Content-Type"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                TOOL.toString(),
                zip.toString(),
                instance.data.resolve("journal/heads.log").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Recomputed(process.waitFor(), said, zip);
  }

  private record Recomputed(int status, String said, Path zip) {
    void agrees() {
      assertEquals(0, status, said);
      assertTrue(said.contains("none differs"), said);
    }

    void differs(String... words) {
      assertEquals(1, status, said);
      for (String word : words) {
        assertTrue(said.lines().anyMatch(l -> l.startsWith("DIFFERS") && l.contains(word)), said);
      }
    }
  }

  @Test
  @Order(4)
  void takesItAlongAndComputesItAnew() throws Exception {
    String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    String figure =
        "/api/v1/indices/first-answer/figures?from=" + today + "&to=" + today + "&by=county";
    Await.until(
        SOON,
        () -> people.get("pa-judge").get(figure),
        () ->
            people.get("pa-judge").get(figure).json().at("/items/0/cases").asInt()
                == closed.size());
    Books books = new Books(instance);
    long limits =
        books.number(
            "select count(distinct data ->> 'clock') from journal.entry"
                + " where type in ('clock.met', 'clock.breached')");
    String kept = "/api/v1/indices/on-time/figures?from=" + today + "&to=" + today;
    Await.until(
        SOON,
        () -> people.get("pa-judge").get(kept),
        () -> people.get("pa-judge").get(kept).json().at("/items/0/cases").asLong() == limits);
    Recomputed recomputed = recomputed(requests);
    System.out.println(recomputed.said());
    recomputed.agrees();
    assertTrue(recomputed.said().contains("index on-time"), recomputed.said());
    assertTrue(recomputed.said().contains("index first-answer"), recomputed.said());
    assertFalse(recomputed.said().contains("0 clocks"), recomputed.said());
    recomputed(files).agrees();
    String csv = file(recomputed.zip(), "findings.csv");
    assertTrue(csv.contains("\"'=HYPERLINK(\"\"x\"\")"), csv);
    String all = file(recomputed.zip(), "entries.jsonl");
    for (String secret : List.of("王先生", "13911110000", "尖山镇", "一直没有人")) {
      assertFalse(all.contains(secret), secret);
    }
  }

  private static String file(Path zip, String name) throws Exception {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream files = new ZipInputStream(in)) {
      for (var one = files.getNextEntry(); one != null; one = files.getNextEntry()) {
        if (one.getName().equals(name)) {
          return new String(files.readAllBytes(), UTF_8);
        }
      }
    }
    throw new AssertionError(name + " is not in " + zip);
  }

  private void sql(String sql) throws Exception {
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement()) {
      assertNotEquals(0, statement.executeUpdate(sql), sql);
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement()) {
      statement.execute(sql);
    }
  }

  private String verify() throws Exception {
    return instance.shell("lamp:verify --json");
  }

  @Test
  @Order(5)
  void anEntryThatIsTouchedIsFoundThreeTimes() throws Exception {
    String no = sample(requests).at("/drawn/cases/0").asText();
    String where = " where type = 'clock.met' and subject = '" + no + "'";
    execute(
        "create table public.saved as select xid, position, data::text as data from journal.entry"
            + where);
    sql(
        "update journal.entry set data = replace(data::text, '\"late\":false',"
            + " '\"late\":true')::json"
            + where);
    try {
      JsonNode verdict = verdict();
      assertFalse(verdict.get("sound").asBoolean(), verdict.toString());
      String path = SAMPLES + "/" + requests + "/cases/" + no;
      assertTrue(bai.get(path).json().findValuesAsText("holds").contains("false"));
      recomputed(requests).differs("clock.met about " + no);
    } finally {
      sql(
          "update journal.entry e set data = s.data::json from public.saved s where e.xid = s.xid"
              + " and e.position = s.position");
    }
    new Books(instance).verifies();
    recomputed(requests).agrees();
  }

  private JsonNode verdict() throws Exception {
    String said = verify();
    int end = said.lastIndexOf('}');
    return Client.JSON.readTree(said.substring(said.indexOf('{'), end + 1));
  }

  @Test
  @Order(6)
  void aFindingThatIsTouchedIsFoundThreeTimes() throws Exception {
    sql("update assessors.finding set words = words || '（已更正）' where verdict = 'WRONG'");
    try {
      assertTrue(verdict().get("rows").toString().contains("finding"), verify());
      assertTrue(sample(requests).get("wrong").toString().contains("finding"));
      assertTrue(instance.shell("lamp:samples " + requests).contains("not as its entry says"));
      recomputed(requests).differs("a finding of case");
    } finally {
      sql("update assessors.finding set words = replace(words, '（已更正）', '')");
    }
    assertEquals(0, verdict().get("rows").size());
    recomputed(requests).agrees();
  }

  @Test
  @Order(7)
  void aStepThatIsTouchedIsFoundThreeTimes() throws Exception {
    String no = sample(files).at("/drawn/cases/0").asText();
    sql(
        "update accountability.step set actor = 'pa-second' where act = 'annulment-proposed' and"
            + " file = '"
            + no
            + "'");
    try {
      assertTrue(verdict().get("rows").toString().contains(no), verify());
      assertFalse(bai.get("/api/v1/accountability-files/" + no).json().get("intact").asBoolean());
      recomputed(files).differs("file " + no);
    } finally {
      sql(
          "update accountability.step set actor = 'pa-judge' where act = 'annulment-proposed' and"
              + " file = '"
              + no
              + "'");
    }
    assertEquals(0, verdict().get("rows").size());
    recomputed(files).agrees();
  }

  /** Replaced while it is there, the part goes on, and what it has written is what it says. */
  @Test
  @Order(8)
  void isReplacedAndGoesOn() throws Exception {
    String before = bai.get(SAMPLES + "/" + requests).expect(200).text();
    Shared.quiet(
        instance,
        "bundle:update "
            + instance.bundleIds().get("assessors")
            + " file:"
            + Distribution.bundle("assessors"));
    assertEquals(before, bai.get(SAMPLES + "/" + requests).expect(200).text());
    assertTrue(instance.shell("lamp:samples").contains(requests));
    new Books(instance).fits();
  }
}
