package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.CrewFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who of a crew is not there, perhaps at short notice. */
final class Absences {
  private static final Duration LONGEST = Duration.ofDays(400);

  private final CrewDesk desk;

  Absences(CrewDesk desk) {
    this.desk = desk;
  }

  /**
   * Somebody is not there.
   *
   * @param notedBy who says so
   */
  record Absence(long id, String login, String crew, Span span, String notedBy, Instant notedAt) {}

  /** Who is to be noted as missing, and when. */
  record Wanted(String login, Span span) {}

  /** Those of a crew that are not over, in the order in which they were noted. */
  Page<Absence> list(Crew crew, long after, int limit) {
    List<Absence> found =
        desk.work()
            .read(
                t ->
                    sql(
                            t.connection(),
                            "select id, login, crew, from_at, to_at, noted_by, noted_at"
                                + " from dispatch.absence where crew = ? and to_at > ? and id > ?"
                                + " order by id limit ?")
                        .with(crew.code(), desk.now(), after, limit + 1L)
                        .list(Absences::absence));
    return Page.cut(found, limit, one -> Long.toString(one.id()));
  }

  private static Sql sql(Connection connection, String words) {
    return new Sql(connection, words);
  }

  private static Absence absence(Row row) throws SQLException {
    return new Absence(
        row.number(),
        row.text(),
        row.text(),
        new Span(row.time(), row.time()),
        row.text(),
        row.time());
  }

  /**
   * Somebody will be missing: from then on nothing is planned with him. One of a crew says it of
   * himself only.
   *
   * @throws Refusal.Invalid naming the field
   */
  Absence note(Caller caller, Crew crew, Wanted wanted) {
    String login = wanted.login();
    mayBy(caller, login);
    Instant now = desk.now();
    if (crew.members().stream().noneMatch(member -> member.login().equals(login))) {
      throw new Refusal.Invalid(
          "/login", "is no member of crew " + crew.code(), "不是班组 " + crew.code() + " 的成员");
    }
    if (wanted.span().length().compareTo(LONGEST) > 0) {
      throw new Refusal.Invalid("/to", "is more than 400 days after from", "晚于 from 400 天之后");
    }
    if (!wanted.span().to().isAfter(now)) {
      throw new Refusal.Invalid("/to", "is over already", "已经过去");
    }
    Absence absence = new Absence(0, login, crew.code(), wanted.span(), caller.actor(), now);
    return desk.work()
        .command(
            transaction -> {
              lock(transaction, crew);
              return keep(transaction, caller, crew, absence);
            });
  }

  /** Whatever is planned with the crew is looked at anew. */
  private void lock(Transaction transaction, Crew crew) throws SQLException {
    LocalDate running = desk.day(desk.now()).minusDays(1);
    RosterTables tables = new RosterTables(transaction.connection());
    tables.lock(crew.code(), running);
    tables.renew(crew.code(), running);
  }

  private Absence keep(Transaction transaction, Caller caller, Crew crew, Absence absence)
      throws SQLException {
    Span span = absence.span();
    boolean there =
        sql(
                transaction.connection(),
                "select 1 from dispatch.absence where login = ? and from_at < ? and to_at > ?")
            .with(absence.login(), span.to(), span.from())
            .isThere();
    if (there) {
      throw new Refusal.Conflict(
          "absence.exists", new Text("Is noted to be missing then already", "该时段已登记缺勤"));
    }
    long id =
        sql(
                transaction.connection(),
                "insert into dispatch.absence (login, crew, from_at, to_at, noted_by, noted_at)"
                    + " values (?, ?, ?, ?, ?, ?) returning id")
            .with(absence.login(), crew.code(), span.from(), span.to())
            .with(absence.notedBy(), absence.notedAt())
            .only(Row::number);
    desk.tell(
        transaction,
        caller,
        new CrewFact.AbsenceNoted(crew.code(), span.from(), span.to()),
        crew.code(),
        crew.region());
    return new Absence(
        id, absence.login(), crew.code(), span, absence.notedBy(), absence.notedAt());
  }

  /** Somebody comes after all, or is back. */
  void withdraw(Caller caller, Crew crew, long id) {
    desk.work()
        .command(
            transaction -> {
              lock(transaction, crew);
              Absence gone = find(transaction, crew, id);
              if (gone == null) {
                throw new Refusal.NotFound(
                    "absence.unknown", new Text("There is no such absence", "没有该缺勤记录"));
              }
              mayBy(caller, gone.login());
              sql(transaction.connection(), "delete from dispatch.absence where id = ?")
                  .with(id)
                  .run();
              Span span = gone.span();
              desk.tell(
                  transaction,
                  caller,
                  new CrewFact.AbsenceWithdrawn(crew.code(), span.from(), span.to()),
                  crew.code(),
                  crew.region());
              return gone;
            });
  }

  private static @Nullable Absence find(Transaction transaction, Crew crew, long id)
      throws SQLException {
    return sql(
            transaction.connection(),
            "select id, login, crew, from_at, to_at, noted_by, noted_at from dispatch.absence"
                + " where crew = ? and id = ?")
        .with(crew.code(), id)
        .first(Absences::absence);
  }

  private static void mayBy(Caller caller, String login) {
    boolean himself = caller.hasAny(Role.CREW) && Objects.equals(caller.actor(), login);
    if (!himself) {
      caller.require(Role.DISPATCHER, Role.SUPERVISOR, Role.ADMINISTRATOR);
    }
  }
}
