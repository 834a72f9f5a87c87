package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers that are written again and again ({@code template}); supervisors keep them. */
record Templates(UnitOfWork work) {
  private static final int MOST = 200;
  private static final Role[] KEEPERS = {Role.SUPERVISOR, Role.ADMINISTRATOR};
  private static final String COLUMNS =
      "id::text, region, title, kind, move, zh, en, version, changed_by, changed_at";

  /**
   * @param kind of which requests, null for all
   * @param move in whose form, null for any
   * @param zh in Chinese; null when it is there in English only, and the other way round
   */
  record Template(
      String id,
      String region,
      String title,
      @Nullable String kind,
      @Nullable String move,
      @Nullable String zh,
      @Nullable String en,
      long version,
      String changedBy,
      Instant changedAt) {}

  private static Template template(Row row) throws SQLException {
    return new Template(
        row.text(),
        row.text(),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.number(),
        row.text(),
        row.time());
  }

  /** Those of his region, of those above it and of those below; one page holds them. */
  List<Template> of(Caller caller, int limit) {
    return work.read(
        t ->
            new Sql(
                    t.connection(),
                    "select "
                        + COLUMNS
                        + " from console.template where starts_with(region, ?)"
                        + " or starts_with(?, region) order by length(region) desc, title, id limit ?")
                .with(caller.region(), caller.region(), limit)
                .list(Templates::template));
  }

  Template get(Caller caller, String id) {
    return seen(caller, work.find(t -> row(t.connection(), id, false)));
  }

  /**
   * @throws Refusal.Conflict {@code templates.full} when its region has 200
   */
  Template add(Caller caller, TemplateBody body, Instant at) {
    caller.require(KEEPERS);
    TemplateBody checked = body.checked(caller);
    String id = UUID.randomUUID().toString();
    return work.command(
        t -> {
          Connection connection = t.connection();
          new Sql(
                  connection,
                  "select pg_advisory_xact_lock(hashtext('console.template'), hashtext(?))")
              .with(checked.region())
              .call();
          long there =
              new Sql(connection, "select count(*) from console.template where region = ?")
                  .with(checked.region())
                  .only(Row::number);
          if (there >= MOST) {
            throw new Refusal.Conflict(
                "templates.full",
                new Text("This region has " + MOST + " templates", "该区域已有 " + MOST + " 个模板"));
          }
          return new Sql(
                  connection,
                  "insert into console.template (id, region, title, kind, move, zh, en, changed_by,"
                      + " changed_at) values (?::uuid, ?, ?, ?, ?, ?, ?, ?, ?) returning "
                      + COLUMNS)
              .with(id, checked.region(), checked.title(), checked.kind(), checked.move())
              .with(checked.zh(), checked.en(), caller.actor(), at)
              .only(Templates::template);
        });
  }

  /**
   * @param seen null for any version
   */
  Template change(Caller caller, String id, @Nullable Long seen, TemplateBody body, Instant at) {
    caller.require(KEEPERS);
    TemplateBody checked = body.checked(caller);
    return work.command(
        t -> {
          current(t.connection(), caller, id, seen);
          return new Sql(
                  t.connection(),
                  "update console.template set region = ?, title = ?, kind = ?, move = ?, zh = ?,"
                      + " en = ?, changed_by = ?, changed_at = ?, version = version + 1"
                      + " where id = ?::uuid returning "
                      + COLUMNS)
              .with(checked.region(), checked.title(), checked.kind(), checked.move())
              .with(checked.zh(), checked.en(), caller.actor(), at, id)
              .only(Templates::template);
        });
  }

  void remove(Caller caller, String id, @Nullable Long seen) {
    caller.require(KEEPERS);
    work.command(
        t -> {
          current(t.connection(), caller, id, seen);
          return new Sql(t.connection(), "delete from console.template where id = ?::uuid")
              .with(id)
              .run();
        });
  }

  private static void current(Connection connection, Caller caller, String id, @Nullable Long seen)
      throws SQLException {
    Template there = seen(caller, row(connection, id, true));
    caller.requireRegion(there.region());
    if (seen != null && seen != there.version()) {
      throw new Refusal.Stale(seen, there.version());
    }
  }

  private static @Nullable Template row(Connection connection, String id, boolean lock)
      throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from console.template where id::text = ?"
                + (lock ? " for update" : ""))
        .with(id)
        .first(Templates::template);
  }

  private static Template seen(Caller caller, @Nullable Template template) {
    if (template == null
        || !(caller.covers(template.region()) || caller.region().startsWith(template.region()))) {
      throw new Refusal.NotFound(
          "template.unknown", new Text("There is no such template", "没有该模板"));
    }
    return template;
  }
}
