package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps people and partners, each administrator those of his region. */
final class Staff implements Users {
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Failures failures;
  private final Passwords passwords;
  private final Recent recent;

  Staff(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Limits limits,
      Passwords passwords,
      Recent recent) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.failures = new Failures(limits);
    this.passwords = passwords;
    this.recent = recent;
  }

  @Override
  public List<User> users(Caller caller) {
    caller.require(Role.ADMINISTRATOR);
    Instant now = clock.instant();
    return work.call(
        transaction -> {
          List<User> users = new ArrayList<>();
          try (PreparedStatement select =
                  transaction
                      .connection()
                      .prepareStatement(
                          "select p.name, p.roles, p.region, f.locked_until from security.person p"
                              + " left join security.login_failure f"
                              + " on f.name_hash = sha256(convert_to(p.name, 'UTF8'))"
                              + " order by p.name");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              OffsetDateTime until = row.getObject(4, OffsetDateTime.class);
              if (caller.covers(row.getString(3))) {
                users.add(
                    new User(
                        row.getString(1),
                        Person.roles(row, 2),
                        row.getString(3),
                        until != null && until.toInstant().isAfter(now)
                            ? until.toInstant()
                            : null));
              }
            }
          }
          return users;
        });
  }

  @Override
  public List<Partner> partners(Caller caller) {
    caller.require(Role.ADMINISTRATOR);
    return work.call(
        transaction ->
            Partners.all(transaction.connection()).stream()
                .filter(partner -> caller.covers(partner.region()))
                .toList());
  }

  @Override
  public String addUser(Caller caller, String name, Set<Role> roles, String region) {
    caller.require(Role.ADMINISTRATOR);
    Names.checkUser(name, roles, region);
    caller.requireRegion(region);
    String password = Secrets.password();
    Person person = new Person(name, passwords.hash(password), roles, region);
    work.run(
        transaction -> {
          if (Person.find(transaction.connection(), name, true) != null) {
            throw new Refusal.Conflict(
                "user.exists", new Text("There is a user of this name", "该用户名已存在"));
          }
          person.insert(transaction.connection());
          failures.forgive(transaction.connection(), name);
          append(transaction, "user.added", caller, name, region, Facts.of(person));
        });
    return password;
  }

  @Override
  public String resetPassword(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    String password = Secrets.password();
    String hash = passwords.hash(password);
    work.run(
        transaction -> {
          Connection connection = transaction.connection();
          Person person = known(connection, caller, name);
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update security.person set password_hash = ? where name = ?")) {
            update.setString(1, hash);
            update.setString(2, name);
            update.executeUpdate();
          }
          Sessions.endAllOf(connection, name);
          failures.forgive(connection, name);
          append(transaction, "password.reset", caller, name, person.region(), Map.of());
        });
    recent.forgetSessions();
    return password;
  }

  @Override
  public void removeUser(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    work.run(
        transaction -> {
          Connection connection = transaction.connection();
          Person person = known(connection, caller, name);
          if (person.roles().contains(Role.ADMINISTRATOR) && lastAdministrator(connection, name)) {
            throw new Refusal.Conflict(
                "user.last-administrator",
                new Text("The last administrator cannot be removed", "不能删除最后一个管理员"));
          }
          try (PreparedStatement delete =
              connection.prepareStatement("delete from security.person where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
          }
          append(transaction, "user.removed", caller, name, person.region(), Map.of());
        });
    recent.forgetSessions();
  }

  @Override
  public String putPartner(Caller caller, String name, Set<String> channels, String region) {
    caller.require(Role.ADMINISTRATOR);
    Names.checkPartner(name, channels, region);
    caller.requireRegion(region);
    String key = Secrets.key();
    work.run(
        transaction -> {
          Partner before = Partners.lock(transaction.connection(), name);
          if (before != null) {
            caller.requireRegion(before.region());
          }
          Partner partner = new Partner(name, channels, region);
          Partners.put(transaction.connection(), partner, Secrets.hash(key));
          append(
              transaction,
              before == null ? "partner.added" : "partner.changed",
              caller,
              name,
              region,
              Facts.of(partner));
        });
    recent.forgetPartners();
    return key;
  }

  @Override
  public void removePartner(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    work.run(
        transaction -> {
          Partner partner =
              Names.isUser(name) ? Partners.lock(transaction.connection(), name) : null;
          if (partner == null || !caller.covers(partner.region())) {
            throw new Refusal.NotFound(
                "partner.unknown", new Text("There is no such partner", "没有该合作系统"));
          }
          try (PreparedStatement delete =
              transaction
                  .connection()
                  .prepareStatement("delete from security.partner where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
          }
          append(transaction, "partner.removed", caller, name, partner.region(), Map.of());
        });
    recent.forgetPartners();
  }

  private static Person known(Connection connection, Caller caller, String name)
      throws SQLException {
    Person person = Names.isUser(name) ? Person.find(connection, name, true) : null;
    if (person == null || !caller.covers(person.region())) {
      throw new Refusal.NotFound("user.unknown", new Text("There is no such user", "没有该用户"));
    }
    return person;
  }

  /** Locks all administrators' rows, so that two removals at once do not remove both. */
  private static boolean lastAdministrator(Connection connection, String name) throws SQLException {
    boolean others = false;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name from security.person where 'ADMINISTRATOR' = any(roles) order by name for update")) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          others |= !row.getString(1).equals(name);
        }
      }
    }
    return !others;
  }

  private void append(
      Transaction transaction,
      String type,
      Caller caller,
      String subject,
      String region,
      Map<String, ?> data) {
    journal.append(transaction, "security", new Fact(type, subject, region, caller.name(), data));
  }
}
