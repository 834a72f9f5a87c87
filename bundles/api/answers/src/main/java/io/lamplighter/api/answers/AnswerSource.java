package io.lamplighter.api.answers;

import java.util.Locale;

/** Where an answer comes from, in the order in which it is sought. */
public enum AnswerSource {
  /** How far a request of his is, by its number. */
  PROGRESS,
  /** An outage that is known at his place. */
  OUTAGE,
  /** His bill; without a proof of who he is, how he gives one. */
  BILL,
  /** An approved article of the knowledge. */
  ARTICLE;

  /** As written outside. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
