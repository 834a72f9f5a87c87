package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Mean;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clocks at the shell. */
class ClocksCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

  private final Wall wall = new Wall();
  private final Terminal terminal = new Terminal().give(RunningClocks.class, wall);

  @Test
  void whatIsDueNextIsListed() throws Exception {
    ClocksCommand command = new ClocksCommand();
    String shown = terminal.run(command);

    assertTrue(
        shown.lines().anyMatch(line -> line.matches("R1 .*complaint.answer.*running.*G1.*")),
        shown);
    assertTrue(shown.contains("--after more"), shown);
  }

  @Test
  void ofARequestAllAreShownAlsoForScripts() throws Exception {
    ClocksCommand command = new ClocksCommand();
    command.no = "R1";
    command.json = true;
    JsonNode all = new ObjectMapper().readTree(terminal.run(command));

    assertEquals("complaint.answer", all.at("/0/rule").asText());
    assertEquals("R1", wall.asked.get(0).on());
  }

  /** One clock. */
  private static final class Wall implements RunningClocks {
    private final List<ClockQuery> asked = new ArrayList<>();

    @Override
    public Page<Clock> find(Caller caller, ClockQuery query) {
      asked.add(query);
      Clock clock =
          new Clock(
              "complaint.answer.1-1",
              "R1",
              "complaint.answer",
              "2024",
              "SGCC",
              "330602",
              "G1",
              "li",
              false,
              Clock.State.RUNNING,
              NOW,
              NOW.plusSeconds(3_600),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              0,
              List.of(),
              List.of(),
              List.of(),
              1);
      return new Page<>(List.of(clock), "more");
    }

    @Override
    public Clock get(Caller caller, String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Clock pause(
        Caller caller, String id, @Nullable Long seen, String reason, String evidence) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Clock resume(Caller caller, String id, @Nullable Long seen) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Clock extend(
        Caller caller, String id, @Nullable Long seen, Instant until, String reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Mean mean(Caller caller, String rule, Instant from, Instant to, @Nullable String cell) {
      throw new UnsupportedOperationException();
    }
  }
}
