package io.lamplighter.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The city's organisation as the files in which it comes in: units, people, rules, polygons. */
record Organisation(City city) {
  private static final String CITY = "3306";
  private static final Map<District, String> AREAS =
      Map.of(District.YUECHENG, "urban", District.KEQIAO, "urban", District.XINCHANG, "remote");

  String units() {
    List<String> lines = new ArrayList<>();
    lines.add("code,name,level,parent,region,areaType,serviceLevel");
    lines.add(CITY + ",绍兴供电公司,city,," + CITY + ",,");
    for (District one : District.values()) {
      lines.add(one.code() + "," + one.zh() + "供电分公司,county," + CITY + "," + one.code() + ",,");
    }
    for (City.Station one : city.stations()) {
      lines.add(
          String.join(",", one.code(), one.name(), "station", one.region(), one.region(), "", ""));
    }
    for (City.Cell one : city.cells()) {
      lines.add(
          String.join(
              ",",
              one.code(),
              one.name(),
              "cell",
              one.station(),
              one.region(),
              area(one.region()),
              "A"));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String area(String region) {
    for (Map.Entry<District, String> one : AREAS.entrySet()) {
      if (one.getKey().code().equals(region)) {
        return one.getValue();
      }
    }
    return "rural";
  }

  /**
   * @param head in charge of the city and its districts
   * @param station in charge of stations, and deputy of their cells
   * @param cell in charge of cells
   */
  String people(String head, String station, String cell) {
    List<String> lines = new ArrayList<>();
    lines.add("unit,login,as");
    lines.add(CITY + "," + head + ",in-charge");
    for (District one : District.values()) {
      lines.add(one.code() + "," + head + ",in-charge");
    }
    for (City.Station one : city.stations()) {
      lines.add(one.code() + "," + station + ",in-charge");
    }
    for (City.Cell one : city.cells()) {
      lines.add(one.code() + "," + cell + ",in-charge");
      lines.add(one.code() + "," + station + ",deputy");
    }
    return String.join("\n", lines) + "\n";
  }

  String rules() {
    List<String> lines = new ArrayList<>();
    lines.add("cell,by,value");
    city.transformers().forEach(one -> lines.add(one.cell() + ",transformer," + one.code()));
    return String.join("\n", lines) + "\n";
  }

  String shapes() {
    StringJoiner features =
        new StringJoiner(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n");
    for (City.Cell one : city.cells()) {
      features.add(
          "{\"type\":\"Feature\",\"id\":\""
              + one.code()
              + "\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["
              + Tiles.ring(one.at())
              + "]}}");
    }
    return features.toString();
  }

  /** Day and night in turn, from a Monday on. */
  String roster(String day, String night) {
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lamplighter//Demo//EN",
        "BEGIN:VEVENT",
        "UID:day",
        "DTSTART;TZID=Asia/Shanghai:20260105T080000",
        "DURATION:PT12H",
        "RRULE:FREQ=DAILY",
        "ATTENDEE:mailto:" + day,
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:night",
        "DTSTART;TZID=Asia/Shanghai:20260105T200000",
        "DURATION:PT12H",
        "RRULE:FREQ=DAILY",
        "ATTENDEE:mailto:" + night,
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }
}
