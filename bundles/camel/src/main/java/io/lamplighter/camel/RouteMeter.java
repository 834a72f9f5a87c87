package io.lamplighter.camel;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/** Counts what goes down one route. */
final class RouteMeter extends RoutePolicySupport {
  private final InstantSource clock;
  private long done;
  private long failed;
  private long minute;
  private long thisMinute;
  private long lastMinute;
  private @Nullable String lastError;

  RouteMeter(InstantSource clock) {
    this.clock = clock;
  }

  /** What was counted. */
  record Counts(long done, long failed, long perMinute, @Nullable String lastError) {}

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Exception exception = exchange.getException();
    if (exception == null) {
      passed();
    } else {
      failed(Failure.of(exception, clock.instant()).cause());
    }
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
