package io.lamplighter.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Goes over a station's day as anybody outside can: by what the API says of crews, kinds of work
 * and the board, and by the rules of the field. It shares no code with what makes plans, on
 * purpose: what both get wrong the same way would not be found.
 *
 * <p>What is done or begun is as the crews have done it, and is no plan any more: of that only
 * looked at is whether two things were done at once.
 */
public final class PlanChecker {
  /** What a plan must not break. */
  public enum Rule {
    SKILL,
    /** Somebody of the crew had the certificate; it has lapsed. */
    CERTIFICATE,
    /** Fewer people than the work needs (two-person rule). */
    PEOPLE,
    /** Leaves home before the shift, or is home after it. */
    SHIFT,
    /** Begins outside of what was promised. */
    WINDOW,
    /** Begins after a time limit, and the board does not say so. */
    LIMIT,
    /** What was fixed has moved. */
    PIN,
    /** Two things at once, one thing twice, or less time than the work takes. */
    OVERLAP,
    /** Works during the break. */
    BREAK,
    /** Is there sooner than one can drive. */
    TRAVEL,
    /** The capacity sheet says something else than the tours. */
    SUMS
  }

  /**
   * @param order the work order; empty when it is about the crew
   */
  public record Fault(Rule rule, String crew, String order, String says) {}

  /** Minutes by which two sums may differ of which each is of whole minutes. */
  private static final double ROUNDED = 2;

  private final Map<String, JsonNode> crews = new HashMap<>();
  private final Map<String, JsonNode> kinds = new HashMap<>();
  private final ZoneId zone;
  private final Drive drive;

  /**
   * @param crews items of {@code GET /crews}
   * @param kinds items of {@code GET /work-kinds}
   * @param zone in which days begin
   * @param detour how much longer the road is than the line
   */
  public PlanChecker(
      Iterable<JsonNode> crews,
      Iterable<JsonNode> kinds,
      ZoneId zone,
      double speedKmh,
      double detour) {
    crews.forEach(crew -> this.crews.put(crew.path("code").asText(), crew));
    kinds.forEach(kind -> this.kinds.put(kind.path("code").asText(), kind));
    this.zone = zone;
    drive = new Drive(speedKmh, detour);
  }

  /**
   * What is wrong with a day; nothing when it is good.
   *
   * @param board as {@code GET /plans?station=&day=} answers it
   */
  public List<Fault> faults(JsonNode board) {
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode tour : board.path("crews")) {
      if (tour.path("shift").isObject()) {
        new TourCheck(this, tour, seen, faults).check();
      } else {
        tour.path("stops")
            .forEach(
                stop ->
                    faults.add(new Fault(Rule.SHIFT, crew(tour), order(stop), "is in no shift")));
      }
    }
    return faults;
  }

  /** What was pinned on the earlier board and is elsewhere on the later one. */
  public static List<Fault> moved(JsonNode before, JsonNode after) {
    Map<String, String> places = new HashMap<>();
    for (JsonNode tour : after.path("crews")) {
      for (JsonNode stop : tour.path("stops")) {
        places.put(order(stop), place(tour, stop));
      }
    }
    after.path("waiting").forEach(one -> places.put(order(one), "waiting"));
    List<Fault> faults = new ArrayList<>();
    for (JsonNode tour : before.path("crews")) {
      for (JsonNode stop : tour.path("stops")) {
        String now = places.get(order(stop));
        if (stop.path("pinned").asBoolean() && now != null && !now.equals(place(tour, stop))) {
          faults.add(new Fault(Rule.PIN, crew(tour), order(stop), "is at " + now));
        }
      }
    }
    return faults;
  }

  /**
   * Where the capacity sheet says something else of the crews' work and ways than the board.
   *
   * @param sheet as {@code GET /capacity?station=&day=} answers it
   */
  public List<Fault> sums(JsonNode board, JsonNode sheet) {
    Map<String, Duration> work = new TreeMap<>();
    Map<String, Duration> all = new TreeMap<>();
    for (JsonNode tour : board.path("crews")) {
      Duration sum = Duration.ZERO;
      for (JsonNode stop : tour.path("stops")) {
        sum = sum.plus(Duration.between(time(stop.path("start")), time(stop.path("leave"))));
      }
      work.merge(crew(tour), sum, Duration::plus);
      all.merge(crew(tour), sum.plus(ways(tour)), Duration::plus);
    }
    List<Fault> faults = new ArrayList<>();
    for (JsonNode row : sheet.path("crews")) {
      String crew = crew(row);
      same(faults, crew, "work", row.path("workMinutes"), work.remove(crew));
      same(faults, crew, "work and ways", row.path("hasMinutes"), all.get(crew));
    }
    work.forEach(
        (crew, minutes) -> {
          if (!minutes.isZero()) {
            faults.add(new Fault(Rule.SUMS, crew, "", "is not on the sheet"));
          }
        });
    return faults;
  }

  /** From home by all its stops, and home again. */
  private Duration ways(JsonNode tour) {
    JsonNode home = tour.path("location");
    Duration ways = Duration.ZERO;
    JsonNode at = home;
    for (JsonNode stop : tour.path("stops")) {
      ways = ways.plus(drive.time(at, stop.path("location")));
      at = stop.path("location");
    }
    return tour.path("stops").isEmpty() ? ways : ways.plus(drive.time(at, home));
  }

  private static void same(
      List<Fault> faults, String crew, String what, JsonNode said, Duration is) {
    Duration planned = is == null ? Duration.ZERO : is;
    if (Math.abs(said.asDouble() - planned.toSeconds() / 60.0) > ROUNDED) {
      String says = what + ": " + said + " min on the sheet, " + planned + " on the board";
      faults.add(new Fault(Rule.SUMS, crew, "", says));
    }
  }

  /** Null when nobody knows it. */
  JsonNode knownCrew(String code) {
    return crews.get(code);
  }

  /** Null when nobody knows it. */
  JsonNode kind(String code) {
    return kinds.get(code);
  }

  ZoneId zone() {
    return zone;
  }

  Drive drive() {
    return drive;
  }

  static String crew(JsonNode tour) {
    return tour.path("crew").asText();
  }

  static String order(JsonNode stop) {
    return stop.path("workOrder").asText();
  }

  private static String place(JsonNode tour, JsonNode stop) {
    return crew(tour) + " " + time(stop.path("start"));
  }

  static Instant time(JsonNode said) {
    return OffsetDateTime.parse(said.asText()).toInstant();
  }
}
