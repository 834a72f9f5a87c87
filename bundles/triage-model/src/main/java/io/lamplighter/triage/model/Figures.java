package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well kinds are told, by texts whose kind is known. */
public final class Figures {
  private static final int BINS = 10;

  /** What was told of a text, how likely it was said to be, and what it is. */
  public record Told(RequestKind kind, double confidence, RequestKind is) {
    boolean right() {
      return kind == is;
    }
  }

  private final List<Told> all;

  public Figures(List<Told> all) {
    this.all = List.copyOf(all);
  }

  /** The share that is right. */
  public double right() {
    return share(all);
  }

  /** F1 of a kind: the harmonic mean of precision and recall. */
  public double f1(RequestKind kind) {
    double both = all.stream().filter(told -> told.kind() == kind && told.right()).count();
    double told = all.stream().filter(one -> one.kind() == kind).count();
    double is = all.stream().filter(one -> one.is() == kind).count();
    return told + is == 0 ? 0 : 2 * both / (told + is);
  }

  /** The mean of the kinds' F1. */
  public double macroF1() {
    double sum = 0;
    for (RequestKind kind : RequestKind.values()) {
      sum += f1(kind);
    }
    return sum / RequestKind.values().length;
  }

  /** Of a kind's texts, the share that was told to be of it. */
  public double recall(RequestKind kind) {
    return share(all.stream().filter(told -> told.is() == kind).toList());
  }

  /** Of the texts told to be of a kind, the share that is. */
  public double precision(RequestKind kind) {
    return share(all.stream().filter(told -> told.kind() == kind).toList());
  }

  /** By how much confidence and what is right differ, in the mean of ten bins (ECE). */
  public double calibrationError() {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int at = bin;
      List<Told> in =
          all.stream()
              .filter(told -> Math.min((int) (told.confidence() * BINS), BINS - 1) == at)
              .toList();
      if (!in.isEmpty()) {
        double said = in.stream().mapToDouble(Told::confidence).average().orElse(0);
        error += Math.abs(said - share(in)) * in.size() / all.size();
      }
    }
    return error;
  }

  /** The share that is right of what is left when so many of the least confident go to people. */
  public double rightWithout(double share) {
    List<Told> sorted = all.stream().sorted(Comparator.comparingDouble(Told::confidence)).toList();
    return share(sorted.subList((int) (sorted.size() * share), sorted.size()));
  }

  private static double share(List<Told> some) {
    return some.isEmpty() ? 1 : some.stream().filter(Told::right).count() / (double) some.size();
  }

  @Override
  public String toString() {
    Map<RequestKind, String> each = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      each.put(kind, String.format(Locale.ROOT, "%.3f", f1(kind)));
    }
    return String.format(
        Locale.ROOT,
        "%d texts: right %.4f, macro F1 %.4f %s; danger recall %.4f, precision %.4f; ECE %.4f;"
            + " right when 10 %% go to people %.4f",
        all.size(),
        right(),
        macroF1(),
        each,
        recall(RequestKind.EMERGENCY),
        precision(RequestKind.EMERGENCY),
        calibrationError(),
        rightWithout(0.10));
  }
}
