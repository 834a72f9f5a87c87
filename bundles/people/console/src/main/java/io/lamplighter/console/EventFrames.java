package io.lamplighter.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes journal entries as server-sent events (WHATWG HTML, 9.2). */
final class EventFrames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegionTime time;

  EventFrames(RegionTime time) {
    this.time = time;
  }

  /** What a stream begins with: how soon to come back when it breaks. */
  static byte[] hello() {
    return bytes("retry: 2000\n: following\n\n");
  }

  /** A comment, so that both ends see the connection is alive. */
  static byte[] beat() {
    return bytes(": beat\n\n");
  }

  /** No entry, so without an id: other screens are there than before. */
  static byte[] parts() {
    return bytes("event: parts\ndata: {}\n\n");
  }

  /** No entry either: who looks at what is open in one of the client's pages. */
  byte[] lookers(Lookers.Looking looking) {
    return bytes(
        "event: lookers\ndata: " + json(LookersResource.LookingView.of(looking, time)) + "\n\n");
  }

  byte[] of(List<Entry> entries) {
    StringBuilder frames = new StringBuilder();
    for (Entry entry : entries) {
      frames
          .append("id: ")
          .append(entry.cursor())
          .append("\nevent: ")
          .append(entry.type())
          .append("\ndata: ")
          .append(json(CloudEvent.of(entry, time)))
          .append("\n\n");
    }
    return bytes(frames.toString());
  }

  /** JSON on one line: Jackson escapes line ends inside texts. */
  private static String json(Object what) {
    try {
      return JSON.writeValueAsString(what);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException(cannotBe);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
