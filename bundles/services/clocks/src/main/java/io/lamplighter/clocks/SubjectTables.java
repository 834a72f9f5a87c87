package io.lamplighter.clocks;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What clocks run on, and what has happened to it, as rows. */
record SubjectTables(Connection connection) {
  /** A subject that something has happened to. */
  record Told(String subject, Happened happened) {}

  private static final Rows<Subject> SUBJECTS =
      Rows.<Subject>of("clocks.subject")
          .fixed("no", "text", subject -> subject.no)
          .moving("region", "text", subject -> subject.region)
          .moving("cell", "text", subject -> subject.cell)
          .moving("holder", "text", subject -> subject.holder)
          .moving("root", "text", subject -> subject.root)
          .moving("matter", "jsonb", subject -> Json.write(subject.matter))
          .moving("drill", "boolean", subject -> subject.drill)
          .moving("xid", "bigint", subject -> subject.seen.xid())
          .moving("position", "bigint", subject -> subject.seen.position())
          .moving("seen_at", "timestamptz", subject -> subject.seenAt);

  private static final Rows<Told> HAPPENED =
      Rows.<Told>of("clocks.happened")
          .fixed("subject", "text", Told::subject)
          .fixed("xid", "bigint", told -> told.happened().cursor().xid())
          .fixed("position", "bigint", told -> told.happened().cursor().position())
          .fixed("type", "text", told -> told.happened().type())
          .fixed("at", "timestamptz", told -> told.happened().at())
          .fixed("data", "jsonb", told -> Json.write(told.happened().data()));

  /** Those that are known of these, and under which they are. */
  List<Subject> some(Collection<String> nos) throws SQLException {
    return new Sql(
            connection,
            """
            with asked as (
              select unnest(?::text[]) as no
            ), wanted as (
              select no from asked
              union select root from clocks.subject join asked using (no)
            )
            select no, region, cell, holder, root, matter, drill, xid, position, seen_at
              from clocks.subject join wanted using (no) order by no for update of subject""")
        .array(nos)
        .list(SubjectTables::subject);
  }

  private static Subject subject(Row row) throws SQLException {
    String no = row.text();
    String region = row.text();
    String cell = row.maybeText();
    String holder = row.maybeText();
    Subject subject =
        new Subject(
            no,
            region,
            cell,
            row.text(),
            Json.object(row.text()),
            row.is(),
            new Cursor(row.number(), row.number()),
            row.time());
    subject.holder = holder;
    return subject;
  }

  /** What has happened to these. */
  List<Told> happened(Collection<String> nos) throws SQLException {
    return new Sql(
            connection,
            "select subject, xid, position, type, at, data from clocks.happened"
                + " where subject = any (?::text[])")
        .array(nos)
        .list(
            row ->
                new Told(
                    row.text(),
                    new Happened(
                        new Cursor(row.number(), row.number()),
                        row.text(),
                        row.time(),
                        Json.later(row.text()))));
  }

  /** Those under one are under another. */
  void move(String from, String root) throws SQLException {
    new Sql(connection, "update clocks.subject set root = ? where root = ? and root <> no")
        .with(root, from)
        .run();
  }

  void save(Collection<Subject> subjects) throws SQLException {
    SUBJECTS.put(connection, "no", subjects);
  }

  void note(Collection<Told> all) throws SQLException {
    HAPPENED.addMissing(connection, all);
  }

  /** How far the journal is read. */
  Cursor read() throws SQLException {
    Cursor read =
        new Sql(connection, "select xid, position from clocks.reading")
            .first(row -> new Cursor(row.number(), row.number()));
    return read == null ? Cursor.START : read;
  }

  void read(Cursor to) throws SQLException {
    new Sql(
            connection,
            "insert into clocks.reading (xid, position) values (?, ?)"
                + " on conflict (one) do update set xid = excluded.xid,"
                + " position = excluded.position")
        .with(to.xid(), to.position())
        .run();
  }
}
