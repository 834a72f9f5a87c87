package io.lamplighter.organisation;

import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.CommaList;
import io.lamplighter.kit.text.Utf8;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a roster of single duties, one a line: {@code person,from,to}. */
final class DutyFile {
  private final CsvImport csv;
  private final ZoneId zone;
  private final FieldFaults faults;
  private final List<Placed> shifts = new ArrayList<>();

  DutyFile(CsvImport csv, ZoneId zone, FieldFaults faults) {
    this.csv = csv;
    this.zone = zone;
    this.faults = faults;
  }

  List<Placed> read(byte[] file) {
    CsvImport.Report report =
        csv.run(
            Utf8.marking(new ByteArrayInputStream(file)),
            Set.of("person", "from", "to"),
            Set.of(),
            this::take);
    report
        .bad()
        .forEach(
            bad ->
                faults.add(
                    "/lines/" + bad.number(),
                    bad.error().message().en(),
                    bad.error().message().zh()));
    return shifts;
  }

  private CsvImport.Outcome take(List<CsvImport.Line> lines) {
    for (CsvImport.Line line : lines) {
      String at = "/lines/" + line.number();
      List<String> people =
          CommaList.of(line.values().getOrDefault("person", "").replace(';', ','));
      if (people.isEmpty()) {
        faults.add(at + "/person", "is missing", "缺失");
      }
      OffsetDateTime from = time(at, line, "from");
      OffsetDateTime to = time(at, line, "to");
      if (from != null && to != null && !people.isEmpty()) {
        shifts.add(
            new Placed(
                at, new Shift("line-" + line.number(), people, Series.once(from, to, zone))));
      }
    }
    return new CsvImport.Outcome(0, 0, lines.size(), List.of());
  }

  private @Nullable OffsetDateTime time(String at, CsvImport.Line line, String field) {
    return SeriesView.time(at + "/" + field, line.values().get(field), faults);
  }
}
