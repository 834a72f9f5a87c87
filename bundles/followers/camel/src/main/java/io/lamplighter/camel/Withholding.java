package io.lamplighter.camel;

import io.lamplighter.api.House;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every endpoint that leads out of the house: while nothing may leave, a route that
 * sends to it or fetches from it ends there, and none begins there. An endpoint leads out unless it
 * says that it is not remote, so one that nobody thought of does.
 */
final class Withholding implements EndpointStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(Withholding.class);

  private final House house;
  private final Secrets secrets;

  Withholding(House house, Secrets secrets) {
    this.house = house;
    this.secrets = secrets;
  }

  @Override
  public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
    boolean leads = endpoint.isRemote() && !(endpoint instanceof InterceptSendToEndpoint);
    return leads ? new WayOut(endpoint) : endpoint;
  }

  private void withhold(Exchange exchange, String why, Endpoint to) {
    String address = secrets.mask(to.getEndpointBaseUri());
    Withheld watched = Withheld.of(exchange);
    if (watched == null || !watched.add(why, address)) {
      Withheld.watch(exchange).add(why, address);
      LOG.info("Route {}: nothing goes to {}: {}", exchange.getFromRouteId(), address, why);
    }
    exchange.setRouteStop(true);
  }

  /** Whether {@code exchange}, if one is known, may be filled from {@code from}; it ends if not. */
  private boolean mayAsk(@Nullable Exchange exchange, Endpoint from) {
    String why = house.withholding();
    if (why != null && exchange != null) {
      withhold(exchange, why, from);
    }
    return why == null;
  }

  /** In all else it is the endpoint itself. */
  private final class WayOut extends DefaultInterceptSendToEndpoint {
    WayOut(Endpoint endpoint) {
      super(endpoint, false);
    }

    @Override
    public AsyncProducer createAsyncProducer() throws Exception {
      return new Sending(this, getOriginalEndpoint().createAsyncProducer());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      return new Listening(house, getOriginalEndpoint().createConsumer(processor));
    }

    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
      return new Asking(
          getOriginalEndpoint().createPollingConsumer(), exchange -> mayAsk(exchange, this));
    }

    @Override
    public boolean isSingletonProducer() {
      return getOriginalEndpoint().isSingletonProducer();
    }
  }

  private final class Sending extends DefaultAsyncProducer {
    private final AsyncProducer producer;

    Sending(Endpoint endpoint, AsyncProducer producer) {
      super(endpoint);
      this.producer = producer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      try {
        String why = house.withholding();
        if (why == null) {
          return producer.process(exchange, callback);
        }
        withhold(exchange, why, getEndpoint());
      } catch (RuntimeException e) {
        exchange.setException(e);
      }
      callback.done(true);
      return true;
    }

    @Override
    public boolean isSingleton() {
      return producer.isSingleton();
    }

    @Override
    protected void doStart() {
      ServiceHelper.startService(producer);
    }

    @Override
    protected void doStop() {
      ServiceHelper.stopService(producer);
    }
  }
}
