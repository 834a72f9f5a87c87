package io.lamplighter.api.dispatch;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import java.time.Instant;

/** What happens to a crew (班组), whose code is the entry's subject. */
public sealed interface CrewFact {
  /**
   * @throws IllegalArgumentException when the entry is not one of a crew
   */
  static CrewFact of(Entry entry) {
    return entry.as(CrewFact.class);
  }

  @FactType(value = "crew.changed", says = "A crew was made, or is another one.")
  record Changed(String crew, String station, long version) implements CrewFact {}

  @FactType(value = "crew.removed", says = "A crew is there no more.")
  record Removed(String crew, String station) implements CrewFact {}

  @FactType(value = "crew.roster-changed", says = "When a crew works was changed.")
  record RosterChanged(String crew, Instant from, Instant to) implements CrewFact {}

  /** Somebody of the crew is not there. */
  @FactType(value = "crew.absence-noted", says = "Somebody of a crew will be missing.")
  record AbsenceNoted(String crew, Instant from, Instant to) implements CrewFact {}

  /** He comes after all, or is back. */
  @FactType(value = "crew.absence-withdrawn", says = "Somebody of a crew will not be missing.")
  record AbsenceWithdrawn(String crew, Instant from, Instant to) implements CrewFact {}

  /**
   * What a crew did in a shift, as it was known four hours after its end.
   *
   * @param station that it worked for
   * @param minutes of the shift without its break; more than 0
   * @param wayMinutes on the way, of visits begun in the shift, as the next ones
   * @param workMinutes at customers
   * @param visits how many
   */
  @FactType(value = "crew.shift-ended", says = "A crew's shift is over, and what it did in it.")
  record ShiftEnded(
      String crew,
      String station,
      Instant from,
      Instant to,
      long minutes,
      long wayMinutes,
      long workMinutes,
      long visits)
      implements CrewFact {}
}
