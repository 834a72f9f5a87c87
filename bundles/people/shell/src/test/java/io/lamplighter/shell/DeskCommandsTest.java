package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.console.CommandLine;
import org.junit.jupiter.api.Test;

class DeskCommandsTest {
  private final FakeDesk desk = new FakeDesk();
  private final Terminal terminal = new Terminal().give(Desk.class, desk);

  @Test
  void submitHandsOverWhatIsTypedAsTheOperator() throws Exception {
    SubmitCommand submit = new SubmitCommand();
    submit.text = List.of("整个单元", "停电了");
    submit.phone = "13800000000";
    submit.at = "2026-11-22T08:00:00+08:00";
    submit.drill = true;

    String shown = terminal.run(submit);

    assertEquals(
        new Caller("shell:lamp", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "33", Set.of()),
        desk.asked.get(0));
    Submission submission = (Submission) desk.asked.get(1);
    assertEquals("整个单元 停电了", submission.text());
    assertEquals("hall", submission.channel());
    assertTrue(submission.drill());
    assertEquals(new Submission.Contact(null, "13800000000"), submission.contact());
    assertTrue(shown.contains("R1") && shown.contains("token"), shown);
    assertTrue(shown.contains("2026-11-22 08:30:00"), "shown in the region's zone: " + shown);
    assertTrue(terminal.speak("zh_CN.UTF-8").run(submit).contains("已受理"));
  }

  @Test
  void submitRefusesWhatItCannotRead() {
    SubmitCommand submit = new SubmitCommand();
    submit.at = "yesterday";
    assertTrue(terminal.failing(submit).contains("--at"));
    submit.at = null;
    submit.lon = 120.5;
    assertTrue(terminal.failing(submit).contains("--lat"));
    assertEquals(List.of(), desk.asked);
  }

  @Test
  void requestsFiltersAndShowsNothingThatMovesTheCursor() throws Exception {
    RequestsCommand requests = new RequestsCommand();
    requests.state = "on-site";
    requests.kind = "fault-repair";
    requests.limit = 9999;

    String shown = terminal.run(requests);

    RequestQuery query = (RequestQuery) desk.asked.get(0);
    assertEquals(RequestState.ON_SITE, query.state());
    assertEquals(RequestKind.FAULT_REPAIR, query.kind());
    assertEquals(500, query.limit());
    assertTrue(shown.contains("整个单元停电了") && shown.contains("(drill)"), shown);
    assertFalse(shown.contains("\u001b[2J") || shown.contains("\u202e"), shown);
    assertTrue(shown.contains("--after next"), shown);
  }

  @Test
  void requestsSaysWhichStatesAndKindsThereAre() {
    RequestsCommand requests = new RequestsCommand();
    requests.state = "sleeping";
    assertTrue(terminal.failing(requests).contains("on-site"));
    requests.state = null;
    requests.kind = "sleeping";
    assertTrue(terminal.failing(requests).contains("fault-repair"));
  }

  @Test
  void requestShowsDetailsAndTimeline() throws Exception {
    RequestCommand request = new RequestCommand();
    request.no = "R1";
    String shown = terminal.run(request);
    for (String part :
        List.of(
            "R1", "on-site", "王先生", "cancel", "resolve", "request.received", "web-1", "drill")) {
      assertTrue(shown.contains(part), part + " in " + shown);
    }
    assertFalse(shown.contains("\u001b[2J"));
    request.json = true;
    JsonNode json = new ObjectMapper().readTree(terminal.run(request));
    assertEquals("fault-repair", json.get("kind").asText());
    assertEquals("2026-11-22T00:00:00Z", json.get("receivedAt").asText());
    assertEquals("request.received", json.get("timeline").get(0).get("type").asText());
  }

  @Test
  void requestMovesWithTypedData() throws Exception {
    RequestCommand request = new RequestCommand();
    request.no = "R1";
    request.move = "visit";
    request.data = List.of("score=5", "reached=true", "note=a=b", "phone=013", "cell='7'");

    terminal.run(request);

    assertEquals(
        new MoveOrder(
            "R1",
            Move.VISIT,
            null,
            Map.of("score", 5L, "reached", true, "note", "a=b", "phone", "013", "cell", "7")),
        desk.asked.get(0));
    request.data = List.of("score");
    assertTrue(terminal.failing(request).contains("key=value"));
    request.move = "teleport";
    assertTrue(terminal.failing(request).contains("triage"));
  }

  @Test
  void aRefusalIsOneLineInTheOperatorsLanguage() {
    RequestCommand request = new RequestCommand();
    request.no = "R2";
    assertEquals("No such request [request.unknown]", terminal.failing(request));
    assertEquals("没有该工单 [request.unknown]", terminal.speak("zh_CN").failing(request));
  }

  @Test
  void aMissingPartIsSaid() {
    Terminal bare = new Terminal();
    RequestCommand request = new RequestCommand();
    assertEquals("The desk is not running now; try again shortly", bare.failing(request));
    assertEquals("日志当前未运行，请稍后再试", bare.speak("zh").failing(new ReadersCommand()));
  }

  @Test
  void tabOffersTheNewestNumbersAndNothingWithoutADesk() {
    Completers.RequestNumbers numbers = new Completers.RequestNumbers();
    numbers.bundle = terminal.bundle();
    List<String> candidates = new ArrayList<>();
    numbers.complete(terminal.session(), typed("R"), candidates);
    assertEquals(List.of(), candidates, "nobody has logged in");
    terminal.typing(() -> numbers.complete(terminal.session(), typed("R"), candidates));
    assertEquals(List.of("R1 "), candidates);

    candidates.clear();
    numbers.bundle = new Terminal().bundle();
    terminal.typing(() -> numbers.complete(terminal.session(), typed("R"), candidates));
    assertEquals(List.of(), candidates);
  }

  private static CommandLine typed(String word) {
    return new CommandLine() {
      @Override
      public int getCursorArgumentIndex() {
        return 0;
      }

      @Override
      public String getCursorArgument() {
        return word;
      }

      @Override
      public int getArgumentPosition() {
        return word.length();
      }

      @Override
      public String[] getArguments() {
        return new String[] {word};
      }

      @Override
      public int getBufferPosition() {
        return word.length();
      }

      @Override
      public String getBuffer() {
        return word;
      }
    };
  }
}
