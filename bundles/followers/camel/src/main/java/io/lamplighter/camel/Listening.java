package io.lamplighter.camel;

import io.lamplighter.api.House;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.spi.RouteIdAware;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes from outside, but not while nothing may leave: whoever takes a message moves a
 * file, marks a row or acknowledges, and the other side sees it.
 */
final class Listening extends ServiceSupport implements Consumer, RouteAware, RouteIdAware {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final long LOOK_MILLIS = 500;

  private final House house;
  private final Consumer consumer;
  private final Object turn = new Object();
  private @Nullable ScheduledExecutorService timer;
  private boolean listens;

  Listening(House house, Consumer consumer) {
    this.house = house;
    this.consumer = consumer;
  }

  @Override
  protected void doStart() {
    look();
    timer = camel().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "listening");
    timer.scheduleWithFixedDelay(this::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookAgain() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warn("{} cannot be listened to, or left alone: {}", getEndpoint(), e.toString());
    }
  }

  private void look() {
    synchronized (turn) {
      boolean may = mayListen();
      if (may && !listens) {
        ServiceHelper.startService(consumer);
      } else if (!may && listens) {
        ServiceHelper.stopService(consumer);
      }
      listens = may;
    }
  }

  boolean listens() {
    synchronized (turn) {
      return listens;
    }
  }

  /** Not while nobody knows. */
  private boolean mayListen() {
    try {
      return house.withholding() == null;
    } catch (RuntimeException away) {
      LOG.debug("Whether anything may leave is not known", away);
      return false;
    }
  }

  @Override
  protected void doStop() {
    if (timer != null) {
      camel().getExecutorServiceManager().shutdownNow(timer);
      timer = null;
    }
    synchronized (turn) {
      if (listens) {
        ServiceHelper.stopService(consumer);
      }
      listens = false;
    }
  }

  @Override
  protected void doShutdown() {
    ServiceHelper.stopAndShutdownService(consumer);
  }

  private CamelContext camel() {
    return getEndpoint().getCamelContext();
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

  @Override
  public void setRoute(Route route) {
    if (consumer instanceof RouteAware aware) {
      aware.setRoute(route);
    }
  }

  @Override
  public @Nullable Route getRoute() {
    return consumer instanceof RouteAware aware ? aware.getRoute() : null;
  }

  @Override
  public void setRouteId(String id) {
    if (consumer instanceof RouteIdAware aware) {
      aware.setRouteId(id);
    }
  }

  @Override
  public @Nullable String getRouteId() {
    return consumer instanceof RouteIdAware aware ? aware.getRouteId() : null;
  }
}
