package io.lamplighter.dispatch;

import io.lamplighter.api.store.CsvImport;
import io.lamplighter.dispatch.Roster.Kind;
import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.Utf8;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A roster of single shifts, one a line: {@code from,to}, and perhaps {@code
 * restFrom,restTo,onCall}.
 */
final class RosterFile {
  private static final String HEAD = "from,to,restFrom,restTo,onCall\r\n";

  private final CsvImport csv;
  private final ZoneId zone;
  private final FieldFaults faults;
  private final List<Placed> events = new ArrayList<>();

  RosterFile(CsvImport csv, ZoneId zone, FieldFaults faults) {
    this.csv = csv;
    this.zone = zone;
    this.faults = faults;
  }

  List<Placed> read(byte[] file) {
    faults.add(
        csv.run(
            Utf8.marking(new ByteArrayInputStream(file)),
            Set.of("from", "to"),
            Set.of("restFrom", "restTo", "onCall"),
            this::take));
    return events;
  }

  private CsvImport.Outcome take(List<CsvImport.Line> lines) {
    for (CsvImport.Line line : lines) {
      String at = "/lines/" + line.number();
      Map<String, String> values = line.values();
      String uid = "line-" + line.number();
      add(at, uid, onCall(at, values) ? Kind.ON_CALL : Kind.WORK, values, "from", "to");
      if (values.containsKey("restFrom") || values.containsKey("restTo")) {
        add(at, uid + "-rest", Kind.BREAK, values, "restFrom", "restTo");
      }
    }
    return new CsvImport.Outcome(0, 0, lines.size(), List.of());
  }

  private boolean onCall(String at, Map<String, String> values) {
    String written = values.getOrDefault("onCall", "no");
    if (!written.equals("yes") && !written.equals("no")) {
      faults.add(at + "/onCall", "must be yes or no", "须为 yes 或 no");
    }
    return written.equals("yes");
  }

  private void add(
      String at, String uid, Kind kind, Map<String, String> values, String begin, String end) {
    OffsetDateTime from = SeriesView.time(at + "/" + begin, values.get(begin), faults);
    OffsetDateTime to = SeriesView.time(at + "/" + end, values.get(end), faults);
    if (from != null && to != null) {
      Series when = Series.once(from, to, zone);
      String place = kind == Kind.BREAK ? at + "/" + begin : at;
      events.add(new Placed(place, new Event(uid, List.of(), kind.categories(), when)));
    }
  }

  /** As {@link #read} reads it. */
  static String write(List<Laid> shifts, ZoneId zone) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Laid one : shifts) {
      Span rest = one.rest();
      text.append(time(one.span().from(), zone))
          .append(',')
          .append(time(one.span().to(), zone))
          .append(',')
          .append(time(rest == null ? null : rest.from(), zone))
          .append(',')
          .append(time(rest == null ? null : rest.to(), zone))
          .append(one.onCall() ? ",yes\r\n" : ",no\r\n");
    }
    return text.toString();
  }

  private static String time(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
