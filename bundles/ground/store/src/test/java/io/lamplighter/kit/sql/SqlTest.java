package io.lamplighter.kit.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What statements set is what the database has, and what it has is what they read. */
class SqlTest {
  private static final Instant NOW = Instant.parse("2026-11-29T05:00:00.123456Z");

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestDatabase.dataSource().getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void everyKindOfValueComesBackAsItWasSet() throws SQLException {
    byte[] bytes = "灯".getBytes(StandardCharsets.UTF_8);
    List<String> texts = List.of("b", "a");
    boolean read =
        new Sql(connection, "select ?, ?, ?, ?, ?::timestamptz, ?, ?::text[], ?, ?::text[]")
            .with("灯", 7, 1L << 40, true, NOW, bytes)
            .array(texts)
            .with("after")
            .array(List.of(1, 2), number -> number == 1 ? "one" : null)
            .only(
                row -> {
                  assertEquals("灯", row.text());
                  assertEquals(7, row.count());
                  assertEquals(1L << 40, row.number());
                  assertTrue(row.is());
                  assertEquals(NOW, row.time());
                  assertArrayEquals(bytes, row.bytes());
                  assertEquals(texts, row.texts());
                  assertEquals("after", row.text());
                  return true;
                });
    assertTrue(read);
    assertTrue(
        new Sql(connection, "select where ? = ?").with(NOW, NOW).isThere(), "without a cast");
  }

  @Test
  void whatIsNotThereIsNullWhereOneAsksForThat() throws SQLException {
    Sql empty =
        new Sql(
                connection,
                "select ?::text, ?::bigint, ?::float8, ?::boolean, ?::timestamptz, ?::text[],"
                    + " ?::float8, ?::float8")
            .with(null, null, null, null, null)
            .array(null)
            .with(null, "1");
    List<Object> values =
        empty.only(
            row ->
                new ArrayList<>(
                    Arrays.asList(
                        row.maybeText(),
                        row.maybeNumber(),
                        row.maybeDecimal(),
                        row.maybeIs(),
                        row.maybeTime(),
                        row.maybeTexts(),
                        row.maybeLocation())));
    assertEquals(Arrays.asList(null, null, null, null, null, null, null), values);
    Sql gap = new Sql(connection, "select 1, null::text as cell");
    SQLException told =
        assertThrows(
            SQLException.class,
            () ->
                gap.only(
                    row -> {
                      row.number();
                      return row.text();
                    }));
    assertEquals("cell is empty", told.getMessage());
  }

  @Test
  void rowsAreAllOrTheFirstOrTheOnly() throws SQLException {
    String three = "select n from generate_series(1, 3) n where n > ? order by n";
    assertEquals(List.of(2L, 3L), new Sql(connection, three).with(1).list(Row::number));
    assertEquals(1L, new Sql(connection, three).with(0).first(Row::number));
    assertNull(new Sql(connection, three).with(3).first(Row::number));
    assertFalse(new Sql(connection, three).with(3).isThere());
    assertThrows(
        IllegalStateException.class, () -> new Sql(connection, three).with(3).only(Row::number));
    List<Long> seen = new ArrayList<>();
    new Sql(connection, three).with(0).each(row -> seen.add(row.number()));
    assertEquals(List.of(1L, 2L, 3L), seen);
  }

  @Test
  void arraysAndPlacesAreReadWhole() throws SQLException {
    boolean read =
        new Sql(connection, "select ?::timestamptz[], ?::float8, ?::float8, ?")
            .array(List.of(NOW, NOW.plusSeconds(1)), Instant::toString)
            .with("120.5", "30.25", "after")
            .only(
                row -> {
                  assertEquals(List.of(NOW, NOW.plusSeconds(1)), row.times());
                  assertEquals(new Location(120.5, 30.25), row.maybeLocation());
                  assertEquals("after", row.text());
                  return true;
                });
    assertTrue(read);
  }

  @Test
  void severalStatementsInOneAreLookedAtEachForItself() throws SQLException {
    List<Object> seen = new ArrayList<>();
    new Sql(connection, "select ?; select n from generate_series(1, ?) n; select 'end'")
        .with("begin", 2)
        .each(
            row -> seen.add(row.text()),
            row -> seen.add(row.number()),
            row -> seen.add(row.text()));
    assertEquals(List.of("begin", 1L, 2L, "end"), seen);
  }

  @Test
  void changesAreCounted() throws SQLException {
    new Sql(connection, "create temporary table t (n bigint)").call();
    assertEquals(
        2,
        new Sql(connection, "insert into t select unnest(?::bigint[])")
            .array(List.of("1", "2"))
            .run());
    assertEquals(1, new Sql(connection, "delete from t where n = ?").with(2).run());
    new Sql(connection, "drop table t").call();
  }

  @Test
  void otherValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Sql(connection, "select ?").with(1.5f));
  }
}
