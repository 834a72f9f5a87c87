package io.lamplighter.kit.faults;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.CsvImport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file: place, field and reason, for as many as one can read. */
public final class Faults {
  /** So many are told; the file is given up then. */
  public static final int MOST = 100;

  private record Fault(long place, FieldError error) {}

  private final String root;
  private final List<Fault> all = new ArrayList<>();

  /** Of a file of lines, the first of which is 1. */
  public Faults() {
    this("/lines/");
  }

  private Faults(String root) {
    this.root = root;
  }

  /** Of a FeatureCollection, whose first feature is 0, as a JSON pointer says it (RFC 6901). */
  public static Faults ofFeatures() {
    return new Faults("/features/");
  }

  /**
   * @throws Refusal.Invalid when there are so many that reading on is of no use
   */
  public void add(long place, String field, String en, String zh) {
    String pointer = root + place + (field.isEmpty() ? "" : "/" + field);
    all.add(new Fault(place, FieldError.of(pointer, en, zh)));
    if (all.size() >= MOST) {
      refuseIfAny();
    }
  }

  /** The lines that the reader of the file could not take. */
  public void add(CsvImport.Report report) {
    for (CsvImport.BadLine bad : report.bad()) {
      FieldError error = bad.error();
      add(bad.number(), error.pointer(), error.message().en(), error.message().zh());
    }
  }

  public boolean none() {
    return all.isEmpty();
  }

  /**
   * @throws Refusal.Invalid naming them in the order of their places
   */
  public void refuseIfAny() {
    if (!all.isEmpty()) {
      throw new Refusal.Invalid(
          all.stream().sorted(Comparator.comparingLong(Fault::place)).map(Fault::error).toList());
    }
  }
}
