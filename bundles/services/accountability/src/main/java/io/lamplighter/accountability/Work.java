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
    List<Due> proofs = taken.stream().filter(due -> due.key().startsWith(Proving.PROVE)).toList();
    if (!proofs.isEmpty()) {
      attempt(proofs, () -> proving.prove(proofs), backoff);
    }
    for (Due due : taken) {
      if (due.key().startsWith(Opening.PROPOSE)) {
        attempt(List.of(due), () -> proposing.propose(due), backoff);
      } else if (due.key().startsWith(HeldOrders.HELD)) {
        attempt(List.of(due), () -> held.look(due), backoff);
      }
    }
    return taken.size();
  }

  private void attempt(List<Due> all, Runnable doing, Backoff backoff) {
    try {
      doing.run();
    } catch (RuntimeException e) {
      String what = all.get(0).key();
      if (e instanceof Refusal.Unavailable) {
        LOG.debug("{} waits a moment", what, e);
      } else {
        LOG.warn("{} waits a moment", what, e);
      }
      List<Due.Later> later =
          all.stream()
              .map(
                  due ->
                      due.later(tools.now().plus(backoff.after(due.attempts())), String.valueOf(e)))
              .toList();
      tools.work().run(t -> tools.agenda().later(t, later));
    }
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
