package io.lamplighter.intake.call;

import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/** What is written of a call, whose number is the entry's subject. */
sealed interface CallFact {
  /** 95598 or vip. */
  String line();

  @FactType(value = "call.opened", says = "An agent took a call.")
  record Opened(String line) implements CallFact {}

  /**
   * @param drill true in a rehearsal, else not there
   */
  @FactType(value = "call.taken-down", says = "A call became a request.")
  record TakenDown(String line, String requestNo, @Nullable Boolean drill) implements CallFact {}

  @FactType(value = "call.transferred", says = "A call went to another agent or queue.")
  record Transferred(String line, String from, String to) implements CallFact {}

  /**
   * @param outcome a code, as in wrong-number
   */
  @FactType(value = "call.closed", says = "A call is over.")
  record Closed(String line, @Nullable String outcome) implements CallFact {}
}
