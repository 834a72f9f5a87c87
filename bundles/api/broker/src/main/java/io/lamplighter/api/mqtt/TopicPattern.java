package io.lamplighter.api.mqtt;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Topics of one form, {@code meters/{region}/{concentrator}/events}; a level {@code +} is any.
 * Tells from a topic where its messages come from.
 */
public record TopicPattern(List<String> levels) {
  private static final String REGION = "{region}";
  private static final String CONCENTRATOR = "{concentrator}";

  /** Ours; the broker keeps them for the platform. */
  public static final TopicPattern EVENTS = of("meters/{region}/{concentrator}/events");

  /** Where a broker says that a Sparkplug node has fallen silent; the group is the region. */
  public static final TopicPattern NODE_DEATHS = of("spBv1.0/{region}/NDEATH/{concentrator}");

  /** Where a message comes from, as its topic has it; nothing is checked yet. */
  public record Origin(String region, String concentrator) {}

  /**
   * @throws IllegalArgumentException when not both are named once, or a level is no name
   */
  public static TopicPattern of(String text) {
    List<String> levels = List.of(text.split("/", -1));
    boolean named =
        Collections.frequency(levels, REGION) == 1
            && Collections.frequency(levels, CONCENTRATOR) == 1;
    if (!named || levels.stream().anyMatch(level -> level.isEmpty() || level.contains("#"))) {
      throw new IllegalArgumentException(
          "'" + text + "' is no topic with one level " + REGION + " and one " + CONCENTRATOR);
    }
    return new TopicPattern(levels);
  }

  /** What to subscribe to. */
  public String filter() {
    return String.join("/", levels.stream().map(level -> isNamed(level) ? "+" : level).toList());
  }

  private static boolean isNamed(String level) {
    return level.equals(REGION) || level.equals(CONCENTRATOR);
  }

  /** Null when the topic is not of this form. */
  public @Nullable Origin origin(String topic) {
    String[] found = topic.split("/", -1);
    if (found.length != levels.size()) {
      return null;
    }
    for (int i = 0; i < found.length; i++) {
      String level = levels.get(i);
      boolean any = isNamed(level) || level.equals("+");
      if (any ? found[i].isEmpty() : !level.equals(found[i])) {
        return null;
      }
    }
    return new Origin(found[levels.indexOf(REGION)], found[levels.indexOf(CONCENTRATOR)]);
  }
}
