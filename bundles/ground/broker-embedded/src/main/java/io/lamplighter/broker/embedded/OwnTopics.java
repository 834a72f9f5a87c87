package io.lamplighter.broker.embedded;

import io.lamplighter.api.Region;
import io.lamplighter.api.mqtt.TopicPattern;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a concentrator may publish: under its own name, in regions that it is registered for, to
 * {@code meters/{region}/{concentrator}/events}, as a Sparkplug node, and to vendors' topics.
 */
final class OwnTopics {
  private static final int LONGEST = 200;

  /** A Sparkplug node's own messages, and those of the devices behind it. */
  private static final List<TopicPattern> NODE =
      List.of(
          TopicPattern.of("spBv1.0/{region}/NBIRTH/{concentrator}"),
          TopicPattern.of("spBv1.0/{region}/NDATA/{concentrator}"),
          TopicPattern.of("spBv1.0/{region}/DBIRTH/{concentrator}/+"),
          TopicPattern.of("spBv1.0/{region}/DDATA/{concentrator}/+"),
          TopicPattern.of("spBv1.0/{region}/DDEATH/{concentrator}/+"));

  private final List<TopicPattern> kept = new ArrayList<>();
  private final List<TopicPattern> all = new ArrayList<>();

  OwnTopics(List<TopicPattern> vendors) {
    kept.add(TopicPattern.EVENTS);
    kept.add(TopicPattern.NODE_DEATHS);
    kept.addAll(vendors);
    all.addAll(kept);
    all.addAll(NODE);
  }

  /**
   * @param vendors patterns, separated by commas
   * @throws IllegalArgumentException naming what is no pattern
   */
  static OwnTopics of(String vendors) {
    return new OwnTopics(
        vendors.isBlank()
            ? List.of()
            : List.of(vendors.split(",")).stream()
                .map(topic -> TopicPattern.of(topic.strip()))
                .toList());
  }

  /** Of what is published there nothing is lost while the platform is away. */
  List<String> kept() {
    return kept.stream().map(TopicPattern::filter).distinct().toList();
  }

  boolean isOwn(Caller concentrator, String topic) {
    return topic.length() <= LONGEST
        && all.stream()
            .map(pattern -> pattern.origin(topic))
            .anyMatch(origin -> origin != null && isOf(concentrator, origin));
  }

  private static boolean isOf(Caller concentrator, TopicPattern.Origin origin) {
    return origin.concentrator().equals(concentrator.name())
        && Region.isCode(origin.region())
        && concentrator.covers(origin.region());
  }
}
