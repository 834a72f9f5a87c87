package io.lamplighter.camel;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** A step that fetches from outside ({@code pollEnrich}, {@code poll}): held back like a sender. */
final class Asking extends ServiceSupport implements DynamicPollingConsumer {
  private final PollingConsumer consumer;
  private final Gate gate;
  private boolean asks;

  /** Whether it may ask. */
  @FunctionalInterface
  interface Gate {
    /**
     * @param exchange ends when it may not; null when nobody says for what it is
     */
    boolean isOpen(@Nullable Exchange exchange);
  }

  Asking(PollingConsumer consumer, Gate gate) {
    this.consumer = consumer;
    this.gate = gate;
  }

  /** Some take what there is as soon as they have been started. */
  private @Nullable Exchange ask(
      @Nullable Exchange exchange,
      Function<PollingConsumer, @Nullable Exchange> plain,
      BiFunction<DynamicPollingConsumer, Exchange, @Nullable Exchange> dynamic) {
    if (!gate.isOpen(exchange)) {
      leave();
      return null;
    }
    ServiceHelper.startService(consumer);
    asks = true;
    return exchange != null && consumer instanceof DynamicPollingConsumer one
        ? dynamic.apply(one, exchange)
        : plain.apply(consumer);
  }

  /** What was stopped before it began would begin only half. */
  private void leave() {
    if (asks) {
      ServiceHelper.stopService(consumer);
      asks = false;
    }
  }

  @Override
  public @Nullable Exchange receive() {
    return ask(null, PollingConsumer::receive, DynamicPollingConsumer::receive);
  }

  @Override
  public @Nullable Exchange receiveNoWait() {
    return ask(null, PollingConsumer::receiveNoWait, DynamicPollingConsumer::receiveNoWait);
  }

  @Override
  public @Nullable Exchange receive(long timeout) {
    return ask(null, one -> one.receive(timeout), (one, asked) -> one.receive(asked, timeout));
  }

  @Override
  public @Nullable Exchange receive(Exchange exchange) {
    return ask(exchange, PollingConsumer::receive, DynamicPollingConsumer::receive);
  }

  @Override
  public @Nullable Exchange receiveNoWait(Exchange exchange) {
    return ask(exchange, PollingConsumer::receiveNoWait, DynamicPollingConsumer::receiveNoWait);
  }

  @Override
  public @Nullable Exchange receive(Exchange exchange, long timeout) {
    return ask(exchange, one -> one.receive(timeout), (one, asked) -> one.receive(asked, timeout));
  }

  @Override
  protected void doStop() {
    leave();
  }

  @Override
  protected void doShutdown() {
    ServiceHelper.stopAndShutdownService(consumer);
  }

  @Override
  public Endpoint getEndpoint() {
    return consumer.getEndpoint();
  }

  @Override
  public Processor getProcessor() {
    return consumer.getProcessor();
  }

  @Override
  public Exchange createExchange(boolean autoRelease) {
    return consumer.createExchange(autoRelease);
  }

  @Override
  public void releaseExchange(Exchange exchange, boolean autoRelease) {
    consumer.releaseExchange(exchange, autoRelease);
  }
}
