package io.lamplighter.kit.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How things are rows of a table: its columns, and what each is of a thing. Many are written by one
 * statement, column by column.
 *
 * <pre>
 * Rows.&lt;Thing&gt;of("some.thing").fixed("id", "text", Thing::id).moving("at", "timestamptz", Thing::at)
 * </pre>
 */
public final class Rows<T> {
  private final String table;
  private final List<Column<T>> columns;

  private Rows(String table, List<Column<T>> columns) {
    this.table = table;
    this.columns = columns;
  }

  private record Column<T>(
      String name, String type, boolean moves, Function<T, @Nullable Object> value) {
    @Nullable String text(T thing) {
      Object written = value.apply(thing);
      return written == null ? null : written.toString();
    }
  }

  /**
   * @param table with its schema
   */
  public static <T> Rows<T> of(String table) {
    return new Rows<>(table, List.of());
  }

  /**
   * One more column, which stays as it was first written.
   *
   * @param type as SQL names it: that of the value's own text
   */
  public Rows<T> fixed(String name, String type, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, type, false, value));
  }

  /** One more column, which is written anew when the thing is. */
  public Rows<T> moving(String name, String type, Function<T, @Nullable Object> value) {
    return with(new Column<>(name, type, true, value));
  }

  private Rows<T> with(Column<T> column) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(column);
    return new Rows<>(table, List.copyOf(more));
  }

  /** Writes things that are not there yet, in their order. */
  public void add(Connection connection, Collection<? extends T> things) throws SQLException {
    write(connection, things, "");
  }

  /** Writes those of them that are not there yet. */
  public void addMissing(Connection connection, Collection<? extends T> things)
      throws SQLException {
    write(connection, things, " on conflict do nothing");
  }

  /**
   * Writes things as they are now.
   *
   * @param key by which one that is there is known; none may be among the things twice
   */
  public void put(Connection connection, String key, Collection<? extends T> things)
      throws SQLException {
    write(
        connection,
        things,
        " on conflict ("
            + key
            + ") do update set "
            + list(Column::moves, column -> column.name() + " = excluded." + column.name()));
  }

  private void write(Connection connection, Collection<? extends T> things, String conflict)
      throws SQLException {
    if (things.isEmpty()) {
      return;
    }
    Sql insert =
        new Sql(
            connection,
            "insert into "
                + table
                + " ("
                + list(all -> true, Column::name)
                + ") select * from unnest("
                + list(all -> true, column -> "?::" + column.type() + "[]")
                + ")"
                + conflict);
    columns.forEach(column -> insert.array(things, column::text));
    insert.run();
  }

  private String list(Predicate<Column<T>> which, Function<Column<T>, String> word) {
    return columns.stream().filter(which).map(word).collect(Collectors.joining(", "));
  }
}
