package io.lamplighter.accountability;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.retry.Backoff;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done by itself. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final Tools tools;
  private final Proposing proposing;
  private final Proving proving;
  private final HeldOrders held;
  private final DayClosing days;
  private final MonthClosing months;

  /**
   * @param hasOrganisation whether there is anybody to ask for units
   */
  Work(Tools tools, BooleanSupplier hasOrganisation) {
    this.tools = tools;
    proposing = new Proposing(tools, hasOrganisation);
    proving = new Proving(tools);
    held = new HeldOrders(tools);
    days = new DayClosing(tools, hasOrganisation);
    months = new MonthClosing(tools);
  }

  /**
   * Does what is due; what fails comes again later, and holds up nothing else.
   *
   * @return how many were looked at
   */
  int due(int most, Backoff backoff) {
    List<Due> taken = tools.agenda().take(most);
    for (Due due : taken) {
      try {
        if (due.key().startsWith(Opening.PROPOSE)) {
          proposing.propose(due);
        } else if (due.key().startsWith(HeldOrders.HELD)) {
          held.look(due);
        } else {
          proving.prove(due);
        }
      } catch (RuntimeException e) {
        if (e instanceof Refusal.Unavailable) {
          LOG.debug("{} waits a moment", due.key(), e);
        } else {
          LOG.warn("{} waits a moment", due.key(), e);
        }
        Due.Later later =
            due.later(tools.now().plus(backoff.after(due.attempts())), String.valueOf(e));
        tools.work().run(t -> tools.agenda().later(t, List.of(later)));
      }
    }
    return taken.size();
  }

  /**
   * Closes a day and a month that are over.
   *
   * @return whether there were any
   */
  boolean close() {
    // A month waits for nobody, as a day does for who is to be told.
    boolean month = months.close();
    return days.close() || month;
  }
}
