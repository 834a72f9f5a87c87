package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A customer says how it was, once. */
class RatingTest {
  private static final Instant EIGHT = Instant.parse("2026-11-22T00:00:00Z");

  private final List<MoveOrder> moves = new ArrayList<>();
  private final List<TimelineItem> happened = new ArrayList<>();
  private RequestState state = RequestState.RESOLVED;
  private boolean raced;
  private final PublicPages pages =
      new PublicPages(
          desk(),
          TimesPagesTest.nobody(),
          () -> null,
          InstantSource.fixed(EIGHT),
          ZoneId.of("Asia/Shanghai"),
          () -> {});

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            Desk.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "track" -> {
                    if (!given[1].equals("code")) {
                      throw new Refusal.NotFound("request.unknown", new Text("no", "无"));
                    }
                    yield new Tracking(
                        "R1", RequestKind.FAULT_REPAIR, state, EIGHT, null, List.of(), List.of());
                  }
                  case "timeline" -> happened;
                  case "move" -> move((MoveOrder) given[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private @Nullable Object move(MoveOrder order) {
    if (raced) {
      state = RequestState.VISITED;
      visited(2, "问过了");
      throw new Refusal.Conflict("request.move-not-allowed", new Text("no", "不"));
    }
    moves.add(order);
    state = RequestState.VISITED;
    Object score = Objects.requireNonNull(order.data().get("score"));
    visited((Integer) score, (String) order.data().get("comment"));
    return null;
  }

  private void visited(int score, @Nullable String comment) {
    Map<String, Object> details = Map.of("score", (long) score);
    happened.add(
        new TimelineItem(
            EIGHT,
            "request.visited",
            "system:intake-web",
            comment == null
                ? Map.of("details", details)
                : Map.of("details", details, "comment", comment)));
  }

  private String rate(String token, String score, String comment, int status) {
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    fields.putSingle("token", token);
    fields.putSingle("score", score);
    fields.putSingle("comment", comment);
    HttpHeaders nobody =
        (HttpHeaders)
            Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, given) -> List.of());
    Response answer = pages.rate("R1", fields, "en", nobody);
    assertEquals(status, answer.getStatus());
    return String.valueOf(answer.getEntity());
  }

  @Test
  void itIsTheVisitThatHeMakesHimselfAndHeReadsItAgain() {
    String html = rate("code", "4", " quick <b> ", 200);
    assertEquals(
        List.of(new MoveOrder("R1", Move.VISIT, null, Map.of("score", 4, "comment", "quick <b>"))),
        moves);
    assertTrue(html.contains("Your rating") && html.contains("4 · well"), html);
    assertTrue(html.contains("quick &lt;b&gt;"), html);
    assertFalse(html.contains("name=\"score\""), html);
    rate("code", "1", "", 200);
    assertEquals(1, moves.size());
  }

  @Test
  void whoWasAskedMeanwhileReadsWhatHeSaidThen() {
    raced = true;
    assertTrue(rate("code", "5", "", 200).contains("2 · badly"));
  }

  @Test
  void withoutAScoreNothingIsTakenAndHisWordsStay() {
    for (String score : new String[] {"", "0", "6", "five", "11"}) {
      String html = rate("code", score, "my words", 400);
      assertTrue(html.contains("my words") && html.contains("choose one of the five"), html);
    }
    assertEquals(List.of(), moves);
  }

  @Test
  void whoHasNotTheCodeSaysNothing() {
    assertFalse(rate("guess", "5", "", 404).contains("Your rating"));
    assertEquals(List.of(), moves);
  }

  @Test
  void beforeItIsDoneNobodyIsAsked() {
    state = RequestState.ON_SITE;
    assertFalse(rate("code", "5", "", 200).contains("name=\"score\""));
    assertEquals(List.of(), moves);
  }

  @Test
  void aLongCommentIsCut() {
    rate("code", "3", "长".repeat(600), 200);
    assertEquals("长".repeat(500), moves.get(0).data().get("comment"));
  }
}
