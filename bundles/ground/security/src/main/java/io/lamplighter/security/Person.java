package io.lamplighter.security;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person as kept in the table. */
record Person(String name, String passwordHash, Set<Role> roles, String region) {

  Caller caller() {
    return new Caller(name, Caller.Kind.PERSON, roles, region, Set.of());
  }

  void insert(Connection connection) throws SQLException {
    new Sql(
            connection,
            "insert into security.person (name, password_hash, roles, region) values (?, ?, ?, ?)")
        .with(name, passwordHash)
        .array(words(), word -> word)
        .with(region)
        .run();
  }

  /** Under the same name. */
  void update(Connection connection) throws SQLException {
    new Sql(
            connection,
            "update security.person set password_hash = ?, roles = ?, region = ? where name = ?")
        .with(passwordHash)
        .array(words(), word -> word)
        .with(region, name)
        .run();
  }

  private List<String> words() {
    return roles.stream().map(Role::name).sorted().toList();
  }

  /** The person, its row locked until the transaction ends when {@code lock} is set. */
  static @Nullable Person find(Connection connection, String name, boolean lock)
      throws SQLException {
    return new Sql(
            connection,
            "select name, password_hash, roles, region from security.person where name = ?"
                + (lock ? " for update" : ""))
        .with(name)
        .first(Person::of);
  }

  /** Everybody, by name. */
  static List<Person> all(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "select name, password_hash, roles, region from security.person order by name")
        .list(Person::of);
  }

  /** From the columns name, password_hash, roles, region. */
  static Person of(Row row) throws SQLException {
    return new Person(row.text(), row.text(), roles(row.texts()), row.text());
  }

  private static Set<Role> roles(List<String> words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    words.stream().map(Role::valueOf).forEach(roles::add);
    return roles;
  }
}
