package io.lamplighter.api.indices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that counts in an index.
 *
 * @param id its name within the index
 * @param subject what it leads back to: a request's number
 * @param at which hour, day, month and year it counts in
 * @param part of the index that it counts in besides the whole, as a rule's code; null when the
 *     index has none
 * @param key by which cases are found together, as a customer's number; null for none
 * @param value 1 or 0, or minutes; null while nobody can tell: then it waits, and counts in nothing
 */
public record Case(
    String id,
    String subject,
    String region,
    @Nullable String cell,
    Instant at,
    @Nullable String part,
    @Nullable String key,
    @Nullable Double value) {

  /** The same with a value. */
  public Case worth(double another) {
    return new Case(id, subject, region, cell, at, part, key, another);
  }

  /** The same where it is known to be now. */
  public Case in(String itsRegion, @Nullable String itsCell) {
    return new Case(id, subject, itsRegion, itsCell, at, part, key, value);
  }

  /** The same under a key. */
  public Case of(String itsKey) {
    return new Case(id, subject, region, cell, at, part, itsKey, value);
  }
}
