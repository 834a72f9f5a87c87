package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.clocks.WorkCalendar.Segment;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calendars in force, by name (data: {@code calendars.csv}, and a file for each year). */
final class Calendars {
  static final String COLUMNS = "name,days,worktime,day-end,official";
  private static final String NONE = "-";
  private static final String END_OF_DAY = "24:00";

  /** Years of which there may be a file. */
  private static final int FIRST_YEAR = 2020;

  private static final int LAST_YEAR = 2099;

  private final Map<String, WorkCalendar> byName = new LinkedHashMap<>();

  private Calendars(DataFile file, Map<String, SortedMap<Integer, CalendarYear>> official) {
    for (DataFile.Line line : file.lines()) {
      String name = line.field(0);
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]{0,31}")) {
        throw line.wrong("'" + name + "' is no name of letters, digits and dashes");
      }
      if (byName.put(name, calendar(line, official)) != null) {
        throw line.wrong("'" + name + "' stands here twice");
      }
    }
  }

  /**
   * @param own where a company's own files may lie
   * @param imported what takes the place of their years
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Calendars load(@Nullable Path own, Years imported) {
    DataFile file = DataFile.load(own, Calendars.class, "/clocks/calendars.csv", COLUMNS);
    Map<String, SortedMap<Integer, CalendarYear>> official = new TreeMap<>();
    for (DataFile.Line line : file.lines()) {
      String name = line.field(4);
      if (!name.equals(NONE) && !official.containsKey(name)) {
        SortedMap<Integer, CalendarYear> years = years(own, name);
        imported.of(name).forEach((year, one) -> years.put(year, one.year()));
        official.put(name, years);
      }
    }
    return new Calendars(file, official);
  }

  private static SortedMap<Integer, CalendarYear> years(@Nullable Path own, String name) {
    SortedMap<Integer, CalendarYear> years = new TreeMap<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      String file = CalendarYear.file(name, year);
      String shipped = "/clocks/" + file;
      if ((own != null && Files.exists(own.resolve(file)))
          || Calendars.class.getResource(shipped) != null) {
        DataFile data = DataFile.load(own, Calendars.class, shipped, CalendarYear.COLUMNS);
        years.put(year, CalendarYear.of(year, data));
      }
    }
    return years;
  }

  private static WorkCalendar calendar(
      DataFile.Line line, Map<String, SortedMap<Integer, CalendarYear>> official) {
    if (!line.field(1).equals("every") && !line.field(1).equals("mon-fri")) {
      throw line.wrong("days is every or mon-fri, not '" + line.field(1) + "'");
    }
    return new WorkCalendar(
        line.field(0),
        line.field(1).equals("every"),
        worktime(line),
        time(line, line.field(3)),
        line.field(4).equals(NONE) ? null : line.field(4),
        line.field(4).equals(NONE) ? null : official.get(line.field(4)));
  }

  private static List<Segment> worktime(DataFile.Line line) {
    List<Segment> segments = new ArrayList<>();
    LocalTime before = LocalTime.MIDNIGHT;
    for (String written : line.field(2).split("\\|", -1)) {
      String[] ends = written.split("-", -1);
      if (ends.length != 2 || before == null) {
        throw line.wrong("worktime is segments like 08:30-12:00|13:30-17:30");
      }
      LocalTime from = time(line, ends[0]);
      LocalTime to = time(line, ends[1]);
      if (from == null || from.isBefore(before) || (to != null && !to.isAfter(from))) {
        throw line.wrong(
            "worktime's segments stand in order and apart, each ending after it began");
      }
      segments.add(new Segment(from, to));
      before = to;
    }
    return segments;
  }

  private static @Nullable LocalTime time(DataFile.Line line, String written) {
    if (written.equals(END_OF_DAY)) {
      return null;
    }
    try {
      return LocalTime.parse(written);
    } catch (DateTimeException e) {
      throw line.wrong("'" + written + "' is no time of day, as 08:30");
    }
  }

  /**
   * @throws Refusal.Invalid {@code clocks.calendar-unknown}
   */
  WorkCalendar get(String name) {
    WorkCalendar known = byName.get(name);
    if (known == null) {
      String all = String.join(", ", byName.keySet());
      throw new Refusal.Invalid(
          "clocks.calendar-unknown",
          FieldError.of("/calendar", "must be one of " + all, "须为以下之一：" + all),
          Map.of());
    }
    return known;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Collection<WorkCalendar> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /**
   * @throws Refusal.Invalid when there may be no such year
   */
  static int year(int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new Refusal.Invalid(
          "/year",
          "must be from " + FIRST_YEAR + " to " + LAST_YEAR,
          "须为 " + FIRST_YEAR + " 至 " + LAST_YEAR);
    }
    return year;
  }
}
