package io.lamplighter.intake.meters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several messages say together, each event once.
 *
 * @param events each with the topic that its message came on
 * @param setAside what could not be read
 * @param reported how many events there were, with those that came twice
 */
record Batch(Map<MeterEvent, String> events, List<SetAside> setAside, int reported) {
  Batch(List<Parsed> messages) {
    this(new LinkedHashMap<>(), new ArrayList<>(), count(messages));
    Set<MeterEvent.Key> seen = new HashSet<>();
    for (Parsed message : messages) {
      for (MeterEvent event : message.events()) {
        if (seen.add(event.key())) {
          events.put(event, message.from().topic());
        }
      }
      setAside.addAll(message.setAside());
    }
  }

  private static int count(List<Parsed> messages) {
    return messages.stream().mapToInt(message -> message.events().size()).sum();
  }

  List<String> meters() {
    return events.keySet().stream().map(MeterEvent::meter).distinct().toList();
  }
}
