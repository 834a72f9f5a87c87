package io.lamplighter.dispatch;

import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When which station's next day is planned by itself (data: {@code plans.csv}). */
final class PlanTimes {
  private static final String COLUMNS = "station,at,publish";
  private static final String ANY = "*";
  private static final String BY_HAND = "-";

  private final Map<String, Evening> byStation = new HashMap<>();

  private PlanTimes(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      if (byStation.put(line.field(0), evening(line)) != null) {
        throw line.wrong("'" + line.field(0) + "' stands here twice");
      }
    }
  }

  /**
   * How a station has it.
   *
   * @param at on the day before, in the house's zone; null only by hand
   * @param publish whether crews and customers are told then
   */
  record Evening(@Nullable LocalTime at, boolean publish) {
    private static final Evening NONE = new Evening(null, false);

    /** The next one; null when there is none. */
    @Nullable Instant next(Instant now, ZoneId zone) {
      if (at == null) {
        return null;
      }
      LocalDate today = LocalDate.ofInstant(now, zone);
      Instant due = at.atDate(today).atZone(zone).toInstant();
      return due.isAfter(now) ? due : at.atDate(today.plusDays(1)).atZone(zone).toInstant();
    }
  }

  /**
   * @param own where a company's own file may lie
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static PlanTimes load(@Nullable Path own) {
    return new PlanTimes(DataFile.load(own, PlanTimes.class, "/dispatch/plans.csv", COLUMNS));
  }

  static PlanTimes parse(String name, String text) {
    return new PlanTimes(DataFile.parse(name, text, COLUMNS));
  }

  private static Evening evening(DataFile.Line line) {
    String publish = line.field(2);
    if (!publish.equals("yes") && !publish.equals("no")) {
      throw line.wrong("publish is yes or no, not '" + publish + "'");
    }
    if (line.field(1).equals(BY_HAND)) {
      return Evening.NONE;
    }
    try {
      return new Evening(LocalTime.parse(line.field(1)), publish.equals("yes"));
    } catch (DateTimeParseException e) {
      throw line.wrong("'" + line.field(1) + "' is no time of day, as in 18:00");
    }
  }

  Evening of(String station) {
    Evening own = byStation.get(station);
    return own == null ? byStation.getOrDefault(ANY, Evening.NONE) : own;
  }
}
