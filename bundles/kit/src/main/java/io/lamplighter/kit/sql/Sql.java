package io.lamplighter.kit.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement: its words, its values in their order, and what comes of it. The words cast texts
 * to what they are ({@code ?::timestamptz}).
 *
 * <pre>new Sql(connection, "select … where id = ?").with(id).first(Things::thing)</pre>
 */
public final class Sql {
  private final Connection connection;
  private final String words;
  private final List<Value> values = new ArrayList<>();

  public Sql(Connection connection, String words) {
    this.connection = connection;
    this.words = words;
  }

  @FunctionalInterface
  private interface Value {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  /** Reads one row, its columns in their order. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** Looks at one row, its columns in their order. */
  @FunctionalInterface
  public interface Look {
    void at(Row row) throws SQLException;
  }

  /** What is done with a statement that is ready. */
  @FunctionalInterface
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /**
   * The next values: texts, whole numbers, truths, times and bytes; null is a text that is not
   * there.
   *
   * @throws IllegalArgumentException for anything else
   */
  public Sql with(@Nullable Object... more) {
    for (Object value : more) {
      values.add(value(value));
    }
    return this;
  }

  private static Value value(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (to, i) -> to.setString(i, (String) value);
    }
    if (value instanceof Instant time) {
      return (to, i) -> to.setObject(i, time.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof byte[] bytes) {
      return (to, i) -> to.setBytes(i, bytes);
    }
    if (value instanceof Long || value instanceof Integer) {
      return (to, i) -> to.setLong(i, ((Number) value).longValue());
    }
    if (value instanceof Boolean is) {
      return (to, i) -> to.setBoolean(i, is);
    }
    throw new IllegalArgumentException("no value for a statement: " + value.getClass());
  }

  /** The next value, which is bytes, if any. */
  public Sql bytes(byte @Nullable [] value) {
    values.add((to, i) -> to.setBytes(i, value));
    return this;
  }

  /** The next value, which is an SQL array of texts. */
  public <T> Sql array(Collection<? extends T> all, Function<T, @Nullable String> text) {
    @Nullable String[] texts = new @Nullable String[all.size()];
    int next = 0;
    for (T one : all) {
      texts[next++] = text.apply(one);
    }
    return array(texts);
  }

  /** The next value, which is these texts as an SQL array; null is none. */
  public Sql array(@Nullable Collection<String> texts) {
    return array(texts == null ? null : texts.toArray(new String[0]));
  }

  private Sql array(@Nullable String @Nullable [] texts) {
    values.add(
        (to, i) ->
            to.setArray(i, texts == null ? null : to.getConnection().createArrayOf("text", texts)));
    return this;
  }

  /** Runs it; how many rows it changed. */
  public int run() throws SQLException {
    return use(PreparedStatement::executeUpdate);
  }

  /** Runs it for what it does, whatever it gives: takes a lock. */
  public void call() throws SQLException {
    use(PreparedStatement::execute);
  }

  /** All rows, in their order. */
  public <T> List<T> list(Reader<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    each(row -> all.add(reader.read(row)));
    return all;
  }

  /** Looks at all rows, in their order; at those of several statements in one, each its own. */
  public void each(Look... looks) throws SQLException {
    use(
        statement -> {
          statement.execute();
          for (Look look : looks) {
            try (ResultSet rows = statement.getResultSet()) {
              while (rows.next()) {
                look.at(new Row(rows));
              }
            }
            statement.getMoreResults();
          }
          return true;
        });
  }

  /** The first row, null when there is none. */
  public <T> @Nullable T first(Reader<T> reader) throws SQLException {
    Optional<T> found =
        use(
            statement -> {
              try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
              }
            });
    return found.orElse(null);
  }

  /**
   * The row of a statement that always has one.
   *
   * @throws IllegalStateException when it has none
   */
  public <T> T only(Reader<T> reader) throws SQLException {
    T row = first(reader);
    if (row == null) {
      throw new IllegalStateException("no row: " + words);
    }
    return row;
  }

  /** Whether there is a row. */
  public boolean isThere() throws SQLException {
    return first(row -> Boolean.TRUE) != null;
  }

  private <T> T use(Use<T> use) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(words)) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).set(statement, i + 1);
      }
      return use.of(statement);
    }
  }
}
