package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Days and a month are closed (日清月结); the journal read again from its start, by a process that is
 * killed meanwhile, opens no file twice and moves no figure.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(480)
class ClosingIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String READERS = " from journal.reader where name like 'accountability%'";
  private static final String FILES =
      "select concat_ws(' ', no, key, state, person, unit, xid, position)"
          + " from accountability.file order by no";
  private static final String OPENED =
      "select count(*) from journal.entry where type = 'accountability-file.opened'";

  private Accused county;
  private Instance instance;
  private Books books;

  @BeforeAll
  void start() throws Exception {
    county = new Accused("closing");
    instance = county.instance;
    books = new Books(instance);
  }

  @AfterAll
  void stop() throws Exception {
    county.close();
  }

  @Test
  void whatIsClosedStaysWhateverIsReadAgain() throws Exception {
    justified("cl-1");
    justified("cl-2");
    ZonedDateTime now = ZonedDateTime.now(ZONE);
    YearMonth month = YearMonth.from(now);
    String figures = aMonthLater(now, month);
    List<String> files = books.texts(FILES);
    assertEquals(4, files.size(), files.toString());

    readAgain();
    county.allSignInAgain();
    assertEquals(files, books.texts(FILES));
    assertEquals(files.size(), books.number(OPENED), "each was opened once");
    assertEquals(figures, closed(month).toString());
    assertTrue(county.file("pa-judge", firstFile()).get("intact").asBoolean());
    books.verifies();
    books.fits();
  }

  /** Answered as soon as it came, and found justified: a file for each of that. */
  private void justified(String ref) throws Exception {
    String no = county.complaint(ref);
    county.move("pa-holder", no, "triage", Map.of("holder", "pa-holder"));
    county.move("pa-holder", no, "resolve", Map.of("result", "已核实", "outcome", "justified"));
    Await.until(
        SOON,
        () -> county.filesOn(no),
        () -> county.filesOn(no).findValuesAsText("state").equals(List.of("notified", "notified")));
    for (JsonNode file : county.filesOn(no)) {
      boolean complaint = file.get("cause").asText().equals("complaint-justified");
      assertEquals(complaint ? "pa-cell" : "pa-holder", file.get("person").asText());
    }
  }

  private String firstFile() {
    JsonNode all = county.one("pa-judge").get(Accused.FILES).expect(200).json().get("items");
    return Accused.FILES + "/" + all.get(0).get("no").asText();
  }

  private JsonNode closed(YearMonth month) {
    return county.file("assessor", "/api/v1/accountability/months?month=" + month);
  }

  private JsonNode days(YearMonth month) {
    String path = "/api/v1/accountability/days?limit=200&month=" + month;
    return county.file("assessor", path).get("items");
  }

  /**
   * @return the month's figures
   */
  private String aMonthLater(ZonedDateTime now, YearMonth month) throws Exception {
    String said = instance.shell("bundle:install -s file:" + System.getProperty("probe"));
    assertFalse(said.contains("Error"), said);
    ZonedDateTime next = month.plusMonths(1).atDay(1).atTime(0, 10).atZone(ZONE);
    String later = Duration.between(now, next).toString();
    instance.configured("io.lamplighter.probe.time", Map.of("later", later));
    Await.until(SOON, () -> closed(month), () -> closed(month).get("closed").asBoolean());
    Map<String, Long> opened = new TreeMap<>();
    closed(month)
        .get("figures")
        .forEach(one -> opened.put(one.get("event").asText(), one.get("opened").asLong()));
    assertEquals(Map.of("false-record", 2L, "justified-complaint", 2L), opened);
    int length = month.lengthOfMonth() - now.getDayOfMonth() + 1;
    Await.until(SOON, () -> days(month), () -> days(month).size() == length);
    for (JsonNode day : days(month)) {
      assertEquals(4, day.get("open").asInt(), day.toString());
      assertEquals("pa-second", day.at("/told/0").asText(), "who answers for the county");
    }
    return closed(month).toString();
  }

  /** Both followers, from the first entry; the process is killed while they are at it. */
  private void readAgain() throws Exception {
    String bundle = instance.bundleIds().get("accountability");
    instance.shell("bundle:stop " + bundle);
    List<String> before = books.texts("select xid || ' ' || position" + READERS + " order by name");
    assertEquals(2, before.size());
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement()) {
      assertEquals(
          2,
          statement.executeUpdate(
              "update journal.reader set xid = '0', position = 0"
                  + " where name like 'accountability%'"));
      if (!db.getAutoCommit()) {
        db.commit();
      }
    }
    instance.shell("bundle:start " + bundle);
    Await.until(SOON, () -> "not read", () -> books.number(read("xid::text::bigint > 0")) > 0);
    instance.kill();
    instance.start().awaitHealthy(Instance.FIRST_START);
    Await.until(
        SOON,
        () -> books.texts("select name, xid, position" + READERS),
        () -> books.number(read("xid::text::bigint >= " + last(before))) == 2);
  }

  private static String read(String condition) {
    return "select count(*)" + READERS + " and " + condition;
  }

  private static long last(List<String> places) {
    return places.stream().mapToLong(one -> Long.parseLong(one.split(" ")[0])).max().orElseThrow();
  }
}
