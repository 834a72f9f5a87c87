package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Tracking;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** An enquirer reads his answer on his page, and one tap there leads to a person. */
@NullUnmarked
class AnsweredTest {
  private static final Instant EIGHT = Instant.parse("2026-11-22T00:00:00Z");

  private final List<String> heard = new ArrayList<>();
  private AnswerState state = AnswerState.GIVEN;
  private boolean installed = true;
  private boolean away;
  private final PublicPages pages =
      new PublicPages(
          service(Desk.class),
          TimesPagesTest.nobody(),
          () -> installed ? service(Answers.class) : null,
          InstantSource.fixed(EIGHT),
          ZoneId.of("Asia/Shanghai"),
          () -> {});

  @SuppressWarnings("unchecked")
  private <T> T service(Class<T> type) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "track" -> track((String) given[1]);
                  case "told" -> told();
                  case "askPerson" -> says(AnswerState.PERSON_ASKED, "person " + given[1]);
                  case "helped" -> says(AnswerState.HELPED, "helped " + given[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Tracking track(String token) {
    if (!token.equals("code")) {
      throw new Refusal.NotFound("request.unknown", new Text("no", "无"));
    }
    return new Tracking(
        "R1", RequestKind.ENQUIRY, RequestState.RECEIVED, EIGHT, null, List.of(), List.of());
  }

  private Optional<Answers.Told> told() {
    if (away) {
      throw new Refusal.Unavailable(new Text("away", "离线"), new Exception());
    }
    boolean open = state == AnswerState.GIVEN;
    boolean person = open || state == AnswerState.PERSON_ASKED;
    return Optional.of(new Answers.Told("0.538 <b>", "0.538", state, open, person));
  }

  private boolean says(AnswerState next, String what) {
    heard.add(what);
    state = next;
    return true;
  }

  private String page(String token, String said, int status) {
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    fields.putSingle("token", token);
    HttpHeaders nobody =
        (HttpHeaders)
            Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, given) -> List.of());
    Response answer;
    if (said == null) {
      answer = pages.show("R1", fields, "en", nobody);
    } else {
      fields.putSingle("said", said);
      answer = pages.answer("R1", fields, "en", nobody);
    }
    assertEquals(status, answer.getStatus());
    return String.valueOf(answer.getEntity());
  }

  @Test
  void heReadsItAndOneTapReachesAPerson() {
    String html = page("code", null, 200);
    assertTrue(html.contains("0.538 &lt;b&gt;"), html);
    assertTrue(html.contains("value=\"person\">Talk to a person"), html);
    String after = page("code", "person", 200);
    assertEquals(List.of("person R1"), heard);
    assertTrue(after.contains("before others"), after);
    assertTrue(after.contains("<form class=\"is-none\" action=\"/p/R1/answer"), after);
    page("code", "helped", 200);
  }

  @Test
  void onlyTheTwoAndOnlyWithTheCode() {
    assertFalse(page("guess", "person", 404).contains("0.538"));
    page("code", "nonsense", 400);
    assertEquals(List.of(), heard);
    assertTrue(page("code", "helped", 200).contains("Thank you."));
    assertEquals(List.of("helped R1"), heard);
  }

  @Test
  void whereNobodyAnswersOrHeIsAwayThePageStands() {
    away = true;
    assertFalse(page("code", null, 200).contains("Talk to a person"));
    installed = false;
    assertFalse(page("code", null, 200).contains("Talk to a person"));
    page("code", "person", 200);
    assertEquals(List.of(), heard);
  }
}
