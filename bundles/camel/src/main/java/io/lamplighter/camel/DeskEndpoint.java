package io.lamplighter.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code desk:<channel>}: the body is a submission as in HTTP, the result body its receipt as a
 * Map.
 */
public final class DeskEndpoint extends DefaultEndpoint {
  private final Desks desks;
  private final String channel;

  DeskEndpoint(String uri, DeskComponent component, Desks desks, String channel) {
    super(uri, component);
    this.desks = desks;
    this.channel = channel;
  }

  @Override
  public Producer createProducer() {
    return new DeskProducer(this, desks, channel);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("desk: is to write to; follow journal: to read");
  }
}
