package io.lamplighter.intake.meters;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.mqtt.TopicPattern;
import io.lamplighter.kit.text.Writing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A vendor's own JSON, read as a company's mapping file says. */
final class MappedShape implements Shape {
  private static final int LONGEST_ID = 128;

  private final VendorMapping mapping;
  private final Codes codes;
  private final Plausible times;

  MappedShape(VendorMapping mapping, Codes codes, Plausible times) {
    this.mapping = mapping;
    this.codes = codes;
    this.times = times;
  }

  @Override
  public TopicPattern topics() {
    return mapping.topic();
  }

  @Override
  public Parsed read(TopicPattern.Origin from, Incoming message) throws Unreadable {
    JsonNode body = JsonBody.object(message.payload());
    JsonNode list = body.at(mapping.events());
    List<JsonNode> found = new ArrayList<>();
    if (list.isArray()) {
      Unreadable.unless(list.size() <= MessageParser.MOST_EVENTS, "too-many-events");
      list.forEach(found::add);
    } else {
      found.add(list);
    }
    Unreadable.unless(!found.isEmpty() && !found.get(0).isMissingNode(), "no-events");
    List<MeterEvent> events = new ArrayList<>(found.size());
    List<SetAside> setAside = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String pointer = mapping.events() + (list.isArray() ? "/" + i : "");
      try {
        events.addAll(events(from, body, found.get(i), pointer));
      } catch (Unreadable e) {
        byte[] part = found.get(i).toString().getBytes(StandardCharsets.UTF_8);
        setAside.add(
            new SetAside(
                message.topic(), from.region(), from.concentrator(), pointer, e.causeWord(), part));
      }
    }
    return new Parsed(message, events, setAside);
  }

  private List<MeterEvent> events(
      TopicPattern.Origin from, JsonNode body, JsonNode event, String pointer) throws Unreadable {
    String word = mapping.code().text(body, event, "no-code");
    if (mapping.ignored().contains(word)) {
      return List.of();
    }
    String meter = MeterEvent.meter(mapping.meter().text(body, event, "no-meter"));
    String id = mapping.id() == null ? word : mapping.id().text(body, event, "no-id");
    Unreadable.unless(id.length() <= LONGEST_ID && Writing.isLine(id), "bad-id");
    Reported reported = new Reported(from, id, meter, pointer);
    if (mapping.records().contains(word)) {
      String hex = mapping.record().text(body, event, "no-record");
      PowerOffRecord record = PowerOffRecord.parse(hex, mapping.zone().get());
      List<MeterEvent> both = new ArrayList<>();
      both.add(reported.event(codes.known(VendorMapping.LOST), times.time(record.off())));
      if (record.on() != null) {
        both.add(reported.event(codes.known(VendorMapping.RESTORED), times.time(record.on())));
      }
      return both;
    }
    Codes.Code code = codes.known(mapping.codes().getOrDefault(word, word));
    String at = mapping.at().text(body, event, "no-time");
    return List.of(reported.event(code, times.time(mapping.time().read(at, mapping.zone().get()))));
  }

  private record Reported(TopicPattern.Origin from, String id, String meter, String pointer) {
    MeterEvent event(Codes.Code code, Instant at) {
      return new MeterEvent(from.region(), from.concentrator(), id, meter, code, at, null, pointer);
    }
  }
}
