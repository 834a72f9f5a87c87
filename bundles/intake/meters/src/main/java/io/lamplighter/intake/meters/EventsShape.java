package io.lamplighter.intake.meters;

import static io.lamplighter.intake.meters.JsonBody.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.mqtt.TopicPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Our own shape, on {@code meters/{region}/{concentrator}/events}, as INTERFACES has it. */
final class EventsShape implements Shape {
  private static final TopicPattern TOPICS = TopicPattern.of("+/{region}/{concentrator}/+");
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}\\p{Cn}\\p{Cs}]{1,128}");

  private final Codes codes;
  private final Plausible times;

  EventsShape(Codes codes, Plausible times) {
    this.codes = codes;
    this.times = times;
  }

  @Override
  public TopicPattern topics() {
    return TOPICS;
  }

  @Override
  public Parsed read(TopicPattern.Origin from, Incoming message) throws Unreadable {
    JsonNode body = JsonBody.object(message.payload());
    String id = text(body, "id", "no-id");
    Unreadable.unless(ID.matcher(id).matches(), "bad-id");
    JsonNode list = body.path("events");
    Unreadable.unless(list.isArray() && !list.isEmpty(), "no-events");
    Unreadable.unless(list.size() <= MessageParser.MOST_EVENTS, "too-many-events");
    List<MeterEvent> events = new ArrayList<>(list.size());
    List<SetAside> setAside = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        events.add(event(from, id, list.get(i), "/events/" + i));
      } catch (Unreadable e) {
        byte[] part = list.get(i).toString().getBytes(StandardCharsets.UTF_8);
        setAside.add(
            new SetAside(
                message.topic(),
                from.region(),
                from.concentrator(),
                "/events/" + i,
                e.causeWord(),
                part));
      }
    }
    return new Parsed(message, events, setAside);
  }

  private MeterEvent event(TopicPattern.Origin from, String id, JsonNode event, String pointer)
      throws Unreadable {
    Unreadable.unless(event.isObject(), "not-an-event");
    return new MeterEvent(
        from.region(),
        from.concentrator(),
        id,
        MeterEvent.meter(text(event, "meter", "no-meter")),
        codes.known(text(event, "code", "no-code")),
        times.time(text(event, "at", "no-time")),
        JsonBody.details(event.path("details")),
        pointer);
  }
}
