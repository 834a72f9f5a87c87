package io.lamplighter.camel;

import com.fasterxml.jackson.core.JacksonException;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A route's message as a submission: JSON text or bytes, or a Map. What it says is judged by the
 * desk.
 */
final class SubmissionBody {
  private static final int MAX_CHARS = 256 * 1024;
  private static final Set<String> FIELDS =
      Set.of(
          "channel",
          "channelRef",
          "kind",
          "text",
          "customerNo",
          "contact",
          "address",
          "location",
          "region",
          "occurredAt",
          "drill");

  private final Map<?, ?> body;
  private final List<FieldError> errors = new ArrayList<>();

  private SubmissionBody(Map<?, ?> body) {
    this.body = body;
  }

  /**
   * @throws Refusal.Invalid naming every field that cannot be read
   */
  static Submission of(String channel, Message message) {
    Object given = message.getBody();
    String raw = given instanceof Map<?, ?> ? Json.write(given) : text(message);
    return new SubmissionBody(given instanceof Map<?, ?> map ? map : parse(raw))
        .submission(channel, raw);
  }

  private static String text(Message message) {
    String text = message.getBody(String.class);
    if (text == null) {
      throw whole("A submission is expected: JSON or a Map", "须为来件：JSON 或 Map");
    }
    if (text.length() > MAX_CHARS) {
      throw whole("is longer than " + MAX_CHARS + " characters", "超过 " + MAX_CHARS + " 个字符");
    }
    return text;
  }

  private static Map<String, Object> parse(String json) {
    try {
      return Json.read(json);
    } catch (JacksonException e) {
      String where = "line " + e.getLocation().getLineNr();
      throw whole("is not a JSON object (" + where + ")", "不是 JSON 对象（" + where + "）");
    }
  }

  private static Refusal.Invalid whole(String en, String zh) {
    return new Refusal.Invalid("", en, zh);
  }

  private Submission submission(String channel, String raw) {
    unknown(body, "", FIELDS);
    Submission submission =
        new Submission(
            channel,
            text(body, "", "channelRef"),
            text(body, "", "kind"),
            text(body, "", "text"),
            text(body, "", "customerNo"),
            contact(),
            text(body, "", "address"),
            location(),
            text(body, "", "region"),
            occurredAt(),
            raw,
            drill());
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return submission;
  }

  private boolean drill() {
    Object drill = body.get("drill");
    if (drill != null && !(drill instanceof Boolean)) {
      errors.add(FieldError.of("/drill", "must be true or false", "须为 true 或 false"));
    }
    return Boolean.TRUE.equals(drill);
  }

  private Submission.@Nullable Contact contact() {
    Map<?, ?> contact = map("contact", Set.of("name", "phone"));
    return contact == null
        ? null
        : new Submission.Contact(
            text(contact, "/contact", "name"), text(contact, "/contact", "phone"));
  }

  private @Nullable Location location() {
    Map<?, ?> location = map("location", Set.of("lon", "lat"));
    return location == null
        ? null
        : new Location(degrees(location, "lon"), degrees(location, "lat"));
  }

  private double degrees(Map<?, ?> location, String field) {
    Object value = location.get(field);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      // CSV and XML have no numbers.
      return Double.parseDouble(String.valueOf(value));
    } catch (NumberFormatException e) {
      errors.add(FieldError.of("/location/" + field, "must be a number", "须为数字"));
      return 0;
    }
  }

  private @Nullable OffsetDateTime occurredAt() {
    String text = text(body, "", "occurredAt");
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException notATime) {
      errors.add(
          FieldError.of(
              "/occurredAt",
              "must be a real time in ISO 8601 with its offset, as in 2026-11-22T08:00:00+08:00",
              "须为带时区偏移的有效 ISO 8601 时间，如 2026-11-22T08:00:00+08:00"));
      return null;
    }
  }

  private @Nullable String text(Map<?, ?> map, String parent, String field) {
    Object value = map.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    errors.add(FieldError.of(parent + "/" + field, "must be a text", "须为文本"));
    return null;
  }

  private @Nullable Map<?, ?> map(String field, Set<String> known) {
    Object value = body.get(field);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      unknown(map, "/" + field, known);
      return map;
    }
    errors.add(FieldError.of("/" + field, "must be an object", "须为对象"));
    return null;
  }

  private void unknown(Map<?, ?> map, String parent, Set<String> known) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String name) || !known.contains(name)) {
        errors.add(FieldError.of(parent + "/" + key, "is not known here", "未知字段"));
      }
    }
  }
}
