package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.util.function.Supplier;

/** A table that somebody sent: its first mistake is told by its line. */
final class Faulty {
  private Faulty() {}

  /**
   * @throws Refusal.Invalid naming {@code /lines/<line>}, or nothing when all of it is wrong
   */
  static <T> T named(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DataFile.Mistake mistake) {
      String pointer = mistake.line() == 0 ? "" : "/lines/" + mistake.line();
      Text why = mistake.why();
      throw new Refusal.Invalid(pointer, why.en(), why.zh());
    }
  }
}
