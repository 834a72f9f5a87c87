package io.lamplighter.security;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person as kept in the table. */
record Person(String name, String passwordHash, Set<Role> roles, String region) {

  Caller caller() {
    return new Caller(name, Caller.Kind.PERSON, roles, region, Set.of());
  }

  void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into security.person (name, password_hash, roles, region) values (?, ?, ?, ?)")) {
      insert.setString(1, name);
      insert.setString(2, passwordHash);
      insert.setArray(
          3, connection.createArrayOf("text", roles.stream().map(Role::name).sorted().toArray()));
      insert.setString(4, region);
      insert.executeUpdate();
    }
  }

  /** The person, its row locked until the transaction ends when {@code lock} is set. */
  static @Nullable Person find(Connection connection, String name, boolean lock)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select password_hash, roles, region from security.person where name = ?"
                + (lock ? " for update" : ""))) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new Person(name, row.getString(1), roles(row, 2), row.getString(3))
            : null;
      }
    }
  }

  static Set<Role> roles(ResultSet row, int column) throws SQLException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream((String[]) row.getArray(column).getArray())
        .map(Role::valueOf)
        .forEach(roles::add);
    return roles;
  }
}
