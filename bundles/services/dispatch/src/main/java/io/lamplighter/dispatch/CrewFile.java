package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.dispatch.Crew.Sent;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.Utf8;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads crews, one a line. Members are {@code login|skill|skill:last day} with semicolons between
 * them, as in {@code anna|repair|high-voltage:2027-03-31;bo|repair}.
 */
final class CrewFile {
  private static final int MOST_CREWS = 5_000;

  private final CsvImport csv;
  private final FieldFaults faults;
  private final List<Sent> crews = new ArrayList<>();

  CrewFile(CsvImport csv, FieldFaults faults) {
    this.csv = csv;
    this.faults = faults;
  }

  List<Sent> read(InputStream file) {
    CsvImport.Report report =
        csv.run(
            Utf8.marking(file),
            Set.of("code", "name", "station", "region"),
            Set.of("lon", "lat", "vehicle", "members"),
            this::take);
    faults.add(report);
    return crews;
  }

  private CsvImport.Outcome take(List<CsvImport.Line> lines) {
    for (CsvImport.Line line : lines) {
      String at = "/lines/" + line.number();
      crews.add(new Sent(at, true, crew(at, line.values())));
      if (crews.size() > MOST_CREWS) {
        faults.add(at, "is one more than " + MOST_CREWS, "超过 " + MOST_CREWS + " 个");
        faults.refuseIfAny();
      }
    }
    return new CsvImport.Outcome(0, 0, lines.size(), List.of());
  }

  private Crew crew(String at, Map<String, String> values) {
    return new Crew(
        values.getOrDefault("code", ""),
        0,
        values.getOrDefault("name", ""),
        values.getOrDefault("station", ""),
        values.getOrDefault("region", ""),
        home(at, values.get("lon"), values.get("lat")),
        values.get("vehicle"),
        members(at + "/members", values.getOrDefault("members", "")));
  }

  private @Nullable Location home(String at, @Nullable String lon, @Nullable String lat) {
    if (lon == null && lat == null) {
      return null;
    }
    return new Location(degrees(at + "/lon", lon), degrees(at + "/lat", lat));
  }

  private double degrees(String at, @Nullable String written) {
    try {
      if (written != null && written.matches("-?\\d{1,3}(\\.\\d{1,12})?")) {
        return Double.parseDouble(written);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    faults.add(at, "must be a number of degrees, beside the other one", "须为度数，且经纬度须同时给出");
    return 0;
  }

  private List<Member> members(String at, String written) {
    return Arrays.stream(written.split(";"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(one -> member(at, one))
        .toList();
  }

  private Member member(String at, String written) {
    List<String> parts = Arrays.stream(written.split("\\|", -1)).map(String::strip).toList();
    return new Member(
        parts.get(0), parts.stream().skip(1).map(skill -> certificate(at, skill)).toList());
  }

  private Certificate certificate(String at, String written) {
    int colon = written.indexOf(':');
    return colon < 0
        ? new Certificate(written, null)
        : new Certificate(written.substring(0, colon), day(at, written.substring(colon + 1)));
  }

  private @Nullable LocalDate day(String at, String written) {
    LocalDate day = WrittenDay.read(written);
    if (day == null) {
      faults.add(
          at,
          "'" + written + "' is no day, as in 2027-03-31",
          "“" + written + "”不是日期，如 2027-03-31");
    }
    return day;
  }
}
