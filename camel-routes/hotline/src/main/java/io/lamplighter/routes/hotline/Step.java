package io.lamplighter.routes.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * One step of a partner's order.
 *
 * @param id the same when it is told again
 * @param name as in {@code finished}
 * @param requestNo our number
 * @param order the partner's own number, null when it gave none
 * @param words what was said, null when nothing was
 * @param score of the return visit, null without one
 * @param until to when it is put off, or the end of the appointment; null without either
 */
record Step(
    String id,
    String name,
    String requestNo,
    @Nullable String order,
    Instant at,
    @Nullable String words,
    @Nullable String score,
    @Nullable Instant until) {
  private static final Caller SELF = Caller.system("routes-hotline");

  /** Of a journal entry; the desk knows what was said. */
  static Step of(Message entry, Desk desk) {
    Map<?, ?> data = entry.getBody(Map.class);
    Map<?, ?> details = data.get("details") instanceof Map<?, ?> map ? map : Map.of();
    Object until = details.containsKey("until") ? details.get("until") : details.get("to");
    return new Step(
        entry.getHeader("ce-id", String.class),
        entry.getHeader("ce-type", String.class).substring("hotline-order.".length()),
        entry.getHeader("ce-subject", String.class),
        order(desk, entry.getHeader("ce-subject", String.class)),
        Instant.parse(String.valueOf(data.get("at"))),
        words(desk, String.valueOf(data.get("work")), data.get("version")),
        text(details.get("score")),
        until == null ? null : Instant.parse(until.toString()));
  }

  /** The partner's own number stands nowhere but with its request. */
  private static @Nullable String order(Desk desk, String requestNo) {
    try {
      return desk.get(SELF, requestNo).channelRef();
    } catch (Refusal.NotFound e) {
      return null;
    }
  }

  private static @Nullable String words(Desk desk, String requestNo, @Nullable Object version) {
    String wanted = String.valueOf(version);
    return desk.timeline(SELF, requestNo).stream()
        .filter(item -> wanted.equals(String.valueOf(item.data().get("version"))))
        .flatMap(Step::said)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> said(TimelineItem item) {
    return Stream.of("result", "reason", "comment", "note")
        .map(name -> item.data().get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * The fields by our names, in the city's way of writing; those that are not known are left out.
   */
  Map<String, String> fields(CityMapping mapping) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "order", order);
    put(fields, "request", requestNo);
    put(fields, "step", mapping.code(name));
    put(fields, "time", mapping.time(at));
    put(fields, "words", words);
    put(fields, "score", score);
    put(fields, "until", until == null ? null : mapping.time(until));
    put(fields, "id", id);
    return fields;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
