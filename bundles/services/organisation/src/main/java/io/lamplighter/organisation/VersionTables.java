package io.lamplighter.organisation;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.organisation.Piece.What;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Versions, and the pieces that they are made of. */
final class VersionTables {
  private static final int CHUNK = 5_000;

  private final Connection connection;

  VersionTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Whoever else brings a file in waits until this transaction has ended. */
  void lock() throws SQLException {
    sql("lock table organisation.version in share row exclusive mode").call();
  }

  /** Number of the newest, 0 when there is none. */
  long newest() throws SQLException {
    return sql("select coalesce(max(number), 0) from organisation.version").only(Row::number);
  }

  /** Those that a region has a part in, the newest first: its own and those around it. */
  List<Version> list(String region, long before, int limit) throws SQLException {
    return sql("select number, in_force, what, region, actor, made_at, added, changed, removed"
            + " from organisation.version where number < ?"
            + " and (starts_with(region, ?) or starts_with(?, region))"
            + " order by number desc limit ?")
        .with(before, region, region, limit)
        .list(
            row ->
                new Version(
                    row.number(),
                    row.time(),
                    What.valueOf(row.text().toUpperCase(Locale.ROOT)),
                    row.text(),
                    row.text(),
                    row.time(),
                    row.count(),
                    row.count(),
                    row.count()));
  }

  /** From when on each is in force, in their order. */
  List<Force> forces(long after) throws SQLException {
    return sql("select number, in_force from organisation.version where number > ? order by number")
        .with(after)
        .list(row -> new Force(row.number(), row.time()));
  }

  /** A version and from when on it counts. */
  record Force(long number, Instant from) {}

  Units units(long version) throws SQLException {
    List<Piece> all = new ArrayList<>();
    sql("select what, content from organisation.piece"
            + " where since <= ? and (till is null or till > ?)")
        .with(version, version)
        .each(row -> all.add(What.valueOf(row.text().toUpperCase(Locale.ROOT)).read(row.texts())));
    return new Units(version, all);
  }

  void write(Version version, Changes changes) throws SQLException {
    sql("insert into organisation.version"
            + " (number, in_force, what, region, actor, made_at, added, changed, removed)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(version.number(), version.inForce(), version.what().wire(), version.region())
        .with(version.actor(), version.madeAt())
        .with(version.added(), version.changed(), version.removed())
        .run();
    for (What what : What.values()) {
      end(what, changes.ended(what), version.number());
      begin(what, changes.begun(what), version.number());
    }
  }

  private void end(What what, Collection<Piece> ended, long number) throws SQLException {
    if (!ended.isEmpty()) {
      sql("update organisation.piece set till = ?"
              + " where what = ? and till is null and key = any (?)")
          .with(number, what.wire())
          .array(ended, Piece::key)
          .run();
    }
  }

  private void begin(What what, List<Piece> begun, long number) throws SQLException {
    for (int from = 0; from < begun.size(); from += CHUNK) {
      List<Piece> some = begun.subList(from, Math.min(begun.size(), from + CHUNK));
      // Each content is an array: as rows of one, they come in as texts.
      sql("insert into organisation.piece (what, key, since, content)"
              + " select ?, key, ?, content::text[]"
              + " from unnest(?::text[], ?::text[]) as told (key, content)")
          .with(what.wire(), number)
          .array(some, Piece::key)
          .array(some, piece -> literal(piece.content()))
          .run();
    }
  }

  /** An array as PostgreSQL writes one. */
  private static String literal(List<String> content) {
    StringBuilder array = new StringBuilder("{");
    for (String text : content) {
      array
          .append(array.length() > 1 ? ",\"" : "\"")
          .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return array.append('}').toString();
  }

  /** The numbers of open requests of a cell, the oldest first. */
  List<String> openIn(String cell, int most) throws SQLException {
    return sql("select request_no from organisation.open_request where cell = ?"
            + " order by since, request_no limit ?")
        .with(cell, most)
        .list(Row::text);
  }

  int countIn(String cell) throws SQLException {
    return sql("select count(*) from organisation.open_request where cell = ?")
        .with(cell)
        .only(Row::count);
  }

  /**
   * Open requests of a region that are in no cell, the oldest first.
   *
   * @param after number of the last one of the page before
   */
  List<Unplaced> unplaced(String region, @Nullable String after, int limit) throws SQLException {
    return sql("select request_no, region, transformer, since from organisation.open_request"
            + " where cell is null and starts_with(region, ?) and request_no > ?"
            + " order by request_no limit ?")
        .with(region, after == null ? "" : after, limit)
        .list(row -> new Unplaced(row.text(), row.text(), row.maybeText(), row.time()));
  }

  /** An open request that is in no cell. */
  record Unplaced(String requestNo, String region, @Nullable String transformer, Instant since) {}
}
