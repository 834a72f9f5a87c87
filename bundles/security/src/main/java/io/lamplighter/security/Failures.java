package io.lamplighter.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The table of failed logins, kept for every name that is tried, whether somebody has it or not.
 */
final class Failures {
  private final Limits limits;

  Failures(Limits limits) {
    this.limits = limits;
  }

  boolean locked(Connection connection, String name, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from security.login_failure where name_hash = ? and locked_until > ?")) {
      select.setBytes(1, Secrets.hash(name));
      select.setObject(2, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Counts a failure.
   *
   * @return whether it is the one that locks the name
   */
  boolean count(Connection connection, String name, Instant now) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into security.login_failure as f (name_hash, failures, since) values (?, 1, ?)"
                + " on conflict (name_hash) do update set"
                + " failures = case when f.since <= ? then 1 else f.failures + 1 end,"
                + " since = case when f.since <= ? then excluded.since else f.since end"
                + " returning failures")) {
      Instant windowStart = now.minus(limits.window());
      upsert.setBytes(1, Secrets.hash(name));
      upsert.setObject(2, now.atOffset(ZoneOffset.UTC));
      upsert.setObject(3, windowStart.atOffset(ZoneOffset.UTC));
      upsert.setObject(4, windowStart.atOffset(ZoneOffset.UTC));
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        if (row.getInt(1) < limits.failures()) {
          return false;
        }
      }
    }
    try (PreparedStatement lock =
        connection.prepareStatement(
            "update security.login_failure set locked_until = ?, failures = 0, since = ?"
                + " where name_hash = ?")) {
      lock.setObject(1, now.plus(limits.lock()).atOffset(ZoneOffset.UTC));
      lock.setObject(2, now.atOffset(ZoneOffset.UTC));
      lock.setBytes(3, Secrets.hash(name));
      lock.executeUpdate();
    }
    return true;
  }

  void forgive(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from security.login_failure where name_hash = ?")) {
      delete.setBytes(1, Secrets.hash(name));
      delete.executeUpdate();
    }
  }

  int purge(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from security.login_failure where since <= ? and coalesce(locked_until, since) <= ?")) {
      delete.setObject(1, now.minus(limits.window()).atOffset(ZoneOffset.UTC));
      delete.setObject(2, now.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }
}
