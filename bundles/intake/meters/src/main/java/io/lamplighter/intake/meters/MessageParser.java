package io.lamplighter.intake.meters;

import io.lamplighter.api.Region;
import io.lamplighter.api.mqtt.TopicPattern;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a message in the shape that its topic tells. A message that cannot be read is set aside as
 * a whole; of a message that can, only the events that cannot.
 */
final class MessageParser {
  static final int LARGEST = 256 * 1024;
  static final int MOST_EVENTS = 1000;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cn}\\p{Cs}/+#]{1,100}");

  private final List<Shape> shapes;

  /**
   * @param shapes the first that a topic fits is taken
   */
  MessageParser(List<? extends Shape> shapes) {
    this.shapes = List.copyOf(shapes);
  }

  Parsed parse(Incoming message) {
    for (Shape shape : shapes) {
      TopicPattern.Origin from = shape.topics().origin(message.topic());
      if (from != null) {
        return isKnown(from)
            ? read(shape, from, message)
            : Parsed.nothingOf(message, null, "bad-topic");
      }
    }
    return Parsed.nothingOf(message, null, "bad-topic");
  }

  /** Who stands for no region stands for nobody's meters. */
  private static boolean isKnown(TopicPattern.Origin from) {
    return !from.region().isEmpty()
        && Region.isCode(from.region())
        && NAME.matcher(from.concentrator()).matches();
  }

  private static Parsed read(Shape shape, TopicPattern.Origin from, Incoming message) {
    try {
      return shape.read(from, message);
    } catch (Unreadable e) {
      return Parsed.nothingOf(message, from, e.causeWord());
    }
  }
}
