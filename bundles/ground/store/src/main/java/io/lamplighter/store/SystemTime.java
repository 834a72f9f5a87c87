package io.lamplighter.store;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Component;

/** The one place that asks the system for the time. */
@Component(service = InstantSource.class)
public final class SystemTime implements InstantSource {
  private final Clock clock = Clock.systemUTC();

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
