package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Units and who is on duty for them, at the shell. */
class UnitsCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

  private final Terminal terminal =
      new Terminal()
          .give(Organisation.class, new Town())
          .give(InstantSource.class, InstantSource.fixed(NOW));

  @Test
  void theUnitsBelowOneAreListed() throws Exception {
    UnitsCommand command = new UnitsCommand();
    command.code = "330602";
    String shown = terminal.run(command);

    assertTrue(shown.lines().anyMatch(line -> line.matches("S1 .*station.*head.*anna.*")), shown);
    assertTrue(!shown.contains("S9"), "another region's");
  }

  @Test
  void dutyIsShownAlongTheLineAlsoOfAPastTime() throws Exception {
    DutyCommand command = new DutyCommand();
    command.unit = "S1";
    command.at = "2026-11-21T12:00:00+08:00";
    command.json = true;
    JsonNode line = new ObjectMapper().readTree(terminal.run(command));

    assertEquals("bo", line.at("/0/onDuty").asText());
    assertEquals("330602", line.at("/1/code").asText());
    command.unit = "S9";
    assertEquals("There is no such unit", terminal.failing(command));
  }

  /** A county with a station; another one is in another province. */
  private static final class Town implements Organisation {
    private static final List<Unit> UNITS =
        List.of(
            unit("330602", Level.COUNTY, null, "330602"),
            unit("S1", Level.STATION, "330602", "330602"),
            unit("S9", Level.STATION, "330602", "410602"));

    private static Unit unit(String code, Level level, @Nullable String above, String region) {
      return new Unit(code, code, level, above, region, null, LocalDate.EPOCH, null);
    }

    @Override
    public List<Belonging> cells(List<Place> places, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Unit> unit(String code, Instant at) {
      return UNITS.stream().filter(unit -> unit.code().equals(code)).findFirst();
    }

    @Override
    public List<Unit> below(@Nullable String code, Instant at) {
      return UNITS.stream().filter(unit -> Objects.equals(unit.parent(), code)).toList();
    }

    @Override
    public List<Unit> line(String code, Instant at) {
      return unit(code, at).map(unit -> List.of(unit, UNITS.get(0))).orElse(List.of());
    }

    @Override
    public List<String> inCharge(String code, Instant at) {
      return List.of("head");
    }

    @Override
    public List<String> onDuty(String code, Instant at) {
      return List.of(at.isBefore(NOW) ? "bo" : "anna");
    }
  }
}
