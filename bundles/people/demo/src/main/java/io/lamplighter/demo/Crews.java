package io.lamplighter.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The city's crews as the files in which they come in: who they are, and when they work. */
record Crews(City city) {
  private static final int MEMBERS = 2;
  private static final String LAST_DAY = "2099-12-31";
  private static final int FIRST_HOUR = 7;

  /** The people of a crew who have no login yet: all but the first of the first crew. */
  List<String> members(City.Crew crew, String first) {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= MEMBERS; i++) {
      boolean known = i == 1 && crew.equals(city.crews().get(0));
      all.add(known ? first : crew.code() + "-" + i);
    }
    return all;
  }

  /**
   * @param first login of a member of the first crew
   */
  String csv(String first) {
    List<String> lines = new ArrayList<>();
    lines.add("code,name,station,region,lon,lat,vehicle,members");
    for (City.Crew crew : city.crews()) {
      City.Station station = station(crew);
      lines.add(
          String.join(
              ",",
              crew.code(),
              crew.name(),
              station.code(),
              station.region(),
              Double.toString(station.at().lon()),
              Double.toString(station.at().lat()),
              "",
              members(crew, first).stream()
                  .map(login -> login + "|" + skills(crew))
                  .reduce((one, other) -> one + ";" + other)
                  .orElse("")));
    }
    return String.join("\n", lines) + "\n";
  }

  private City.Station station(City.Crew crew) {
    return city.stations().stream()
        .filter(one -> one.code().equals(crew.station()))
        .findFirst()
        .orElseThrow();
  }

  /** What is done with high voltage needs a certificate with a last day. */
  private static String skills(City.Crew crew) {
    return String.join("|", crew.skills().split(" "))
        .replace("high-voltage", "high-voltage:" + LAST_DAY);
  }

  /** Every day, one crew of a station an hour after the other; with a break at noon. */
  String roster(City.Crew crew) {
    int hour = FIRST_HOUR + city.crews().indexOf(crew) % City.CREWS_A_STATION;
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lamplighter//Demo//EN",
        "BEGIN:VEVENT",
        "UID:day",
        String.format(Locale.ROOT, "DTSTART;TZID=Asia/Shanghai:20260105T%02d3000", hour),
        "DURATION:PT9H",
        "RRULE:FREQ=DAILY",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:noon",
        "CATEGORIES:BREAK",
        "DTSTART;TZID=Asia/Shanghai:20260105T120000",
        "DURATION:PT30M",
        "RRULE:FREQ=DAILY",
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }
}
