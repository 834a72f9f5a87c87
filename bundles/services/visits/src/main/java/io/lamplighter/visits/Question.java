package io.lamplighter.visits;

import io.lamplighter.api.Text;
import java.util.Locale;

/** Something that is asked besides the score. */
record Question(String key, Form form, Text words) {
  /** How it is answered. */
  enum Form {
    YES_NO,
    SCORE;

    /** As in the table: yes-no. */
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean takes(String answer) {
      return this == SCORE ? answer.matches("[1-5]") : answer.equals("yes") || answer.equals("no");
    }
  }
}
