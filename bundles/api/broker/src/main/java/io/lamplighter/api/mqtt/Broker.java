package io.lamplighter.api.mqtt;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A running MQTT broker that accepts connections. Whoever provides the broker registers this
 * service. It keeps what is published to {@link #EVENTS}, to {@link TopicPattern#NODE_DEATHS} and
 * to the vendors' topics that it is told of, for the shared subscription {@link #SHARE}, also while
 * nobody is subscribed: a concentrator's message that it has acknowledged is not lost.
 */
@ConsumerType
public interface Broker {
  /** Where concentrators publish: {@code meters/{region}/{concentrator}/events}. */
  String EVENTS = "meters/+/+/events";

  /** Name of the platform's shared subscription, {@code $share/lamplighter/meters/+/+/events}. */
  String SHARE = "lamplighter";

  /** {@code tcp://host:port}. */
  String url();

  /** The platform's own user, who may read. */
  String user();

  String password();
}
