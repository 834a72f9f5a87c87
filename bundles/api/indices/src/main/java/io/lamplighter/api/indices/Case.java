package io.lamplighter.api.indices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that counts in an index.
 *
 * @param id its name within the index
 * @param subject what it leads back to: a request's number
 * @param cell that it belongs to; of what belongs to a whole unit that unit's code, as a station's;
 *     null while nobody knows
 * @param at which hour, day, month and year it counts in
 * @param part of the index that it counts in besides the whole, as a rule's code; null when the
 *     index has none
 * @param key by which cases are found together, as a customer's number; null for none
 * @param value 1 or 0, minutes, or how many, and never less than 0; null while nobody can tell:
 *     then it waits, and counts in nothing. It is kept to the 65,536th, so that the order in which
 *     cases are added up changes no figure
 * @param outOf what the value is out of: 1 for a share and a mean, minutes of a shift for how much
 *     of it was used. 0 for what is one of no population: with the value 0 or none it is a mark, to
 *     be found and in no figure and no list
 */
public record Case(
    String id,
    String subject,
    String region,
    @Nullable String cell,
    Instant at,
    @Nullable String part,
    @Nullable String key,
    @Nullable Double value,
    double outOf) {

  /** One out of one. */
  public Case(
      String id,
      String subject,
      String region,
      @Nullable String cell,
      Instant at,
      @Nullable String part,
      @Nullable String key,
      @Nullable Double value) {
    this(id, subject, region, cell, at, part, key, value, 1);
  }

  /** The same with a value. */
  public Case worth(double another) {
    return new Case(id, subject, region, cell, at, part, key, another, outOf);
  }

  /** The same out of so much. */
  public Case outOf(double another) {
    return new Case(id, subject, region, cell, at, part, key, value, another);
  }

  /** The same where it is known to be now. */
  public Case in(String itsRegion, @Nullable String itsCell) {
    return new Case(id, subject, itsRegion, itsCell, at, part, key, value, outOf);
  }

  /** The same under a key. */
  public Case of(String itsKey) {
    return new Case(id, subject, region, cell, at, part, itsKey, value, outOf);
  }
}
