package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Whom a ladder names along the organisation. */
@NullUnmarked
class RungsTest {
  private static final String RULES =
      ClocksRig.RULES.lines().limit(1).findFirst().orElseThrow()
          + "\nfault.first-response,2023,S2,-,-,fault-repair,-,-,-,-,-,request.received,"
          + "request.dispatched,request.cancelled,-,30,minutes,24x7,-,each,10,urgent,-,-,-,seed,002\n";

  private final ClocksRig rig = new ClocksRig(RULES);
  private final Line line = new Line();
  private final Rungs rungs = new Rungs(() -> rig.book, line);

  @Test
  void itGoesUpTheLineAndLaterFurther() {
    rig.write("request.received", "R1", 0, "cell", "G1");
    rig.write("request.triaged", "R1", 1, "holder", "li");
    rig.read();
    rig.fire(25);
    rig.fire(30);
    rig.fire(60);
    rig.fire(150);
    assertEquals(
        List.of("started", "warned", "breached", "warned", "warned"),
        rig.told("R1").stream().map(said -> said.substring(0, said.indexOf(' '))).toList());

    assertEquals(List.of("li", "duty-S1"), told("-10 minutes"));
    assertEquals(List.of("duty-S1", "head-S1"), told(Whom.DUE));
    assertEquals(
        List.of("county on-duty"), told("due+30 minutes"), "there is no county on the line");
    assertEquals(List.of("C1"), told("due+120 minutes"), "nobody answers for the city");
  }

  @Test
  void withoutACellOrTheOrganisationTheRoleIsNamed() {
    rig.write("request.received", "R1", 0);
    rig.read();
    assertEquals(List.of("holder", "station on-duty"), told("-10 minutes"));

    rig.write("request.located", "R1", 1, "cell", "G1");
    rig.read();
    line.fault = new Refusal.Unavailable(new Text("away", "离线"), new IllegalStateException());
    assertEquals(List.of("station on-duty", "station in-charge"), told(Whom.DUE));
    line.fault = new IllegalArgumentException("a roster that cannot be read");
    assertEquals(List.of("station on-duty", "station in-charge"), told(Whom.DUE));
  }

  private List<String> told(String point) {
    return rig.work.call(
        t -> {
          RunningClock clock = new ClockTables(t.connection()).of(List.of("R1")).get(0);
          Rule rule = rig.book.rule(clock.basis.line()).orElseThrow();
          return rungs.told(rule, clock, point, rig.now);
        });
  }

  /** A cell, its station and a city. */
  private static final class Line implements Organisation {
    private RuntimeException fault;

    @Override
    public List<Unit> line(String code, Instant at) {
      if (fault != null) {
        throw fault;
      }
      return List.of(unit("G1", Level.CELL), unit("S1", Level.STATION), unit("C1", Level.CITY));
    }

    private static Unit unit(String code, Level level) {
      return new Unit(code, code, level, null, "330602", null, LocalDate.EPOCH, null);
    }

    @Override
    public List<String> inCharge(String code, Instant at) {
      return code.equals("C1") ? List.of() : List.of("head-" + code);
    }

    @Override
    public List<String> onDuty(String code, Instant at) {
      return List.of("duty-" + code);
    }

    @Override
    public List<Belonging> cells(List<Place> places, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Unit> unit(String code, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Unit> below(String code, Instant at) {
      throw new UnsupportedOperationException();
    }
  }
}
