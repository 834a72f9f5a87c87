package io.lamplighter.answers;

import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import java.time.Instant;
import java.util.Locale;

/** What is due of an answer. The key on the agenda is the step and the request's number. */
enum Step {
  /** An answer is sought. */
  SEEK,
  /** Whoever wants a person is put before what waits. */
  RAISE,
  /** It helped: the house settles the request. */
  SETTLE,
  /** Nothing was heard for long enough: the house settles it. */
  CLOSE;

  private static final char MARK = ':';

  String key(String requestNo) {
    return name().toLowerCase(Locale.ROOT) + MARK + requestNo;
  }

  Thing of(String requestNo, Instant due) {
    return new Thing(key(requestNo), requestNo, due);
  }

  static Step of(Due due) {
    return valueOf(due.key().substring(0, due.key().indexOf(MARK)).toUpperCase(Locale.ROOT));
  }
}
