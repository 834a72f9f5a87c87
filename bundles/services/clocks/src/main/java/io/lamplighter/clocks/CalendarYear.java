package io.lamplighter.clocks;

import io.lamplighter.kit.data.DataFile;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The official days of one year, as its notice has them (data: {@code calendar-<name>-<year>.csv}).
 *
 * @param firmTo up to this day nothing changes any more; the rest waits for the next year's notice
 * @param days those that are not as their day of the week says
 */
record CalendarYear(int year, LocalDate firmTo, Map<LocalDate, Special> days) {
  static final String COLUMNS = "day,what,name";

  /**
   * @param off a day off, else a make-up day
   * @param name of the holiday, or what is made up for
   */
  record Special(boolean off, String name) {}

  CalendarYear {
    days = Collections.unmodifiableMap(new TreeMap<>(days));
  }

  static String file(String name, int year) {
    return "calendar-" + name + "-" + year + ".csv";
  }

  /**
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static CalendarYear of(int year, DataFile file) {
    Map<LocalDate, Special> days = new TreeMap<>();
    LocalDate firmTo = null;
    for (DataFile.Line line : file.lines()) {
      LocalDate day = day(year, line);
      switch (line.field(1)) {
        case "firm-to" -> {
          if (firmTo != null) {
            throw line.wrong("firm-to is given twice", "firm-to 重复");
          }
          firmTo = day;
        }
        case "off", "work" -> {
          boolean off = line.field(1).equals("off");
          if (!off && !isWeekend(day)) {
            throw line.wrong(
                day + " is a " + name(day) + "; only a Saturday or Sunday can be a make-up day",
                day + " 不是周六或周日，不能作为调休上班日");
          }
          if (days.put(day, new Special(off, line.field(2))) != null) {
            throw line.wrong(day + " is given twice", day + " 重复");
          }
        }
        default ->
            throw line.wrong(
                "what must be off, work or firm-to, not '" + line.field(1) + "'",
                "what 须为 off、work 或 firm-to，不能是“" + line.field(1) + "”");
      }
    }
    if (firmTo == null) {
      throw file.wrong(
          "needs a line firm-to with the last day that is certain", "缺少 firm-to 行（已确定的最后一天）");
    }
    return new CalendarYear(year, firmTo, days);
  }

  private static LocalDate day(int year, DataFile.Line line) {
    try {
      LocalDate day = LocalDate.parse(line.field(0));
      if (day.getYear() == year) {
        return day;
      }
    } catch (DateTimeException e) {
      // the same complaint as for a day of another year
    }
    throw line.wrong(
        "'" + line.field(0) + "' is not a day of " + year + ", such as " + year + "-05-01",
        "“" + line.field(0) + "”不是 " + year + " 年的日期，应如 " + year + "-05-01");
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  private static String name(LocalDate day) {
    String name = day.getDayOfWeek().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
