package io.lamplighter.planner;

import io.lamplighter.api.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many searches run, in all and of each user. */
final class Runs {
  private static final Duration LATER = Duration.ofSeconds(5);
  private final int most;
  private final int mostPerUser;
  private final Map<String, Integer> running = new HashMap<>();
  private int all;

  Runs(int most, int mostPerUser) {
    this.most = most;
    this.mostPerUser = mostPerUser;
  }

  /**
   * @throws Refusal.TooMany when that would be one too many
   */
  synchronized void begin(String user) {
    int his = running.getOrDefault(user, 0);
    if (all >= most || his >= mostPerUser) {
      throw new Refusal.TooMany(LATER);
    }
    running.put(user, his + 1);
    all++;
  }

  synchronized void end(String user) {
    running.computeIfPresent(user, (u, his) -> his == 1 ? null : his - 1);
    all--;
  }
}
