package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.security.Caller;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public pages as they are written. */
class PagesTest {
  private static final Instant EIGHT = Instant.parse("2026-11-22T00:00:00Z");
  private final RequestProgress progress = new RequestProgress(ZoneId.of("Asia/Shanghai"));

  /** A word that is missing throws. */
  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void everyPageFindsItsWordsAndEveryStateHasSome(String language) {
    for (String name :
        List.of(
            "frame",
            "report",
            "thanks",
            "progress",
            "ask",
            "sorry",
            "rate",
            "rated",
            "photo",
            "photos")) {
      String html = HtmlPage.of(name + ".html", language).with(Map.of());
      assertFalse(html.contains("{{"), html);
    }
    HtmlPage page = HtmlPage.of("progress.html", language);
    for (RequestState state : RequestState.values()) {
      for (RequestKind kind : RequestKind.values()) {
        assertFalse(
            progress.of(tracking(state, kind), page, EIGHT).getOrDefault("answer", "").isEmpty());
      }
    }
    ReportForm.WHAT.forEach(what -> page.word("what." + what));
  }

  private static Tracking tracking(RequestState state, RequestKind kind, RequestState... steps) {
    List<Tracking.Step> reached = new ArrayList<>();
    for (RequestState step : steps) {
      reached.add(new Tracking.Step(step, EIGHT.plusSeconds(60L * reached.size())));
    }
    List<Promise> promises = List.of(new Promise("fault.first-response", EIGHT.plusSeconds(1800)));
    return new Tracking("R1", kind, state, EIGHT, null, promises, reached);
  }

  @Test
  void theRoadSaysWhatIsDoneWhatGoesOnAndWhatIsToCome() {
    HtmlPage page = HtmlPage.of("progress.html", "en");
    Tracking tracking =
        tracking(
            RequestState.ACCEPTED,
            RequestKind.FAULT_REPAIR,
            RequestState.RECEIVED,
            RequestState.TRIAGED,
            RequestState.DISPATCHED);
    String road = progress.of(tracking, page, EIGHT).getOrDefault("road", "");
    assertEquals(
        List.of("is-done", "is-done", "is-now", "is-todo", "is-todo", "is-todo"),
        Stream.of(road.split("<li class=\"")).skip(1).map(li -> li.split("\"")[0]).toList());
    assertTrue(road.contains("<p>11-22 08:01</p>"), road);
  }

  @Test
  void whatWasLeftOutIsNotSaidToBeDone() {
    String road =
        progress
            .of(
                tracking(
                    RequestState.RESOLVED,
                    RequestKind.COMPLAINT,
                    RequestState.RECEIVED,
                    RequestState.TRIAGED,
                    RequestState.RESOLVED),
                HtmlPage.of("progress.html", "en"),
                EIGHT)
            .getOrDefault("road", "");
    assertEquals(
        List.of("is-done", "is-done", "is-now", "is-todo"),
        Stream.of(road.split("<li class=\"")).skip(1).map(li -> li.split("\"")[0]).toList());
    assertFalse(road.contains("Somebody"), road);
  }

  @Test
  void allThatTheFormTakesIsLessThanMayCome() {
    String html = HtmlPage.of("report.html", "zh").with(Map.of());
    int longest =
        Pattern.compile("maxlength=\"(\\d+)\"")
            .matcher(html)
            .results()
            .mapToInt(field -> Integer.parseInt(field.group(1)))
            .sum();
    assertTrue(longest > 4000, html);
    int aCharacter = URLEncoder.encode("灯", StandardCharsets.UTF_8).length();
    assertTrue(longest * aCharacter + 2_000 < PublicPages.LONGEST_FORM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void withoutAScriptNoLinkHasWhatOnlyAScriptReads(String language) {
    String html = HtmlPage.of("thanks.html", language).with(Map.of("no", "R1", "token", "secret"));
    assertTrue(html.contains("id=\"keep\" hidden><a href=\"/p/R1?lang=" + language + "#secret"));
    assertTrue(html.contains("<noscript><p class=\"dim\"><a href=\"/p/R1?lang=" + language));
  }

  @Test
  void whatSomebodyWroteIsTextAndNothingElse() {
    String evil = "\"><script>alert(1)</script>{{=send}}&<img src=x onerror='x'>";
    String html = HtmlPage.of("report.html", "zh").with(Map.of("text", evil, "address", evil));
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("<img"), html);
    assertTrue(
        html.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{=send}}&amp;&lt;img"),
        html);
  }

  @Test
  void whileNobodyTakesItTheWordsStayInTheForm() {
    PublicPages pages =
        new PublicPages(
            answering(
                Desk.class,
                () -> {
                  throw new Refusal.TooMany(Duration.ofSeconds(9));
                }),
            TimesPagesTest.nobody(),
            () -> null,
            InstantSource.fixed(EIGHT),
            ZoneId.of("Asia/Shanghai"),
            () -> {});
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    fields.putSingle("text", "楼道没电");
    Response answer =
        pages.take(
            fields,
            "en",
            answering(SecurityContext.class, () -> Caller.PUBLIC),
            answering(HttpHeaders.class, List::of));
    assertEquals(503, answer.getStatus());
    assertEquals("30", answer.getHeaderString("Retry-After"));
    String html = String.valueOf(answer.getEntity());
    assertTrue(html.contains("楼道没电") && html.contains("Nothing was taken this time"), html);
  }

  private static <T> T answering(Class<T> type, Supplier<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.get()));
  }

  @Test
  void theFormBecomesASubmission() {
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    fields.putSingle("ref", "r-1");
    fields.putSingle("what", "unsteady");
    fields.putSingle("phone", " 13800000000 ");
    fields.putSingle("lon", "120.58");
    fields.putSingle("lat", "NaN");
    Submission submission = new ReportForm(fields).submission("电不稳");
    assertEquals("web", submission.channel());
    assertEquals("r-1", submission.channelRef());
    assertEquals("fault-repair", submission.kind());
    assertEquals("电不稳", submission.text());
    assertEquals(new Submission.Contact(null, "13800000000"), submission.contact());
    assertNull(submission.location());
    fields.putSingle("what", "nonsense");
    assertNull(new ReportForm(fields).submission("?").kind());
    assertNull(new ReportForm(fields).submission("?").text());
  }
}
