package io.lamplighter.visits;

import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import java.time.Instant;
import java.util.Locale;

/** What is due of a visit. The key on the agenda is the step and the visit's id. */
enum Step {
  /** Whether he is asked. */
  DRAW,
  /** The next way to ask him. */
  NEXT,
  /** What he told an agent is told to the desk. */
  TELL,
  /** What he has said opens the request again. */
  REOPEN;

  private static final char MARK = ':';

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String key(String visit) {
    return word() + MARK + visit;
  }

  Thing of(OneVisit visit, Instant due) {
    return new Thing(key(visit.id), visit.requestNo, due);
  }

  static Step of(Due due) {
    return valueOf(due.key().substring(0, due.key().indexOf(MARK)).toUpperCase(Locale.ROOT));
  }

  /** Which visit is meant. */
  static String visit(Due due) {
    return due.key().substring(due.key().indexOf(MARK) + 1);
  }
}
