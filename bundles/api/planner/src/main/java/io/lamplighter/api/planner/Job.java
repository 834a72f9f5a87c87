package io.lamplighter.api.planner;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of field work for one crew.
 *
 * @param window when the work begins; a crew that is early waits
 * @param service how long the work takes
 * @param skills what its crew must have, all of them
 * @param priority 0 to 9; where not every job finds a crew, one job counts as much as ten of the
 *     priority below
 * @param pinned null: any crew, any time in the window
 */
public record Job(
    String id,
    Place at,
    Window window,
    double service,
    double demand,
    Set<String> skills,
    int priority,
    @Nullable Pin pinned) {
  public Job {
    skills = Set.copyOf(skills);
  }
}
