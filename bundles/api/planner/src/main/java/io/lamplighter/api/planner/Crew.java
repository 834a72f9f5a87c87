package io.lamplighter.api.planner;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A team with its shift.
 *
 * @param end null: the tour ends at its last job
 * @param shift leaves {@code start} no earlier, is at {@code end} no later
 * @param capacity how much {@link Job#demand} one tour carries
 * @param breaks in the order of the day
 */
public record Crew(
    String id,
    Place start,
    @Nullable Place end,
    Window shift,
    double capacity,
    Set<String> skills,
    List<Break> breaks) {
  public Crew {
    skills = Set.copyOf(skills);
    breaks = List.copyOf(breaks);
  }
}
