package io.lamplighter.kit.faults;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.CsvImport;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with something that was sent, each fault with its place. */
public final class FieldFaults {
  private final int most;
  private final List<FieldError> errors = new ArrayList<>();

  /** Of one that somebody sent: with so many faults, reading on is of no use. */
  public FieldFaults() {
    this(Faults.MOST);
  }

  private FieldFaults(int most) {
    this.most = most;
  }

  /** Of one that is kept: it is read to its end, whatever is wrong with it. */
  public static FieldFaults ofKept() {
    return new FieldFaults(Integer.MAX_VALUE);
  }

  public void add(String pointer, String en, String zh) {
    errors.add(FieldError.of(pointer, en, zh));
    if (errors.size() >= most) {
      refuseIfAny();
    }
  }

  /** The lines that the reader of a file could not take. */
  public void add(CsvImport.Report report) {
    for (CsvImport.BadLine bad : report.bad()) {
      FieldError error = bad.error();
      String field = error.pointer().isEmpty() ? "" : "/" + error.pointer();
      add("/lines/" + bad.number() + field, error.message().en(), error.message().zh());
    }
  }

  public boolean none() {
    return errors.isEmpty();
  }

  /** Each, with its place. */
  public List<FieldError> all() {
    return List.copyOf(errors);
  }

  /**
   * @throws Refusal.Invalid naming them
   */
  public void refuseIfAny() {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
