package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access.Change;
import io.lamplighter.api.security.AccessFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps people and partners, each administrator those of his region. */
final class Staff implements Users {
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Waits waits;
  private final Passwords passwords;
  private final Changes changes;
  private final Supplier<Set<String>> parts;

  /**
   * @param parts what parts of the platform are called, and so nobody else
   */
  Staff(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Limits limits,
      Passwords passwords,
      Changes changes,
      Supplier<Set<String>> parts) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.waits = new Waits(limits);
    this.passwords = passwords;
    this.changes = changes;
    this.parts = parts;
  }

  @Override
  public List<User> users(Caller caller) {
    caller.require(Role.ADMINISTRATOR);
    Instant now = clock.instant();
    return work.call(
        transaction -> {
          List<User> users = new ArrayList<>();
          Map<String, Instant> held = waits.all(transaction.connection(), now);
          for (Person person : Person.all(transaction.connection())) {
            if (caller.covers(person.region())) {
              String name = person.name();
              users.add(new User(name, person.roles(), person.region(), held.get(hash(name))));
            }
          }
          return users;
        });
  }

  private static String hash(String name) {
    return HexFormat.of().formatHex(Secrets.hash(name));
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
    Names.checkNew("/user", name, parts.get());
    caller.requireRegion(region);
    String password = Secrets.password();
    Person person = new Person(name, passwords.hash(password), roles, region);
    return work.command(
        transaction -> {
          if (Person.find(transaction.connection(), name, true) != null) {
            throw new Refusal.Conflict(
                "user.exists", new Text("There is a user of this name", "该用户名已存在"));
          }
          Names.checkLook(transaction.connection(), "person", name);
          person.insert(transaction.connection());
          waits.forgive(transaction.connection(), name);
          append(transaction, "user.added", caller, name, region, Facts.of(person));
          return password;
        });
  }

  @Override
  public void changeUser(Caller caller, String name, Set<Role> roles, String region) {
    caller.require(Role.ADMINISTRATOR);
    Names.checkUser(name, roles, region);
    caller.requireRegion(region);
    work.command(
        transaction -> {
          Connection connection = transaction.connection();
          Person before = known(connection, caller, name);
          Person person = new Person(name, before.passwordHash(), roles, region);
          keepAdministered(connection, before, Stream.of(person));
          person.update(connection);
          SessionTable.endAllOf(connection, name);
          append(transaction, "user.changed", caller, name, region, Facts.of(person));
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PERSON, name)));
          return Boolean.TRUE;
        });
  }

  @Override
  public String resetPassword(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    String password = Secrets.password();
    String hash = passwords.hash(password);
    return work.command(
        transaction -> {
          Connection connection = transaction.connection();
          Person person = known(connection, caller, name);
          new Person(name, hash, person.roles(), person.region()).update(connection);
          SessionTable.endAllOf(connection, name);
          waits.forgive(connection, name);
          append(
              transaction, "password.reset", caller, name, person.region(), new AccessFact.Taken());
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PERSON, name)));
          return password;
        });
  }

  @Override
  public void removeUser(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    work.command(
        transaction -> {
          Connection connection = transaction.connection();
          Person person = known(connection, caller, name);
          keepAdministered(connection, person, Stream.empty());
          new Sql(connection, "delete from security.person where name = ?").with(name).run();
          append(
              transaction, "user.removed", caller, name, person.region(), new AccessFact.Taken());
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PERSON, name)));
          return Boolean.TRUE;
        });
  }

  @Override
  public String putPartner(Caller caller, String name, Set<String> channels, String region) {
    caller.require(Role.ADMINISTRATOR);
    Names.checkPartner(name, channels, region);
    caller.requireRegion(region);
    String key = Secrets.key();
    return work.command(
        transaction -> {
          Partner before = Partners.lock(transaction.connection(), name);
          if (before != null) {
            caller.requireRegion(before.region());
          } else {
            Names.checkNew("/partner", name, parts.get());
            Names.checkLook(transaction.connection(), "partner", name);
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
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PARTNER, name)));
          return key;
        });
  }

  @Override
  public void removePartner(Caller caller, String name) {
    caller.require(Role.ADMINISTRATOR);
    work.command(
        transaction -> {
          Partner partner =
              Names.isUser(name) ? Partners.lock(transaction.connection(), name) : null;
          if (partner == null || !caller.covers(partner.region())) {
            throw new Refusal.NotFound(
                "partner.unknown", new Text("There is no such partner", "没有该合作系统"));
          }
          new Sql(transaction.connection(), "delete from security.partner where name = ?")
              .with(name)
              .run();
          append(
              transaction,
              "partner.removed",
              caller,
              name,
              partner.region(),
              new AccessFact.Taken());
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PARTNER, name)));
          return Boolean.TRUE;
        });
  }

  private static Person known(Connection connection, Caller caller, String name)
      throws SQLException {
    Person person = Names.isUser(name) ? Person.find(connection, name, true) : null;
    if (person == null || !caller.covers(person.region())) {
      throw new Refusal.NotFound("user.unknown", new Text("There is no such user", "没有该用户"));
    }
    return person;
  }

  /**
   * Refuses what would leave nobody who administers all that {@code before} does: whoever has only
   * a part of it could give the rest to nobody.
   *
   * @param after what becomes of him; nothing when he goes
   */
  private static void keepAdministered(Connection connection, Person before, Stream<Person> after)
      throws SQLException {
    if (!before.roles().contains(Role.ADMINISTRATOR)) {
      return;
    }
    Stream<String> left =
        Stream.concat(
            regionsOfOthers(connection, before.name()).stream(),
            after.filter(p -> p.roles().contains(Role.ADMINISTRATOR)).map(Person::region));
    if (left.noneMatch(region -> Region.contains(region, before.region()))) {
      throw new Refusal.Conflict(
          "user.last-administrator",
          new Text("Nobody would be left who administers this region", "该区域将没有管理员"));
    }
  }

  /** Locks all administrators' rows, so that two removals at once do not remove both. */
  private static List<String> regionsOfOthers(Connection connection, String name)
      throws SQLException {
    return new Sql(
            connection,
            "select name, region from security.person where 'ADMINISTRATOR' = any(roles)"
                + " order by name for update")
        .list(row -> new Other(row.text(), row.text())).stream()
            .filter(other -> !other.name().equals(name))
            .map(Other::region)
            .toList();
  }

  private record Other(String name, String region) {}

  private void append(
      Transaction transaction,
      String type,
      Caller caller,
      String subject,
      String region,
      Record data) {
    journal.append(transaction, "security", Fact.of(type, data, subject, region, caller.actor()));
  }
}
