package io.lamplighter.api.answers;

import java.util.Locale;

/** What has become of an enquiry that is answered by the house, or is not. */
public enum AnswerState {
  /** An answer is being sought. */
  SOUGHT,
  /** Nothing is said: it waits for a person as it always has. */
  NONE,
  /** He was answered and has not said anything yet. */
  GIVEN,
  /** He says that it helped. */
  HELPED,
  /** He wants a person. */
  PERSON_ASKED,
  /** A person has taken it up before he said anything. */
  TAKEN,
  /** He has said nothing for so long that the house has settled it. */
  SILENT;

  /** As written outside: {@code person-asked}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
