package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class of events (data: {@code events.csv}).
 *
 * @param causes how the codes of its limits and rules begin; {@value #REST} for whatever else
 */
record EventClass(String event, List<String> causes, Text name) {
  static final String COLUMNS = "event,causes,zh,en";
  static final String REST = "*";

  /** By their words. */
  static Map<String, EventClass> load(@Nullable Path own) {
    return of(DataFile.load(own, EventClass.class, "/accountability/events.csv", COLUMNS));
  }

  static Map<String, EventClass> of(DataFile file) {
    Map<String, EventClass> events = new LinkedHashMap<>();
    Map<String, String> claimed = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      List<String> causes = List.of(line.field(1).split("\\|"));
      EventClass event =
          new EventClass(line.word(0), causes, new Text(line.field(3), line.field(2)));
      if (events.put(event.event, event) != null) {
        throw line.wrong("'" + event.event + "' stands here twice");
      }
      for (String cause : causes) {
        String other = claimed.put(cause, event.event);
        if (other != null) {
          throw line.wrong("'" + cause + "' is " + other + " already");
        }
      }
    }
    if (!claimed.containsKey(REST)) {
      throw new IllegalArgumentException(
          file.name() + ": one class must have * for whatever else there is");
    }
    return events;
  }

  /** How well it fits a code: the longer the better; -1 when it does not. */
  int fits(String code) {
    int best = -1;
    for (String cause : causes) {
      if (cause.equals(REST)) {
        best = Math.max(best, 0);
      } else if (code.startsWith(cause)) {
        best = Math.max(best, cause.length());
      }
    }
    return best;
  }
}
