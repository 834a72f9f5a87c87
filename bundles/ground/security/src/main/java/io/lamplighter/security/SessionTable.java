package io.lamplighter.security;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Sessions;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of open sessions; the token itself is nowhere. */
final class SessionTable {
  /** What names a session outside: the token has 256 bits that nobody finds from this. */
  private static final String ID = "encode(substring(s.token_hash for 12), 'hex')";

  private static final String PERSON = ", p.name, p.password_hash, p.roles, p.region";

  private SessionTable() {}

  /** An open session's person, as he is now. */
  record Open(String id, Caller caller, Instant usedAt, Instant expiresAt) {

    /** Use is written down a little late: the session is given the benefit of it. */
    boolean isOver(Instant now, Duration idle) {
      return !expiresAt.isAfter(now) || !usedAt.plus(idle).plus(Limits.USE).isAfter(now);
    }
  }

  /** A session that was ended: its name and whose it was. */
  record Ended(String id, Caller caller) {}

  /**
   * Opens a session of somebody whose password is still the one that was checked.
   *
   * @return its id; null when the password is another now
   */
  static @Nullable String open(
      Connection connection,
      Person person,
      byte[] tokenHash,
      Instant now,
      Instant expiresAt,
      String address)
      throws SQLException {
    return new Sql(
            connection,
            "insert into security.session as s"
                + " (token_hash, person, opened_at, expires_at, used_at, address)"
                + " select ?, name, ?, ?, ?, ? from security.person"
                + " where name = ? and password_hash = ? returning "
                + ID)
        .with(tokenHash, now, expiresAt, now, address, person.name(), person.passwordHash())
        .first(Row::text);
  }

  static @Nullable Open find(Connection connection, byte[] tokenHash) throws SQLException {
    return new Sql(
            connection,
            "select "
                + ID
                + PERSON
                + ", s.used_at, s.expires_at"
                + " from security.session s join security.person p on p.name = s.person"
                + " where s.token_hash = ?")
        .with(tokenHash)
        .first(row -> new Open(row.text(), Person.of(row).caller(), row.time(), row.time()));
  }

  static void use(Connection connection, byte[] tokenHash, Instant now) throws SQLException {
    new Sql(
            connection,
            "update security.session set used_at = greatest(used_at, ?) where token_hash = ?")
        .with(now, tokenHash)
        .run();
  }

  /** Those that {@code caller} may end, last used first. */
  static List<Sessions.Open> visible(
      Connection connection, Caller caller, boolean others, @Nullable String user)
      throws SQLException {
    return new Sql(
            connection,
            "select "
                + ID
                + ", s.person, s.opened_at, s.used_at, s.expires_at, s.address"
                + " from security.session s join security.person p on p.name = s.person"
                + " where (s.person = ? or (? and starts_with(p.region, ?)))"
                + " and (?::text is null or s.person = ?)"
                + " order by s.used_at desc, s.token_hash limit ?")
        .with(caller.name(), others, caller.region(), user, user, Page.MAX)
        .list(
            row ->
                new Sessions.Open(
                    row.text(), row.text(), row.time(), row.time(), row.time(), row.text()));
  }

  /**
   * @return what was ended, null when there was none
   */
  static @Nullable Ended end(Connection connection, byte[] tokenHash) throws SQLException {
    return new Sql(
            connection,
            "delete from security.session s using security.person p"
                + " where p.name = s.person and s.token_hash = ?"
                + " returning "
                + ID
                + PERSON)
        .with(tokenHash)
        .first(SessionTable::ended);
  }

  /** As {@link #end}, when {@code caller} may end it. */
  static @Nullable Ended end(Connection connection, String id, Caller caller, boolean others)
      throws SQLException {
    return new Sql(
            connection,
            "delete from security.session s using security.person p where p.name = s.person and "
                + ID
                + " = ? and (s.person = ? or (? and starts_with(p.region, ?)))"
                + " returning "
                + ID
                + PERSON)
        .with(id, caller.name(), others, caller.region())
        .first(SessionTable::ended);
  }

  private static Ended ended(Row row) throws SQLException {
    return new Ended(row.text(), Person.of(row).caller());
  }

  static void endAllOf(Connection connection, String person) throws SQLException {
    new Sql(connection, "delete from security.session where person = ?").with(person).run();
  }

  /** Ends the oldest of a person's sessions beyond {@code most}. */
  static void endBeyond(Connection connection, String person, int most) throws SQLException {
    new Sql(
            connection,
            "delete from security.session where token_hash in (select token_hash from security.session"
                + " where person = ? order by opened_at desc offset ?)")
        .with(person, most)
        .run();
  }

  static void purge(Connection connection, Instant now, Duration idle) throws SQLException {
    new Sql(connection, "delete from security.session where expires_at <= ? or used_at <= ?")
        .with(now, now.minus(idle).minus(Limits.USE))
        .run();
  }
}
