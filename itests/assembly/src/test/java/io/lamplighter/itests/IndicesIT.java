package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to requests is in the figures a moment later, and leads back to them. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class IndicesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String REGION = "330682";
  private static final List<String> ALL =
      List.of(
          "calls-abandoned",
          "calls-errors",
          "calls-within-20s",
          "capacity-used",
          "first-answer",
          "first-call",
          "negative-list",
          "on-time",
          "promises-moved",
          "repeat-calls",
          "satisfaction",
          "travel-share");

  private Instance instance;
  private Client web;
  private Client dispatcher;
  private Client his;
  private String days;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    // Of a county where nobody else's test is.
    his = Shared.person("indices-supervisor", List.of("supervisor"), REGION);
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    days = "from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
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
                "没有人来处理",
                "contact",
                Map.of("phone", "1392222000" + ref.charAt(ref.length() - 1)),
                "address",
                "上虞区指标路" + ref + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  private void move(String no, String move, Map<String, Object> data) {
    dispatcher.with("If-Match", "*").post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  /** The only figure, once it rests on so many cases. */
  private JsonNode figure(String path, int cases) throws Exception {
    Await.until(
        SOON,
        () -> his.get(path),
        () -> his.get(path).expect(200).json().at("/items/0/cases").asInt() == cases);
    return his.get(path).json().at("/items/0");
  }

  @Test
  void figuresFollowWhatHappensAndLeadBackToIt() throws Exception {
    String answered = complaint("indices-1");
    String waiting = complaint("indices-2");
    move(answered, "triage", Map.of());
    move(answered, "resolve", Map.of("result", "已答复"));
    String visit = "/api/v1/visits?requestNo=" + answered;
    Await.until(
        SOON,
        () -> his.get(visit),
        () -> his.get(visit).expect(200).json().at("/items/0/state").asText().equals("asked"));
    // Not by the dispatcher, who did the work: that would be in no rate.
    his.with("If-Match", "*")
        .post("/api/v1/requests/" + answered + "/visit", Map.of("score", 5))
        .expect(200);

    String first = "/api/v1/indices/first-answer/";
    JsonNode figure = figure(first + "figures?part=complaint&by=county&" + days, 1);
    assertEquals(REGION, figure.get("unit").asText());
    assertEquals(1, figure.get("waiting").asInt());
    assertTrue(figure.get("few").asBoolean());
    JsonNode open = his.get(first + "cases?waiting=true&under=" + REGION + "&" + days).json();
    assertEquals(List.of(waiting), open.get("items").findValuesAsText("on"));

    JsonNode kept =
        figure("/api/v1/indices/on-time/figures?part=complaint.first-answer&" + days, 1);
    assertEquals(1.0, kept.get("value").asDouble());
    assertTrue(kept.get("low").asDouble() < 0.3, "one of one says little: " + kept);
    JsonNode behind =
        his.get("/api/v1/indices/on-time/cases?part=complaint.first-answer&" + days).json();
    assertEquals(List.of(answered), behind.get("items").findValuesAsText("on"));
    assertEquals(
        1, figure("/api/v1/indices/satisfaction/figures?step=day&" + days, 1).get("value").asInt());
    String shown = instance.shell("lamp:indices --by county first-answer");
    assertTrue(shown.contains(REGION), shown);
  }

  @Test
  void anIndexComesAndGoesWithItsPart() throws Exception {
    String path = "/api/v1/indices";
    JsonNode all = his.get(path).expect(200).json().get("items");
    assertTrue(all.findValuesAsText("index").contains("satisfaction"), all.toString());
    assertFalse(all.get(0).at("/formula/zh").asText().isEmpty());
    String visits = instance.bundleIds().get("visits");
    Shared.quiet(instance, "bundle:stop " + visits);
    try {
      List<String> left = new ArrayList<>(ALL);
      left.remove("satisfaction");
      assertEquals(left, his.get(path).expect(200).json().get("items").findValuesAsText("index"));
      assertEquals(404, his.get(path + "/satisfaction/figures?" + days).status());
      assertEquals(200, his.get(path + "/on-time/figures?" + days).status());
    } finally {
      Shared.quiet(instance, "bundle:start " + visits);
    }
    Await.until(
        SOON,
        () -> his.get(path),
        () -> his.get(path + "/satisfaction/figures?" + days).status() == 200);
    String indices = instance.bundleIds().get("indices");
    Shared.quiet(instance, "bundle:update " + indices + " file:" + Distribution.bundle("indices"));
    assertEquals(ALL, his.get(path).expect(200).json().get("items").findValuesAsText("index"));
  }

  /** A bundle with an index of its own. */
  private static Path madeUp(int edition) throws Exception {
    Manifest manifest = new Manifest();
    Map.of(
            "Manifest-Version",
            "1.0",
            "Bundle-ManifestVersion",
            "2",
            "Bundle-SymbolicName",
            "made-up",
            "Bundle-Version",
            edition + ".0.0",
            "Bundle-Activator",
            MadeUpIndex.class.getName(),
            "Import-Package",
            "org.osgi.framework,io.lamplighter.api,io.lamplighter.api.journal,"
                + "io.lamplighter.api.security,io.lamplighter.api.indices",
            MadeUpIndex.EDITION,
            Integer.toString(edition))
        .forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    Path jar = Files.createTempFile("made-up-" + edition, ".jar");
    jar.toFile().deleteOnExit();
    String own = MadeUpIndex.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream from = MadeUpIndex.class.getResourceAsStream("/" + own)) {
      to.putNextEntry(new JarEntry(own));
      from.transferTo(to);
      to.closeEntry();
    }
    return jar;
  }

  private double madeUpFigure() {
    Client.Answer answer = his.get("/api/v1/indices/made-up/figures?" + days);
    JsonNode first = answer.status() == 200 ? answer.json().at("/items/0/value") : null;
    return first == null || first.isMissingNode() ? -1 : first.asDouble();
  }

  @Test
  void anIndexOfSomebodyElsesBundleComesIsSwappedAndGoes() throws Exception {
    complaint("indices-3");
    String kept = "/api/v1/indices/repeat-calls/figures?step=day&" + days;
    Await.until(SOON, () -> his.get(kept), () -> his.get(kept).json().get("items").size() > 0);
    String said = instance.shell("bundle:install -s file:" + madeUp(1));
    assertTrue(said.contains("Bundle ID"), said);
    String id = said.replaceAll("(?s).*Bundle ID: (\\d+).*", "$1");
    try {
      Await.until(SOON, () -> said, () -> madeUpFigure() == 0);
      // Another formula is counted anew, from the journal's beginning.
      Shared.quiet(instance, "bundle:update " + id + " file:" + madeUp(2));
      Await.until(SOON, () -> said, () -> madeUpFigure() == 1);
      // And the one before has its figures as they were.
      Shared.quiet(instance, "bundle:update " + id + " file:" + madeUp(1));
      assertEquals(0, madeUpFigure());
    } finally {
      Shared.quiet(instance, "bundle:uninstall " + id);
    }
    assertEquals(404, his.get("/api/v1/indices/made-up/figures?" + days).status());
    assertEquals(
        ALL, his.get("/api/v1/indices").expect(200).json().get("items").findValuesAsText("index"));
    assertTrue(his.get(kept).expect(200).json().get("items").size() > 0);
  }

  @Test
  void aClosedMonthIsTheSameWhoeverMakesItsDocuments() throws Exception {
    Client head = Shared.person("indices-head", List.of("supervisor"), "330683");
    YearMonth last = YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(1);
    String path = "/api/v1/indices/months/" + last;
    assertEquals(400, head.get("/api/v1/indices/months/2026-13").status());
    assertEquals(428, head.post(path + "/close", Map.of()).status());
    Client sure = head.with("If-Match", "*");
    sure.post(path + "/remarks", Map.of("text", "嵊州本月平稳")).expect(200);
    sure.post(path + "/remarks", Map.of("index", "on-time", "text", "=1+1")).expect(200);
    Client.Answer draft = head.get(path + "/report.pdf").expect(200);
    assertEquals("application/pdf", draft.header("Content-Type"));
    assertTrue(draft.text().startsWith("%PDF-"), draft.text().substring(0, 20));
    JsonNode closed = sure.post(path + "/close", Map.of()).expect(200).json();
    assertEquals(64, closed.get("digest").asText().length());
    assertEquals(409, sure.post(path + "/remarks", Map.of("text", "后来")).status());
    String pdf = head.get(path + "/report.pdf").expect(200).text();
    String excel = head.get(path + "/report.xlsx").expect(200).text();
    assertNotEquals(draft.text(), pdf);
    assertTrue(excel.startsWith("PK"), excel.substring(0, 10));
    String bundle = instance.bundleIds().get("indices");
    Shared.quiet(instance, "bundle:update " + bundle + " file:" + Distribution.bundle("indices"));
    assertEquals(pdf, head.get(path + "/report.pdf").expect(200).text());
    assertEquals(excel, head.get(path + "/report.xlsx").expect(200).text());
    assertTrue(head.get(path).expect(200).json().get("intact").asBoolean());
    Shared.factsFit();
  }
}
