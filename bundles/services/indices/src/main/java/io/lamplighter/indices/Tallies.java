package io.lamplighter.indices;

import io.lamplighter.api.indices.Case;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a batch changes in the figures of days: the figures follow the cases, never a recount. */
final class Tallies {
  private final String index;
  private final int edition;
  private final ZoneId zone;
  private final Map<Place, Total> totals = new LinkedHashMap<>();

  private record Place(String part, LocalDate day, String region, String cell) {}

  /**
   * @param cases how many count
   * @param total of their values
   * @param beyond what they are out of, beyond one for each
   */
  record Total(long cases, long waiting, double total, double beyond) {
    static final Total NONE = new Total(0, 0, 0, 0);

    Total and(Total other) {
      return new Total(
          cases + other.cases, waiting + other.waiting, total + other.total, beyond + other.beyond);
    }

    /** What one case is in it. */
    private static Total of(Case one, int sign) {
      Double value = one.value();
      if (one.outOf() == 0) {
        return value == null ? NONE : new Total(0, 0, sign * value, 0);
      }
      return value == null
          ? new Total(0, sign, 0, 0)
          : new Total(sign, 0, sign * value, sign * (one.outOf() - 1));
    }

    /** What the values are out of. */
    double outOf() {
      return cases + beyond;
    }
  }

  private record Line(Place place, Total total) {}

  Tallies(String index, int edition, ZoneId zone) {
    this.index = index;
    this.edition = edition;
    this.zone = zone;
  }

  /**
   * @param sign 1 for one that comes, -1 for one that goes
   */
  void add(Case one, int sign) {
    Place place =
        new Place(
            Objects.requireNonNullElse(one.part(), ""),
            one.at().atZone(zone).toLocalDate(),
            one.region(),
            Objects.requireNonNullElse(one.cell(), ""));
    totals.merge(place, Total.of(one, sign), Total::and);
  }

  void save(Connection connection) throws SQLException {
    List<Line> lines = new ArrayList<>();
    totals.forEach(
        (place, total) -> {
          if (!total.and(Total.NONE).equals(Total.NONE)) {
            lines.add(new Line(place, total));
          }
        });
    if (lines.isEmpty()) {
      return;
    }
    new Sql(
            connection,
            """
            insert into indices.tally (index, edition, part, day, region, cell, cases, waiting, total, beyond)
            select ?, ?, * from unnest(?::text[], ?::date[], ?::text[], ?::text[], ?::bigint[],
                                       ?::bigint[], ?::double precision[], ?::double precision[])
            on conflict (index, edition, part, day, region, cell) do update
               set cases = tally.cases + excluded.cases,
                   waiting = tally.waiting + excluded.waiting,
                   total = tally.total + excluded.total,
                   beyond = tally.beyond + excluded.beyond""")
        .with(index, edition)
        .array(lines, line -> line.place().part())
        .array(lines, line -> line.place().day().toString())
        .array(lines, line -> line.place().region())
        .array(lines, line -> line.place().cell())
        .array(lines, line -> Long.toString(line.total().cases()))
        .array(lines, line -> Long.toString(line.total().waiting()))
        .array(lines, line -> Double.toString(line.total().total()))
        .array(lines, line -> Double.toString(line.total().beyond()))
        .run();
  }
}
