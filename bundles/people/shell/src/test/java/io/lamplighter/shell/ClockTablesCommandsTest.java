package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.security.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and calendars at the shell. */
class ClockTablesCommandsTest {
  private final Terminal terminal =
      new Terminal().give(Limits.class, new OneLimit()).give(WorkingDays.class, new OneCalendar());

  @Test
  void rulesAreListedWithWhatIsWrongInTheFiles() throws Exception {
    String shown = terminal.run(new RulesCommand());

    assertTrue(shown.contains("fault.first-response"), shown);
    assertTrue(shown.contains("30 minutes"), shown);
    assertTrue(shown.contains("rules.csv line 7"), shown);
  }

  @Test
  void aDayThatIsNoneIsRefused() throws Exception {
    RulesCommand command = new RulesCommand();
    command.at = "tomorrow";

    assertEquals("--at is a day, as 2026-11-22", terminal.failing(command));
  }

  @Test
  void aSetIsTried(@TempDir Path folder) throws Exception {
    RulesCommand command = new RulesCommand();
    command.trial = Files.writeString(folder.resolve("rules.csv"), "new rules").toString();
    command.json = true;

    String shown = terminal.run(command);

    assertEquals("R2", new ObjectMapper().readTree(shown).at("/outcomes/0/more/0").asText());
  }

  @Test
  void aYearIsPreviewedAndBroughtIn(@TempDir Path folder) throws Exception {
    CalendarCommand command = new CalendarCommand();
    command.file =
        Files.writeString(folder.resolve("calendar-CN-2027.csv"), "day,what,name").toString();
    command.preview = true;
    assertTrue(terminal.run(command).contains("2027-01-01  – → holiday"));

    command.file = Files.writeString(folder.resolve("days.csv"), "x").toString();
    assertTrue(terminal.failing(command).contains("calendar-<name>-<year>.csv"));
  }

  @Test
  void calendarsAreListedAndAYearIsShown() throws Exception {
    assertTrue(terminal.run(new CalendarCommand()).contains("08:30-12:00"));
    CalendarCommand command = new CalendarCommand();
    command.name = "CN";
    command.year = 2027;
    assertTrue(terminal.run(command).contains("元旦"));
  }

  private static final class OneLimit implements Limits {
    @Override
    public List<Limit> find(Caller caller, Wanted wanted) {
      Audience all =
          new Audience(
              List.of("fault-repair"), List.of(), null, List.of(), List.of(), List.of(), false);
      return List.of(
          new Limit(
              "key",
              "fault.first-response",
              "2023",
              "S2",
              null,
              null,
              all,
              List.of("request.received"),
              List.of("request.dispatched"),
              List.of(),
              null,
              30,
              "minutes",
              "24x7",
              List.of(),
              false,
              List.of(10),
              "urgent",
              List.of(),
              null,
              false,
              "seed",
              "002",
              true));
    }

    @Override
    public List<Difference> differences(Caller caller, String from, String to) {
      return List.of();
    }

    @Override
    public @Nullable String mistake(Caller caller) {
      return "rules.csv line 7: unit is one of …";
    }

    @Override
    public Trial tryOut(Caller caller, String csv) {
      assertEquals("new rules", csv);
      Outcome late = new Outcome("fault.first-response", 3, 2, 1, 0, List.of("R2"), List.of());
      return new Trial(1, Instant.EPOCH, Instant.EPOCH, 6, 3, true, List.of(late));
    }
  }

  private static final class OneCalendar implements WorkingDays {
    private static final Year YEAR =
        new Year(
            "CN",
            2027,
            1,
            "brought-in",
            LocalDate.of(2027, 12, 25),
            250,
            List.of(new Special(LocalDate.of(2027, 1, 1), true, "元旦")));

    @Override
    public List<Calendar> calendars(Caller caller) {
      return List.of(calendar(caller, "CN"));
    }

    @Override
    public Calendar calendar(Caller caller, String name) {
      return new Calendar(
          name, false, List.of("08:30-12:00"), "24:00", "CN", List.of(2027), YEAR.firmTo());
    }

    @Override
    public Year year(Caller caller, String calendar, int year) {
      return YEAR;
    }

    @Override
    public Change bring(
        Caller caller,
        String calendar,
        int year,
        String csv,
        @Nullable Long seen,
        boolean preview) {
      Difference day = new Difference(LocalDate.of(year, 1, 1), null, "holiday");
      return new Change(YEAR, List.of(day), new Effect(10, 2, List.of()), !preview);
    }
  }
}
