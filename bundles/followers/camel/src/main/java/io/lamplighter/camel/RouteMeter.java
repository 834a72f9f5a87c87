package io.lamplighter.camel;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what goes down one route, and tells of failures that nobody else hears of. */
final class RouteMeter extends RoutePolicySupport {
  private static final Logger LOG = LoggerFactory.getLogger(RouteMeter.class);

  private final InstantSource clock;
  private final Secrets secrets;
  private long done;
  private long failed;
  private long minute;
  private long thisMinute;
  private long lastMinute;
  private @Nullable String lastError;

  RouteMeter(InstantSource clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /** What was counted. */
  record Counts(long done, long failed, long perMinute, @Nullable String lastError) {}

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Exception exception = exchange.getException();
    if (exception == null) {
      passed();
    } else {
      String cause = Failure.of(exception, clock.instant(), secrets).cause();
      failed(cause);
      if (nobodyWaits(exchange)) {
        Object file = exchange.getMessage().getHeader(Exchange.FILE_NAME);
        LOG.warn("Route {} failed{}: {}", route.getId(), file == null ? "" : " on " + file, cause);
      }
    }
  }

  /** A caller is told himself, and a follower's courier tells when it gives up. */
  private static boolean nobodyWaits(Exchange exchange) {
    return !exchange.getPattern().isOutCapable()
        && !(exchange.getFromEndpoint() instanceof JournalEndpoint);
  }

  private synchronized void passed() {
    turn();
    done++;
    thisMinute++;
  }

  private synchronized void failed(String cause) {
    failed++;
    lastError = cause;
  }

  synchronized Counts counts() {
    turn();
    return new Counts(done, failed, lastMinute, lastError);
  }

  private void turn() {
    long now = TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    if (now != minute) {
      lastMinute = now == minute + 1 ? thisMinute : 0;
      thisMinute = 0;
      minute = now;
    }
  }
}
