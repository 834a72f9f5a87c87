package io.lamplighter.kit.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.store.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many things are written by one statement as each of them is. */
class RowsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T05:00:00.123456Z");
  private static final Rows<Thing> ROWS =
      Rows.<Thing>of("thing")
          .fixed("name", "text", Thing::name)
          .fixed("made", "timestamptz", Thing::made)
          .moving("size", "bigint", Thing::size)
          .moving("details", "jsonb", Thing::details);

  private Connection connection;

  private record Thing(String name, Instant made, @Nullable Integer size, String details) {}

  @BeforeEach
  void make() throws SQLException {
    connection = TestDatabase.dataSource().getConnection();
    new Sql(
            connection,
            "create temporary table thing (place bigint generated always as identity,"
                + " name text primary key, made timestamptz, size bigint, details jsonb)")
        .call();
  }

  /** Nothing was committed: the table goes with it. */
  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void theyAreWrittenInTheirOrderWithEmptyOnesAndQuotes() throws SQLException {
    Thing odd = new Thing("a \"b\\,{}\" 灯 NULL", NOW, null, "{\"q\": \"\\\"\"}");
    Thing plain = new Thing("", NOW.plusSeconds(1), 7, "[]");
    ROWS.add(connection, List.of(odd, plain));
    ROWS.add(connection, List.of());
    assertEquals(List.of(odd, plain), there());
    assertThrows(SQLException.class, () -> ROWS.add(connection, List.of(plain)));
  }

  @Test
  void whatIsThereIsMovedOrLeft() throws SQLException {
    ROWS.add(connection, List.of(new Thing("a", NOW, 1, "{}")));
    Thing later = new Thing("a", NOW.plusSeconds(9), 2, "[1]");
    ROWS.addMissing(connection, List.of(later, new Thing("b", NOW, 3, "{}")));
    assertEquals(List.of(new Thing("a", NOW, 1, "{}"), new Thing("b", NOW, 3, "{}")), there());
    ROWS.put(connection, "name", List.of(later, new Thing("c", NOW, null, "{}")));
    assertEquals(
        List.of(
            new Thing("a", NOW, 2, "[1]"),
            new Thing("b", NOW, 3, "{}"),
            new Thing("c", NOW, null, "{}")),
        there());
  }

  private List<Thing> there() throws SQLException {
    return new Sql(connection, "select name, made, size, details from thing order by place")
        .list(
            row -> {
              String name = row.text();
              Instant made = row.time();
              Long size = row.maybeNumber();
              return new Thing(name, made, size == null ? null : size.intValue(), row.text());
            });
  }
}
