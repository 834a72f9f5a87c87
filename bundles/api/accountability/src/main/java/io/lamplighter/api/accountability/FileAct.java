package io.lamplighter.api.accountability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people do with a file, as it stands in the API's paths. */
public enum FileAct {
  /** Says who is held responsible, when nobody is proposed or another one is. */
  NAME,
  /** The statement of who is held responsible. */
  STATE,
  JUDGE,
  MEASURE,
  APPROVE,
  /** Not approved: it is to be judged anew. */
  RETURN,
  /** Tells who is held responsible what was approved. */
  TELL,
  /** He does not appeal. */
  ACCEPT,
  APPEAL,
  /** Decides an appeal. */
  DECIDE,
  /** Proposes to take the file back. */
  ANNUL,
  /** The second person takes it back. */
  CONFIRM,
  /** Says whether a rule has found it rightly. */
  GRADE,
  /** Makes a typical case (典型案例) of it. */
  PUBLISH;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FileAct> ofWire(String wire) {
    return Arrays.stream(values()).filter(act -> act.wire().equals(wire)).findAny();
  }
}
