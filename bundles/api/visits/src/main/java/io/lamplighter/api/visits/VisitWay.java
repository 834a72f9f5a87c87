package io.lamplighter.api.visits;

import java.util.Locale;

/** By what somebody is asked, in the order in which they are tried. */
public enum VisitWay {
  /** With the text that says that it is done, or one of its own. */
  TEXT,
  /** A second text, which names the form on his page. */
  FORM,
  /** An agent calls. */
  CALL;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
