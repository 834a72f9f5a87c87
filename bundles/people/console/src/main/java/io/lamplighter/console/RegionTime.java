package io.lamplighter.console;

import io.lamplighter.api.House;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people of the region read them: ISO 8601 with the offset of their zone. */
record RegionTime(ZoneId zone) {
  /** How the journal keeps times. */
  private static final Pattern UTC =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z");

  static RegionTime of(House house) {
    return new RegionTime(house.zone());
  }

  String text(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }

  /** Data of a journal entry, with the times in it as they are shown everywhere. */
  Map<String, Object> data(Map<String, Object> data) {
    Map<String, Object> shown = new LinkedHashMap<>();
    data.forEach((name, value) -> shown.put(name, value(value)));
    return shown;
  }

  private Object value(Object value) {
    if (value instanceof String written) {
      return UTC.matcher(written).matches() ? time(written) : written;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> shown = new LinkedHashMap<>();
      map.forEach((name, inner) -> shown.put(String.valueOf(name), value(inner)));
      return shown;
    }
    return value instanceof Collection<?> list ? list.stream().map(this::value).toList() : value;
  }

  private String time(String written) {
    try {
      return text(Instant.parse(written));
    } catch (DateTimeException e) {
      return written; // looks like a time, and is none
    }
  }

  @Nullable String textOrNull(@Nullable Instant instant) {
    return instant == null ? null : text(instant);
  }
}
