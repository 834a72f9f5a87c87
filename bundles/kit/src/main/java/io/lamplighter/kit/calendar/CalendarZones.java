package io.lamplighter.kit.calendar;

import io.lamplighter.kit.calendar.CalendarLines.Line;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The zones of an iCalendar text. A name is one of the IANA's, perhaps behind a path of whoever
 * wrote it; or the text's own VTIMEZONE says what it is (RFC 5545, 3.2.19): by the name of the
 * place, or by its one offset. Rules of summer time are not read.
 */
final class CalendarZones {
  /** What one VTIMEZONE says. */
  private static final class Told {
    private String name = "";
    private String place = "";
    private final Set<String> offsets = new HashSet<>();

    void take(Line line) {
      switch (line.name()) {
        case "TZID" -> name = line.value();
        case "X-LIC-LOCATION" -> place = line.value();
        case "TZOFFSETTO" -> offsets.add(line.value());
        default -> {
          // when it is so, which for one offset is always
        }
      }
    }

    @Nullable ZoneId zone() {
      ZoneId known = known(place);
      return known != null || offsets.size() != 1 ? known : offset(offsets.iterator().next());
    }
  }

  private final Map<String, ZoneId> told = new HashMap<>();
  private @Nullable ZoneId house;

  /** Those of a text; they may stand behind the events that name them. */
  static CalendarZones of(List<Line> lines) {
    CalendarZones zones = new CalendarZones();
    String house = "";
    List<Told> all = new ArrayList<>();
    boolean inside = false;
    for (Line line : lines) {
      if (line.value().equalsIgnoreCase("VTIMEZONE")) {
        inside = line.name().equals("BEGIN");
        if (inside) {
          all.add(new Told());
        }
      } else if (inside) {
        all.get(all.size() - 1).take(line);
      } else if (line.name().equals("X-WR-TIMEZONE")) {
        house = line.value();
      }
    }
    for (Told one : all) {
      ZoneId zone = one.zone();
      if (zone != null) {
        zones.told.put(one.name, zone);
      }
    }
    zones.house = zones.named(house);
    return zones;
  }

  /** That of times which name none, as whoever wrote the calendar sees them; null without it. */
  @Nullable ZoneId house() {
    return house;
  }

  /** Null when nobody says what it is. */
  @Nullable ZoneId named(String name) {
    ZoneId known = known(name);
    return known == null ? told.get(name) : known;
  }

  private static @Nullable ZoneId known(String name) {
    for (String rest = name; !rest.isEmpty(); rest = rest.substring(rest.indexOf('/') + 1)) {
      try {
        return ZoneId.of(rest);
      } catch (DateTimeException e) {
        if (rest.indexOf('/') < 0) {
          return null;
        }
      }
    }
    return null;
  }

  private static @Nullable ZoneId offset(String written) {
    try {
      return ZoneOffset.of(written);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
