package io.lamplighter.api.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The organisation as it is in force. Answered from memory, for whoever takes something in. */
@ProviderType
public interface Organisation {
  /**
   * Which cells these places belong to at that time, each by the nearest rule that says something:
   * service point, transformer, feeder, address, polygon. One answer for each, in order.
   */
  List<Belonging> cells(List<Place> places, Instant at);

  Optional<Unit> unit(String code, Instant at);

  /**
   * The units directly below one, by code.
   *
   * @param code null for the topmost
   */
  List<Unit> below(@Nullable String code, Instant at);

  /** The unit and those above it, nearest first; empty when it is not known. */
  List<Unit> line(String code, Instant at);

  /**
   * Who answers for a unit at that time: logins, the person in charge first, then deputies.
   *
   * @return empty when there is nobody
   */
  List<String> inCharge(String code, Instant at);

  /** Who is or was on duty for a unit at that time: logins; empty when nobody is. */
  List<String> onDuty(String code, Instant at);
}
