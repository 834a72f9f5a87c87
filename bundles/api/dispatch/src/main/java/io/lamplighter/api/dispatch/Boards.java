package io.lamplighter.api.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The days of stations (派工板), to look at. */
@ProviderType
public interface Boards {
  /**
   * @param day today when it is null
   * @throws Refusal.NotFound {@code station.unknown} when it has no crew, also for one of another
   *     region
   */
  Board day(Caller caller, String station, @Nullable LocalDate day);
}
