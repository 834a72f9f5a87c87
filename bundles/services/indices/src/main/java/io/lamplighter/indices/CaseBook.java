package io.lamplighter.indices;

import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one index while a batch is read: looked up once, written together at its end with
 * what they change in the tallies.
 */
final class CaseBook implements Cases {
  static final String COLUMNS = " id, subject, region, cell, at, part, key, value, out_of ";

  /** Sums of such are exact, so they are the same in whatever order they are made. */
  private static final double GRAIN = 65_536;

  private static final double MOST = 1e9;
  private static final String NONE = "";

  private final Connection connection;
  private final String index;
  private final int edition;
  private final Measure measure;
  private final Map<String, Optional<Case>> before = new HashMap<>();
  private final Map<String, Optional<Case>> now = new LinkedHashMap<>();

  CaseBook(Connection connection, Index index) {
    this.connection = connection;
    this.index = index.code();
    this.edition = index.edition();
    this.measure = index.measure();
  }

  static Case read(Row row) throws SQLException {
    return new Case(
        row.text(),
        row.text(),
        row.text(),
        maybe(row.text()),
        row.time(),
        maybe(row.text()),
        row.maybeText(),
        row.maybeDecimal(),
        row.decimal());
  }

  private static @Nullable String maybe(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String some(@Nullable String text) {
    return text == null ? NONE : text;
  }

  /** Looks up at once what a batch will ask for: most cases are named as entries' subjects. */
  void expect(Set<String> ids) throws SQLException {
    new Sql(
            connection,
            "select"
                + COLUMNS
                + "from indices.counted where index = ? and edition = ? and id = any (?::text[])")
        .with(index, edition)
        .array(ids)
        .list(CaseBook::read)
        .forEach(one -> before.put(one.id(), Optional.of(one)));
    ids.forEach(id -> before.putIfAbsent(id, Optional.empty()));
  }

  @Override
  public @Nullable Case find(String id) {
    Optional<Case> changed = now.get(id);
    return (changed == null ? kept(id) : changed).orElse(null);
  }

  private Optional<Case> kept(String id) {
    Optional<Case> known = before.get(id);
    if (known == null) {
      try {
        known =
            Optional.ofNullable(
                new Sql(
                        connection,
                        "select"
                            + COLUMNS
                            + "from indices.counted where index = ? and edition = ? and id = ?")
                    .with(index, edition, id)
                    .first(CaseBook::read));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      before.put(id, known);
    }
    return known;
  }

  @Override
  public List<Case> of(String key, Instant from, Instant to) {
    List<Case> all = new ArrayList<>();
    try {
      List<Case> written =
          new Sql(
                  connection,
                  "select"
                      + COLUMNS
                      + "from indices.counted where index = ? and edition = ? and key = ?"
                      + " and at >= ? and at < ?")
              .with(index, edition, key, from, to)
              .list(CaseBook::read);
      written.forEach(one -> before.putIfAbsent(one.id(), Optional.of(one)));
      written.stream().filter(one -> !now.containsKey(one.id())).forEach(all::add);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    now.values().stream()
        .flatMap(Optional::stream)
        .filter(one -> key.equals(one.key()) && !one.at().isBefore(from) && one.at().isBefore(to))
        .forEach(all::add);
    all.sort(Comparator.comparing(Case::at).thenComparing(Case::id));
    return all;
  }

  @Override
  public void put(Case one) {
    kept(one.id());
    Double value = one.value();
    // As the database keeps it: else what is the same would not be equal.
    Case exact =
        new Case(
            one.id(),
            one.subject(),
            one.region(),
            one.cell(),
            one.at().truncatedTo(ChronoUnit.MICROS),
            one.part(),
            one.key(),
            value == null ? null : grain(one, value),
            grain(one, one.outOf()));
    now.put(one.id(), Optional.of(exact));
  }

  /** One that is no number would be in the figures for ever. */
  private double grain(Case one, double value) {
    boolean truth = value == 0 || value == 1;
    if (!(value >= 0 && value <= MOST) || measure == Measure.SHARE && !truth) {
      throw new IllegalArgumentException(
          "The index " + index + " gives the case " + one.id() + " the value " + value);
    }
    return Math.rint(value * GRAIN) / GRAIN;
  }

  @Override
  public void remove(String id) {
    kept(id);
    now.put(id, Optional.empty());
  }

  /** Writes what has changed. */
  void save(ZoneId zone) throws SQLException {
    Tallies tallies = new Tallies(index, edition, zone);
    List<Case> written = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, Optional<Case>> change : now.entrySet()) {
      Optional<Case> was = Objects.requireNonNull(before.get(change.getKey()));
      Optional<Case> is = change.getValue();
      if (was.equals(is)) {
        continue;
      }
      was.ifPresent(one -> tallies.add(one, -1));
      is.ifPresent(one -> tallies.add(one, 1));
      is.ifPresentOrElse(written::add, () -> gone.add(change.getKey()));
    }
    rows().put(connection, "index, edition, id", written);
    if (!gone.isEmpty()) {
      new Sql(
              connection,
              "delete from indices.counted where index = ? and edition = ? and id = any (?)")
          .with(index, edition)
          .array(gone)
          .run();
    }
    tallies.save(connection);
  }

  private Rows<Case> rows() {
    return Rows.<Case>of("indices.counted")
        .fixed("index", "text", one -> index)
        .fixed("edition", "int", one -> edition)
        .fixed("id", "text", Case::id)
        .moving("subject", "text", Case::subject)
        .moving("region", "text", Case::region)
        .moving("cell", "text", one -> some(one.cell()))
        .moving("at", "timestamptz", Case::at)
        .moving("part", "text", one -> some(one.part()))
        .moving("key", "text", Case::key)
        .moving("value", "double precision", Case::value)
        .moving("out_of", "double precision", Case::outOf);
  }
}
