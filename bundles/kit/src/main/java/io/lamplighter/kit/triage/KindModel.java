package io.lamplighter.kit.triage;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells how likely each kind is by the parts of a text: a table of weights, one line for each part
 * that was learned, one column for each kind and one for what says nothing. A kind's sum is that of
 * its weights, by the root of how many parts the text has, known or not: of what is short or
 * strange little is sure. The likelihoods are what the sums make of each other (softmax). The
 * weights are calibrated where they are learned: of what is said to be likely to 0.8, eight of ten
 * are so.
 */
public final class KindModel {
  private static final RequestKind[] KINDS = RequestKind.values();

  /** The column after those of the kinds, of greetings, thanks and stories before a wish. */
  public static final String NOTHING = "nothing";

  /** The columns of the table. */
  public static final String COLUMNS =
      Arrays.stream(KINDS)
          .map(RequestKind::wire)
          .collect(Collectors.joining(",", "", "," + NOTHING + ",part"));

  /** How many columns have weights. */
  public static final int WIDTH = KINDS.length + 1;

  /** Weights are written in thousandths. */
  public static final int UNIT = 1000;

  /** The line of what each kind has before anything is said. */
  public static final String PRIOR = "=prior";

  /** The line of how likely a kind must be for being taken when another one is likelier. */
  public static final String FROM = "=from";

  /** The line of how likely a kind must be for being sure. */
  public static final String SURE = "=sure";

  /** With so few parts a text says half of what it seems to say. */
  private static final double FEW = 10;

  private static final int WIDEST = 1_000_000;
  private static final int MOST_REASONS = 3;

  /** So many hex digits of a table's SHA-256 are its name. */
  private static final int NAME = 12;

  private final String name;
  private final Map<String, float[]> weights = new HashMap<>();
  private final float[] prior;
  private final float[] from;
  private final float[] sure;

  /**
   * @param table as it is written
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public KindModel(DataFile.Written table) {
    name = name(table.text());
    DataFile file = DataFile.parse(table.name(), table.text(), COLUMNS);
    for (DataFile.Line line : file.lines()) {
      float[] row = new float[WIDTH];
      for (int kind = 0; kind < row.length; kind++) {
        row[kind] = line.number(kind, -WIDEST, WIDEST) / (float) UNIT;
      }
      if (weights.put(line.field(WIDTH), row) != null) {
        throw line.wrong("'" + line.field(WIDTH) + "' stands here twice");
      }
    }
    prior = setting(file, PRIOR);
    from = setting(file, FROM);
    sure = setting(file, SURE);
  }

  private float[] setting(DataFile file, String name) {
    float[] row = weights.remove(name);
    if (row == null) {
      throw new IllegalArgumentException(file.name() + " has no line " + name);
    }
    return row;
  }

  /** By what a model is known: the first twelve hex digits of its table's SHA-256. */
  public static String name(String table) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(table.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, NAME);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  public String name() {
    return name;
  }

  /** Every part that was learned. */
  public Set<String> parts() {
    return Collections.unmodifiableSet(weights.keySet());
  }

  /** How likely a text with these parts says nothing. */
  double nothing(Collection<String> parts) {
    return likelihoods(parts)[KINDS.length];
  }

  /**
   * How likely each kind is, in the order of the kinds, and last that it says nothing; they add up
   * to 1.
   */
  public double[] likelihoods(Collection<String> parts) {
    double[] sums = new double[WIDTH];
    for (String part : parts) {
      float[] row = weights.get(part);
      if (row != null) {
        for (int kind = 0; kind < sums.length; kind++) {
          sums[kind] += row[kind];
        }
      }
    }
    for (int kind = 0; kind < sums.length; kind++) {
      sums[kind] = prior[kind] + value(parts.size()) * sums[kind];
    }
    return softmax(sums);
  }

  /** The same as if it said something: how likely each kind is then; they add up to 1. */
  public static double[] ofKinds(double[] likelihoods) {
    double said = 1 - likelihoods[KINDS.length];
    return Arrays.stream(likelihoods, 0, KINDS.length)
        .map(one -> said > 0 ? one / said : 1.0 / KINDS.length)
        .toArray();
  }

  /** For how much each part of a text counts. */
  public static double value(int parts) {
    return 1 / Math.sqrt(parts + FEW);
  }

  /** What sums make of each other. */
  public static double[] softmax(double[] sums) {
    double most = Arrays.stream(sums).max().orElse(0);
    double[] shares = Arrays.stream(sums).map(sum -> Math.exp(sum - most)).toArray();
    double all = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / all).toArray();
  }

  /** Whether any part was learned. */
  boolean knowsAny(Collection<String> parts) {
    return parts.stream().anyMatch(weights::containsKey);
  }

  /** The kind to take: the likeliest of those that are likely enough to go before all others. */
  public RequestKind take(double[] likelihoods) {
    RequestKind best = null;
    for (RequestKind kind : KINDS) {
      boolean first = likelihoods[kind.ordinal()] >= from[kind.ordinal()];
      if (first && (best == null || likelihoods[kind.ordinal()] > likelihoods[best.ordinal()])) {
        best = kind;
      }
    }
    return best == null ? likeliest(likelihoods) : best;
  }

  static RequestKind likeliest(double[] likelihoods) {
    return Objects.requireNonNull(
        Arrays.stream(KINDS)
            .max(Comparator.comparingDouble(kind -> likelihoods[kind.ordinal()]))
            .orElse(null));
  }

  boolean isSure(RequestKind kind, double likelihood) {
    return likelihood >= sure[kind.ordinal()];
  }

  /**
   * The parts that speak most for a kind, the weightiest first, none within another: parts that
   * were learned and nothing else of the text.
   */
  List<String> reasons(Collection<String> parts, RequestKind kind) {
    List<String> known =
        parts.stream()
            .filter(part -> weights.containsKey(part) && readable(part))
            .sorted(Comparator.comparingDouble((String part) -> speaksFor(part, kind)).reversed())
            .toList();
    List<String> reasons = new ArrayList<>();
    for (String part : known) {
      if (reasons.size() == MOST_REASONS || speaksFor(part, kind) <= 0) {
        break;
      }
      if (reasons.stream().noneMatch(said -> said.contains(part) || part.contains(said))) {
        reasons.add(part);
      }
    }
    return reasons;
  }

  /**
   * Pieces of words, ends of texts and single characters tell people nothing; a number is
   * somebody's.
   */
  private static boolean readable(String part) {
    return part.length() > 1 && part.chars().allMatch(c -> c == ' ' || Character.isLetter(c));
  }

  /** By how much it speaks for a kind rather than for the others. */
  private double speaksFor(String part, RequestKind kind) {
    float[] row = Objects.requireNonNull(weights.get(part));
    double all = 0;
    for (float weight : row) {
      all += weight;
    }
    return row[kind.ordinal()] - all / row.length;
  }
}
