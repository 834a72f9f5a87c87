package io.lamplighter.intake.meters;

import io.lamplighter.api.mqtt.TopicPattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NDEATH of Sparkplug B, which the broker sends for a node that has fallen silent: communication
 * lost, not a proven outage. The group is the region. It was written when the node connected, so
 * its time is when it comes in, and {@code bdSeq}, the number of the node's session, makes two
 * reports the same.
 */
final class NodeDeathShape implements Shape {
  /** Of a collector, communication, disconnected (IEC 61968-9). */
  static final String CODE = "10.1.0.68";

  private static final String SESSION = "bdSeq";

  /** Field numbers of Payload and of its Metric. */
  private static final int TIMESTAMP = 1;

  private static final int METRICS = 2;
  private static final int NAME = 1;
  private static final int INT_VALUE = 10;
  private static final int LONG_VALUE = 11;

  private final Codes codes;
  private final Plausible times;

  NodeDeathShape(Codes codes, Plausible times) {
    this.codes = codes;
    this.times = times;
  }

  @Override
  public TopicPattern topics() {
    return TopicPattern.NODE_DEATHS;
  }

  @Override
  public Parsed read(TopicPattern.Origin from, Incoming message) throws Unreadable {
    Unreadable.unless(message.payload().length <= MessageParser.LARGEST, "too-large");
    Death death = new Death();
    Protobuf.read(ByteBuffer.wrap(message.payload()), death);
    Instant now = times.now();
    MeterEvent event =
        new MeterEvent(
            from.region(),
            from.concentrator(),
            death.session(now),
            from.concentrator(),
            codes.known(CODE),
            now,
            null,
            "");
    return new Parsed(message, List.of(event), List.of());
  }

  /** What is wanted of the payload. */
  private static final class Death implements Protobuf.Fields {
    private @Nullable Long connected;
    private @Nullable Long number;

    @Override
    public void field(int field, long value, ByteBuffer octets) throws Unreadable {
      if (field == TIMESTAMP) {
        connected = value;
      } else if (field == METRICS) {
        Metric metric = new Metric();
        Protobuf.read(octets, metric);
        if (SESSION.equals(metric.name)) {
          number = metric.value;
        }
      }
    }

    /** Numbers begin again after 255: without the time of connecting, each counts for a day. */
    String session(Instant now) throws Unreadable {
      Unreadable.unless(number != null, "no-bdSeq");
      Object since = connected == null ? now.atOffset(ZoneOffset.UTC).toLocalDate() : connected;
      return SESSION + " " + number + " " + since;
    }
  }

  private static final class Metric implements Protobuf.Fields {
    private String name = "";
    private @Nullable Long value;

    @Override
    public void field(int field, long number, ByteBuffer octets) {
      if (field == NAME) {
        name = StandardCharsets.UTF_8.decode(octets).toString();
      } else if (field == INT_VALUE || field == LONG_VALUE) {
        value = number;
      }
    }
  }
}
