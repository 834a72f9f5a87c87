package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Page;
import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.indices.Indices.Described;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.api.visits.Visits;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Visits and indices at the shell. */
@NullUnmarked
class VisitsCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

  private final List<Object> asked = new ArrayList<>();
  private final Terminal terminal =
      new Terminal().give(Visits.class, visits()).give(Indices.class, indices());

  private Visits visits() {
    LocalDate day = LocalDate.of(2026, 11, 22);
    Visit visit =
        new Visit(
            "R1.3",
            4,
            "R1",
            "complaint",
            "330602",
            "G1",
            NOW,
            VisitState.ANSWERED,
            null,
            new Visit.Draw("complaint", day, 100, 0.25, day, true, 2),
            VisitWay.CALL,
            "complaint/2026-01-01",
            List.of(),
            null,
            new Visit.Answer(2, List.of("late"), Map.of(), "call", "chen", NOW, true, true));
    return (Visits)
        Proxy.newProxyInstance(
            VisitsCommandsTest.class.getClassLoader(),
            new Class<?>[] {Visits.class},
            (proxy, method, arguments) -> {
              asked.add(arguments[1]);
              return new Page<>(List.of(visit), "more");
            });
  }

  private Indices indices() {
    Text words = new Text("On time", "准时率");
    return (Indices)
        Proxy.newProxyInstance(
            VisitsCommandsTest.class.getClassLoader(),
            new Class<?>[] {Indices.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("all")) {
                return List.of(
                    new Described(
                        "on-time",
                        1,
                        words,
                        words,
                        Measure.SHARE,
                        true,
                        List.of(),
                        List.of(),
                        true));
              }
              asked.add(arguments[1]);
              return List.of(new Figure("330602", "越城", null, 3, 1, 1.0, 0.4385, 1.0, true));
            });
  }

  @Test
  void aVisitSaysHowItWasDrawnAndWhatWasSaid() throws Exception {
    VisitsCommand command = new VisitsCommand();
    command.state = "answered";
    command.bad = true;
    String shown = terminal.run(command);
    assertTrue(
        shown.lines().anyMatch(line -> line.matches("R1\\.3 .*complaint 100%.*answered.*2 bad.*")),
        shown);
    assertTrue(shown.contains("--after more"), shown);
    VisitQuery query = (VisitQuery) asked.get(0);
    assertEquals(VisitState.ANSWERED, query.state());
    assertEquals(true, query.bad());
  }

  @Test
  void aVisitForScripts() throws Exception {
    VisitsCommand command = new VisitsCommand();
    command.no = "R1";
    command.json = true;
    JsonNode all = new ObjectMapper().readTree(terminal.run(command));
    assertEquals(2, all.at("/0/answer/score").asInt());
    assertEquals("2026-11-22", all.at("/0/draw/seedDay").asText());
  }

  @Test
  void aStateThatIsNoneIsNamed() {
    VisitsCommand command = new VisitsCommand();
    command.state = "gone";
    CommandException wrong = assertThrows(CommandException.class, () -> terminal.run(command));
    assertTrue(wrong.getMessage().contains("calling"), wrong.getMessage());
  }

  @Test
  void aFigureSaysWhatItRestsOn() throws Exception {
    IndicesCommand command = new IndicesCommand();
    command.index = "on-time";
    command.month = "2026-02";
    String shown = terminal.run(command);
    assertTrue(
        shown.lines().anyMatch(line -> line.matches("330602.*3 few.*100\\.0 %.*43\\.9 %.*")),
        shown);
    FigureQuery query = (FigureQuery) asked.get(0);
    assertEquals(LocalDate.of(2026, 2, 28), query.to());
  }

  @Test
  void withoutACodeTheyAreListed() throws Exception {
    assertTrue(terminal.run(new IndicesCommand()).contains("on-time"));
  }
}
