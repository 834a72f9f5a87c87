package io.lamplighter.journal;

import io.lamplighter.api.journal.Fact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Inserts entries, in one statement as long as there are few, else in one batch of them. */
final class Appender {
  /** Rows of one statement; each of these numbers of rows is a prepared statement of its own. */
  private static final int MAX_ROWS = 32;

  private static final String[] INSERTS = new String[MAX_ROWS + 1];

  static {
    for (int rows = 1; rows <= MAX_ROWS; rows++) {
      INSERTS[rows] =
          "INSERT INTO journal.entry (type, subject, region, actor, source, time, data) VALUES "
              + "(?, ?, ?, ?, ?, ?, ?::json), ".repeat(rows - 1)
              + "(?, ?, ?, ?, ?, ?, ?::json)";
    }
  }

  private Appender() {}

  static void append(Connection connection, String source, List<Fact> facts, Instant time)
      throws SQLException {
    FactCheck.source(source);
    OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
    int whole = facts.size() / MAX_ROWS * MAX_ROWS;
    if (whole > 0) {
      try (PreparedStatement insert = connection.prepareStatement(INSERTS[MAX_ROWS])) {
        for (int from = 0; from < whole; from += MAX_ROWS) {
          fill(insert, source, facts.subList(from, from + MAX_ROWS), at);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    if (whole < facts.size()) {
      List<Fact> rest = facts.subList(whole, facts.size());
      try (PreparedStatement insert = connection.prepareStatement(INSERTS[rest.size()])) {
        fill(insert, source, rest, at);
        insert.executeUpdate();
      }
    }
  }

  private static void fill(
      PreparedStatement insert, String source, List<Fact> facts, OffsetDateTime at)
      throws SQLException {
    int column = 0;
    for (Fact fact : facts) {
      FactCheck.fact(fact);
      insert.setString(++column, fact.type());
      insert.setString(++column, fact.subject());
      insert.setString(++column, fact.region());
      insert.setString(++column, fact.actor());
      insert.setString(++column, source);
      insert.setObject(++column, at);
      insert.setString(++column, FactCheck.data(Json.write(fact.data())));
    }
  }
}
