package io.lamplighter.camel;

import io.lamplighter.api.desk.Desk;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code desk:<channel>}: the body is a submission as in HTTP, the result body its receipt as a
 * Map.
 */
public final class DeskEndpoint extends DefaultEndpoint {
  private final Desk desk;
  private final String channel;

  DeskEndpoint(String uri, DeskComponent component, Desk desk, String channel) {
    super(uri, component);
    this.desk = desk;
    this.channel = channel;
  }

  @Override
  public Producer createProducer() {
    return new DeskProducer(this, desk, channel);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("desk: is to write to; follow journal: to read");
  }

  @Override
  public boolean isRemote() {
    return false;
  }
}
