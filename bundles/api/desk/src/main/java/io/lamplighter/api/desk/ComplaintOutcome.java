package io.lamplighter.api.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a complaint or report was found justified (属实、部分属实、不属实), as the desk says. */
public enum ComplaintOutcome {
  JUSTIFIED,
  PARTLY,
  UNJUSTIFIED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ComplaintOutcome> ofWire(String wire) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findAny();
  }
}
