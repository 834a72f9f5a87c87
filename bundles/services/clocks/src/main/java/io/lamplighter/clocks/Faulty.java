package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.data.DataFile;
import java.util.function.Supplier;

/** A table that somebody sent: its first mistake is told by its line. */
final class Faulty {
  private Faulty() {}

  /**
   * @throws Refusal.Invalid naming {@code /lines/<line>} for the mistake that names a file and its
   *     line
   */
  static <T> T named(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      String pointer = e instanceof DataFile.Mistake mistake ? "/lines/" + mistake.line() : "";
      throw new Refusal.Invalid(pointer, said, "内容有误：" + said);
    }
  }
}
