package io.lamplighter.api.dispatch;

import io.lamplighter.api.security.Caller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What crews there are, and what they can take (承载力). */
@ProviderType
public interface Capacities {
  /** So many are told at most. */
  int MOST = 2_000;

  /**
   * Crews of the caller's region, by code.
   *
   * @param station null for all
   */
  List<CrewLine> crews(Caller caller, @Nullable String station);

  /**
   * The capacity sheet of a station's day: for each crew's shift first all kinds together, then
   * each.
   *
   * @param day null for today
   * @throws io.lamplighter.api.Refusal.NotFound {@code station.unknown}, also for one of another
   *     region
   */
  List<CapacityLine> sheet(Caller caller, String station, @Nullable LocalDate day);
}
