package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Views of the pool that people have named ({@code saved_view}), each his own. */
record SavedViews(UnitOfWork work) {
  private static final int MOST = 20;
  private static final int LONGEST_NAME = 40;
  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9%=&+._~*-]{0,500}+");

  /**
   * @param query of the pool's address, without its question mark
   */
  record View(String name, String query) {}

  List<View> of(String owner) {
    return work.read(
        t ->
            new Sql(
                    t.connection(),
                    "select name, query from console.saved_view where owner = ? order by saved_at")
                .with(owner)
                .list(row -> new View(row.text(), row.text())));
  }

  /**
   * Keeps one, in place of the one of its name.
   *
   * @throws Refusal.Conflict {@code views.full} when he has twenty others
   */
  View put(String owner, String name, @Nullable String query, Instant at) {
    View view = checked(name, query);
    return work.command(
        t -> {
          Connection connection = t.connection();
          lock(connection, owner);
          long others =
              new Sql(
                      connection,
                      "select count(*) from console.saved_view where owner = ? and name <> ?")
                  .with(owner, view.name())
                  .only(row -> row.number());
          if (others >= MOST) {
            throw new Refusal.Conflict(
                "views.full",
                new Text(
                    "You have " + MOST + " views; take one away first",
                    "已有 " + MOST + " 个视图，请先删除一个"));
          }
          new Sql(
                  connection,
                  "insert into console.saved_view (owner, name, query, saved_at) values (?, ?, ?, ?)"
                      + " on conflict (owner, name) do update set query = excluded.query")
              .with(owner, view.name(), view.query(), at)
              .run();
          return view;
        });
  }

  /** Two windows of one person count one after the other. */
  private static void lock(Connection connection, String owner) throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtext('console.saved_view'), hashtext(?))")
        .with(owner)
        .call();
  }

  /**
   * @throws Refusal.NotFound {@code view.unknown} when he has none of that name
   */
  void remove(String owner, String name) {
    int gone =
        work.command(
            t ->
                new Sql(
                        t.connection(),
                        "delete from console.saved_view where owner = ? and name = ?")
                    .with(owner, name)
                    .run());
    if (gone == 0) {
      throw new Refusal.NotFound("view.unknown", new Text("There is no such view", "没有该视图"));
    }
  }

  private static View checked(String name, @Nullable String query) {
    List<FieldError> errors = new ArrayList<>();
    String called = name.strip();
    if (called.isEmpty()
        || called.length() > LONGEST_NAME
        || called.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          FieldError.of(
              "/name",
              "must have 1 to " + LONGEST_NAME + " characters",
              "须为 1 至 " + LONGEST_NAME + " 个字符"));
    }
    if (query == null || !QUERY.matcher(query).matches()) {
      errors.add(
          FieldError.of("/query", "must be the query of an address, encoded", "须为地址中的查询部分（已编码）"));
    }
    if (query == null || !errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return new View(called, query);
  }
}
