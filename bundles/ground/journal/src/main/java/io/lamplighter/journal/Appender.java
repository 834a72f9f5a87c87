package io.lamplighter.journal;

import io.lamplighter.api.journal.Fact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Inserts entries, in one statement as long as there are few, else in one batch of them; each with
 * the proof that the house wrote it.
 */
final class Appender {
  /** Rows of one statement; each of these numbers of rows is a prepared statement of its own. */
  private static final int MAX_ROWS = 32;

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?::json, ?)";
  private static final String[] INSERTS = new String[MAX_ROWS + 1];

  static {
    for (int rows = 1; rows <= MAX_ROWS; rows++) {
      INSERTS[rows] =
          "INSERT INTO journal.entry"
              + " (position, type, subject, region, actor, source, time, data, mac) VALUES "
              + (ROW + ", ").repeat(rows - 1)
              + ROW;
    }
  }

  private final Connection connection;
  private final String source;
  private final Instant time;
  private final Positions positions;
  private final HouseKey house;
  private final Content content = new Content();

  /**
   * @param time in whole microseconds
   */
  Appender(
      Connection connection, String source, Instant time, Positions positions, HouseKey house) {
    FactCheck.source(source);
    this.connection = connection;
    this.source = source;
    this.time = time;
    this.positions = positions;
    this.house = house;
  }

  void append(List<Fact> facts) throws SQLException {
    int whole = facts.size() / MAX_ROWS * MAX_ROWS;
    if (whole > 0) {
      try (PreparedStatement insert = connection.prepareStatement(INSERTS[MAX_ROWS])) {
        for (int from = 0; from < whole; from += MAX_ROWS) {
          fill(insert, facts.subList(from, from + MAX_ROWS));
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    if (whole < facts.size()) {
      List<Fact> rest = facts.subList(whole, facts.size());
      try (PreparedStatement insert = connection.prepareStatement(INSERTS[rest.size()])) {
        fill(insert, rest);
        insert.executeUpdate();
      }
    }
  }

  private void fill(PreparedStatement insert, List<Fact> facts) throws SQLException {
    OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
    int column = 0;
    for (Fact fact : facts) {
      FactCheck.fact(fact);
      String data = FactCheck.data(Json.write(fact.data()));
      long position = positions.next(connection);
      insert.setLong(++column, position);
      insert.setString(++column, fact.type());
      insert.setString(++column, fact.subject());
      insert.setString(++column, fact.region());
      insert.setString(++column, fact.actor());
      insert.setString(++column, source);
      insert.setObject(++column, at);
      insert.setString(++column, data);
      insert.setBytes(++column, house.ofRow(position, content.hash(fact, source, time, data)));
    }
  }
}
