package io.lamplighter.api.organisation;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to units, rosters and responsibility. */
public sealed interface OrganisationFact {
  /**
   * @throws IllegalArgumentException when the entry is not one of the organisation's
   */
  static OrganisationFact of(Entry entry) {
    return entry.as(OrganisationFact.class);
  }

  /**
   * The units are others. The entry's subject is the version's number.
   *
   * @param units how many are valid in it
   * @param validFrom from when on it counts
   */
  @FactType(value = "organisation.changed", says = "A new version of the units came in force.")
  record Changed(long version, long units, Instant validFrom) implements OrganisationFact {}

  /** The entry's subject is the unit's code. */
  @FactType(value = "roster.changed", says = "A unit's duty roster was changed.")
  record RosterChanged(String unit, Instant from, Instant to) implements OrganisationFact {}

  /** The entry's subject is the unit's code. */
  @FactType(value = "roster.gap-found", says = "Nobody will be on duty for a unit.")
  record GapFound(String unit, Instant from, Instant to) implements OrganisationFact {}

  /**
   * A handover. The entry's subject is what is handed over, as a request's number.
   *
   * @param handover its id
   * @param on the subject that is handed over
   * @param from who has it
   * @param to who is to have it
   */
  record Handover(String handover, String on, String from, String to) {}

  /**
   * @param until when it falls back
   */
  @FactType(value = "handover.offered", says = "Responsibility was offered to somebody else.")
  record Offered(@FactType.Inline Handover about, Instant until, @Nullable Boolean drill)
      implements OrganisationFact {}

  @FactType(value = "handover.accepted", says = "Responsibility passed to somebody else.")
  record Accepted(@FactType.Inline Handover about, @Nullable Boolean drill)
      implements OrganisationFact {}

  @FactType(
      value = {"handover.declined", "handover.lapsed", "handover.withdrawn"},
      says = "An offered responsibility was not taken: it stays where it is.")
  record NotTaken(@FactType.Inline Handover about, @Nullable Boolean drill)
      implements OrganisationFact {}
}
