package io.lamplighter.systems;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * A component for {@code from:} alone whose routes are called by us and answer at once; while such
 * a route runs, it stands in a table under its name.
 *
 * @param <S> what an endpoint's options say
 */
final class Called<S> extends DefaultComponent {
  private final Map<String, Route<S>> table;
  private final Function<Step.Options, S> settings;

  /** The routes that run now. */
  static <S> Map<String, Route<S>> table() {
    return new ConcurrentHashMap<>();
  }

  Called(Map<String, Route<S>> table, Function<Step.Options, S> settings) {
    this.table = table;
    this.settings = settings;
  }

  /** A running route. */
  record Route<S>(Consumer consumer, Processor processor, S settings) {
    /** Has the route handle a message, on this thread; its failure is in the exchange. */
    Exchange call(java.util.function.Consumer<Exchange> fill) {
      Exchange exchange = consumer.getEndpoint().createExchange(ExchangePattern.InOut);
      fill.accept(exchange);
      CamelContext context = exchange.getContext();
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(context.getApplicationContextClassLoader());
      try {
        processor.process(exchange);
      } catch (Exception e) {
        exchange.setException(e);
      } finally {
        thread.setContextClassLoader(before);
      }
      return exchange;
    }
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    S read = settings.apply(new Step.Options(parameters));
    return new CalledEndpoint(uri, name, read);
  }

  private final class CalledEndpoint extends DefaultEndpoint {
    private final String name;
    private final S read;

    CalledEndpoint(String uri, String name, S read) {
      super(uri, Called.this);
      this.name = name;
      this.read = read;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      CalledConsumer consumer = new CalledConsumer(this, processor);
      configureConsumer(consumer);
      return consumer;
    }

    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException(getEndpointUri() + " only begins a route");
    }
  }

  private final class CalledConsumer extends DefaultConsumer {
    private final Route<S> route;
    private final String name;

    CalledConsumer(CalledEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
      name = endpoint.name;
      route = new Route<>(this, processor, endpoint.read);
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      if (table.putIfAbsent(name, route) != null) {
        throw new IllegalStateException(getEndpoint().getEndpointUri() + " is taken already");
      }
    }

    @Override
    protected void doStop() throws Exception {
      table.remove(name, route);
      super.doStop();
    }
  }
}
