package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.Capacities;
import io.lamplighter.api.dispatch.CapacityLine;
import io.lamplighter.api.dispatch.CrewLine;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Crews and what they can take, at the shell. */
class CapacityCommandsTest {
  private static final Instant FROM = Instant.parse("2026-11-30T00:00:00Z");

  private final Terminal terminal = new Terminal().give(Capacities.class, new OneCrew());

  @Test
  void crewsAreListedWithTheirNextShift() throws Exception {
    CrewsCommand command = new CrewsCommand();
    command.station = "S1";
    String shown = terminal.run(command);

    assertTrue(
        shown.lines().anyMatch(line -> line.matches("C1 .*赵既明班.*S1.*3.*1.*2026-11-30.*")), shown);
    command.json = true;
    JsonNode json = new ObjectMapper().readTree(terminal.run(command));
    assertEquals("2026-11-30T00:00:00Z", json.at("/0/from").asText());
    assertTrue(json.at("/0/to").isNull());
  }

  @Test
  void theSheetIsShownInMinutesAndInJobs() throws Exception {
    CapacityCommand command = new CapacityCommand();
    command.station = "S1";
    command.day = "2026-11-30";
    String shown = terminal.run(command);

    assertTrue(
        shown.lines().anyMatch(line -> line.matches("C1 .*\\(min\\).*480.*90.*390.*")), shown);
    assertTrue(shown.lines().anyMatch(line -> line.matches("C1 .*repair.*6.*1.*5.*")), shown);
    command.station = "S9";
    assertEquals("There is no such station [station.unknown]", terminal.failing(command));
    command.day = "tomorrow";
    assertEquals("A day is written as in 2026-11-30", terminal.failing(command));
  }

  private static final class OneCrew implements Capacities {
    @Override
    public List<CrewLine> crews(Caller caller, @Nullable String station) {
      return List.of(new CrewLine("C1", "赵既明班", "S1", 3, 1, FROM, null));
    }

    @Override
    public List<CapacityLine> sheet(Caller caller, String station, @Nullable LocalDate day) {
      if (!station.equals("S1") || !LocalDate.of(2026, 11, 30).equals(day)) {
        throw new Refusal.NotFound("station.unknown", new Text("There is no such station", "无"));
      }
      Instant to = FROM.plusSeconds(28_800);
      return List.of(
          new CapacityLine("C1", "赵既明班", FROM, to, null, 480, 90, 390),
          new CapacityLine("C1", "赵既明班", FROM, to, "repair", 6, 1, 5));
    }
  }
}
