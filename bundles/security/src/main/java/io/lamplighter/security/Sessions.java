package io.lamplighter.security;

import io.lamplighter.api.security.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The table of open sessions; the token itself is nowhere. */
final class Sessions {
  private Sessions() {}

  /** An open session's person, as he is now. */
  record Open(Caller caller, Instant expiresAt) {}

  /**
   * Opens a session of somebody whose password is still the one that was checked.
   *
   * @return false when it is no longer
   */
  static boolean open(
      Connection connection, Person person, byte[] tokenHash, Instant now, Instant expiresAt)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into security.session (token_hash, person, opened_at, expires_at)"
                + " select ?, name, ?, ? from security.person where name = ? and password_hash = ?")) {
      insert.setBytes(1, tokenHash);
      insert.setObject(2, now.atOffset(ZoneOffset.UTC));
      insert.setObject(3, expiresAt.atOffset(ZoneOffset.UTC));
      insert.setString(4, person.name());
      insert.setString(5, person.passwordHash());
      return insert.executeUpdate() == 1;
    }
  }

  static @Nullable Open find(Connection connection, byte[] tokenHash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select p.name, p.password_hash, p.roles, p.region, s.expires_at"
                + " from security.session s join security.person p on p.name = s.person where s.token_hash = ?")) {
      select.setBytes(1, tokenHash);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Person person =
            new Person(row.getString(1), row.getString(2), Person.roles(row, 3), row.getString(4));
        return new Open(person.caller(), row.getObject(5, OffsetDateTime.class).toInstant());
      }
    }
  }

  /**
   * @return whose it was, null when there was none
   */
  static @Nullable Caller end(Connection connection, byte[] tokenHash) throws SQLException {
    Open open = find(connection, tokenHash);
    try (PreparedStatement delete =
        connection.prepareStatement("delete from security.session where token_hash = ?")) {
      delete.setBytes(1, tokenHash);
      return delete.executeUpdate() == 1 && open != null ? open.caller() : null;
    }
  }

  static void endAllOf(Connection connection, String person) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from security.session where person = ?")) {
      delete.setString(1, person);
      delete.executeUpdate();
    }
  }

  /** Ends the oldest of a person's sessions beyond {@code most}. */
  static void endBeyond(Connection connection, String person, int most) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from security.session where token_hash in (select token_hash from security.session"
                + " where person = ? order by opened_at desc offset ?)")) {
      delete.setString(1, person);
      delete.setInt(2, most);
      delete.executeUpdate();
    }
  }

  static int purge(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from security.session where expires_at <= ?")) {
      delete.setObject(1, now.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }
}
