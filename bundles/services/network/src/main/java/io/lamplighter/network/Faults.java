package io.lamplighter.network;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file: line and reason, for as many as one can read. */
final class Faults {
  /** So many are told; the file is given up then. */
  static final int MAX = 100;

  private record Fault(long line, FieldError error) {}

  private final List<Fault> faults = new ArrayList<>();

  /**
   * @throws Refusal.Invalid when there are so many that reading on is of no use
   */
  void add(long line, String field, String en, String zh) {
    String pointer = "/lines/" + line + (field.isEmpty() ? "" : "/" + field);
    faults.add(new Fault(line, FieldError.of(pointer, en, zh)));
    if (faults.size() >= MAX) {
      refuseIfAny();
    }
  }

  boolean none() {
    return faults.isEmpty();
  }

  /**
   * @throws Refusal.Invalid naming them by line
   */
  void refuseIfAny() {
    if (!faults.isEmpty()) {
      throw new Refusal.Invalid(
          faults.stream().sorted(Comparator.comparingLong(Fault::line)).map(Fault::error).toList());
    }
  }
}
