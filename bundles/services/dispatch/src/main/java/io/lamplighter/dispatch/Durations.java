package io.lamplighter.dispatch;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a kind of work takes a crew, as finished work has taught: the median of its last ones,
 * drawn towards what all crews need while they are few, and that towards the table.
 */
final class Durations {
  /** So many of the last ones count: a crew gets faster, and a median need not know more. */
  static final int MOST_CASES = 50;

  /**
   * What is drawn towards weighs as much as so many cases. The median of n cases is off by about
   * 1.25 v/√n, v being how far one is off; with half of it, as in repairs, that of five is off by
   * 28 %, which is about what a table is.
   */
  static final int WEIGHT = 5;

  private static final int LONGEST_MINUTES = 1_440;

  /** The row of all crews together. */
  private static final String ALL = "";

  private final WorkKinds kinds;

  Durations(WorkKinds kinds) {
    this.kinds = kinds;
  }

  /**
   * What is known of a kind and a crew.
   *
   * @param minutes to plan with
   * @param cases of this crew behind it
   * @param allCases of all crews
   * @param tableMinutes of the kind, with no case at all
   */
  record Learned(int minutes, int cases, int allCases, int tableMinutes) {}

  /** All that is known, for whoever asks about many. */
  static final class Known {
    private final Map<String, List<Integer>> cases;

    /**
     * @param cases in minutes, by crew and kind
     */
    Known(Map<String, List<Integer>> cases) {
      this.cases = cases;
    }

    /**
     * @param crew null while nobody knows which
     */
    Learned of(WorkKind kind, @Nullable String crew) {
      List<Integer> own = crew == null ? List.of() : of(crew, kind.code());
      return learned(kind, own, of(ALL, kind.code()));
    }

    private List<Integer> of(String crew, String kind) {
      return cases.getOrDefault(crew + " " + kind, List.of());
    }
  }

  /** What is known of these crews. */
  Known known(Connection connection, Collection<String> crews) throws SQLException {
    Map<String, List<Integer>> cases = new HashMap<>();
    new Sql(
            connection,
            "select crew || ' ' || kind, minutes::text[] from dispatch.duration"
                + " where crew = any(?) or crew = ?")
        .array(crews)
        .with(ALL)
        .each(row -> cases.put(row.text(), minutes(row)));
    return new Known(cases);
  }

  /**
   * How long it takes on site.
   *
   * @param crew null while nobody knows which
   */
  int minutes(Connection connection, WorkKind kind, @Nullable String crew) throws SQLException {
    return known(connection, crew == null ? List.of() : List.of(crew)).of(kind, crew).minutes();
  }

  static Learned learned(WorkKind kind, List<Integer> ofCrew, List<Integer> ofAll) {
    double all = drawn(ofAll, kind.minutes());
    double own = drawn(ofCrew, all);
    int minutes = (int) Math.max(1, Math.round(own));
    return new Learned(minutes, ofCrew.size(), ofAll.size(), kind.minutes());
  }

  private static double drawn(List<Integer> cases, double towards) {
    int n = cases.size();
    return n == 0 ? towards : (n * median(cases) + WEIGHT * towards) / (n + WEIGHT);
  }

  private static double median(List<Integer> cases) {
    List<Integer> sorted = cases.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
  }

  private static List<Integer> minutes(Row row) throws SQLException {
    return row.texts().stream().map(Integer::valueOf).toList();
  }

  /**
   * Work has been finished. Whoever was there for a minute or for more than a day has noted
   * something else; a kind that is none any more teaches nothing.
   *
   * @param minutes on site
   */
  void learn(Connection connection, String crew, String kind, long minutes) throws SQLException {
    if (minutes <= 1 || minutes > LONGEST_MINUTES || kinds.find(kind) == null) {
      return;
    }
    // That of all crews last: others wait for it the shortest time.
    add(connection, crew, kind, minutes);
    add(connection, ALL, kind, minutes);
  }

  private static void add(Connection connection, String crew, String kind, long minutes)
      throws SQLException {
    new Sql(
            connection,
            "insert into dispatch.duration as d (crew, kind, minutes) values (?, ?, array[?::int])"
                + " on conflict (crew, kind) do update set minutes ="
                + " (d.minutes || excluded.minutes)[greatest(1, cardinality(d.minutes) + 2 - ?::int):]")
        .with(crew, kind, minutes, MOST_CASES)
        .run();
  }
}
