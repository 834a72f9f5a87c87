package io.lamplighter.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The time so much later, for whoever asks his neighbours what time it is: {@code later=P3D}. */
@Component(
    service = InstantSource.class,
    configurationPid = "io.lamplighter.probe.time",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=100")
public final class LaterTime implements InstantSource {
  private final Clock clock;

  @Activate
  public LaterTime(Map<String, Object> config) {
    Object later = Objects.requireNonNull(config.get("later"), "later");
    clock = Clock.offset(Clock.systemUTC(), Duration.parse(later.toString()));
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
