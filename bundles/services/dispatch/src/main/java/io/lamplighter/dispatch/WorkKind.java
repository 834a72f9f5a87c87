package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import java.util.Set;

/**
 * A kind of field work.
 *
 * @param requests kinds of requests that need it by themselves
 * @param skills that the crew has, all of them
 * @param minutes on site, until enough is learned
 * @param people that are there at least (two-person rule)
 * @param together the kinds that are done with it in one visit (一岗制, 联合勘查)
 */
record WorkKind(
    String code,
    Text name,
    Set<RequestKind> requests,
    Set<String> skills,
    int minutes,
    int people,
    Set<String> tools,
    Set<String> together) {
  WorkKind {
    requests = Set.copyOf(requests);
    skills = Set.copyOf(skills);
    tools = Set.copyOf(tools);
    together = Set.copyOf(together);
  }

  /** Whether a crew can do it with so many people who have these skills together. */
  boolean isFor(int there, Set<String> can) {
    return there >= people && can.containsAll(skills);
  }
}
