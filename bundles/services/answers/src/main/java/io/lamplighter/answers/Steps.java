package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Due.Later;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due of answers; whoever is away is waited for. */
final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private static final Duration LATER = Duration.ofSeconds(5);

  /** What fails again and again is tried every ten minutes in the end. */
  private static final int MOST_TIMES = 120;

  private final Tools tools;
  private final Seeking seeking;
  private final DeskTruth truth;
  private final int atOnce;

  /**
   * @param atOnce so many are done within the agenda's lease, with every source at its limit
   */
  Steps(Tools tools, Seeking seeking, int atOnce) {
    this.tools = tools;
    this.seeking = seeking;
    this.truth = new DeskTruth(tools);
    this.atOnce = atOnce;
  }

  /**
   * @return how many were looked at
   */
  int round() {
    List<Due> due = tools.agenda().take(atOnce);
    due.forEach(this::take);
    return due.size();
  }

  private void take(Due due) {
    try {
      switch (Step.of(due)) {
        case SEEK -> seeking.seek(due);
        case RAISE -> truth.raise(due);
        case SETTLE -> truth.settle(due);
        case CLOSE -> truth.close(due);
      }
    } catch (Refusal.Unavailable | Refusal.TooMany | Refusal.Stale away) {
      Later later = due.later(tools.now().plus(LATER), away.getMessage());
      tools.work().run(transaction -> tools.agenda().back(transaction, List.of(later)));
    } catch (RuntimeException e) {
      // Whatever is wrong with this one, those behind it are not kept waiting.
      LOG.warn("{} waits: {}", due.key(), e.toString());
      Duration rest = LATER.multipliedBy(Math.min(due.attempts(), MOST_TIMES));
      Later later = due.later(tools.now().plus(rest), e.getMessage());
      tools.work().run(transaction -> tools.agenda().later(transaction, List.of(later)));
    }
  }
}
