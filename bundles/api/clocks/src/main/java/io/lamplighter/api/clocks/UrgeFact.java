package io.lamplighter.api.clocks;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/** A supervisor urges (督办) and is owed an answer. The entry's subject is what it is about. */
public sealed interface UrgeFact {
  /**
   * @throws IllegalArgumentException when the entry is not one about an urge
   */
  static UrgeFact of(Entry entry) {
    return entry.as(UrgeFact.class);
  }

  /**
   * @param urge its id
   * @param on the subject it is about
   * @param to who owes the answer
   */
  @FactType(value = "urge.raised", says = "Somebody was urged, and owes an answer.")
  record Raised(String urge, String on, String to, @Nullable Boolean drill) implements UrgeFact {}

  @FactType(value = "urge.answered", says = "An urge was answered.")
  record Answered(String urge, String on, @Nullable Boolean drill) implements UrgeFact {}
}
