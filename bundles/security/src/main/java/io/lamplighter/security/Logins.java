package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Proves who calls. A name that nobody has is treated like any other: counted, locked, as slow, and
 * answered alike.
 */
final class Logins implements Access {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Limits limits;
  private final Failures failures;
  private final Passwords passwords;
  private final Recent recent;

  /** Hashing is slow on purpose: a flood of logins must not take every core. */
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  Logins(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Limits limits,
      Passwords passwords,
      Recent recent) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
    this.failures = new Failures(limits);
    this.passwords = passwords;
    this.recent = recent;
  }

  @Override
  public Session logIn(String user, String password) {
    takeTurn();
    try {
      Person person = work.call(transaction -> unlessLocked(transaction, user)).orNull();
      boolean right = passwords.match(person == null ? null : person.passwordHash(), password);
      Session session =
          right && person != null
              ? work.call(transaction -> open(transaction, person)).orNull()
              : null;
      if (session == null) {
        work.run(transaction -> refuse(transaction, user, person));
        throw new Refusal.Unauthenticated(
            "login-wrong", new Text("Name or password is wrong", "用户名或密码错误"));
      }
      return session;
    } finally {
      turns.release();
    }
  }

  @Override
  public void logOut(String token) {
    byte[] hash = Secrets.hash(token);
    work.run(
        transaction -> {
          Caller whose = Sessions.end(transaction.connection(), hash);
          if (whose != null) {
            append(transaction, "session.closed", whose, Map.of());
          }
        });
    recent.forgetSession(hash);
  }

  @Override
  public Caller person(String token) {
    Sessions.Open open =
        recent.session(
            Secrets.hash(token),
            hash -> work.call(t -> new Found<>(Sessions.find(t.connection(), hash))).orNull());
    if (open == null || !open.expiresAt().isAfter(clock.instant())) {
      throw new Refusal.Unauthenticated(
          "session-ended", new Text("The session has ended, log in again", "会话已结束，请重新登录"));
    }
    return open.caller();
  }

  @Override
  public Caller partner(String key) {
    Caller partner =
        key.startsWith(Secrets.KEY_PREFIX)
            ? recent.partner(
                Secrets.hash(key),
                hash -> work.call(t -> new Found<>(Partners.byKey(t.connection(), hash))).orNull())
            : null;
    if (partner == null) {
      throw new Refusal.Unauthenticated("key-wrong", new Text("The key is not valid", "密钥无效"));
    }
    return partner;
  }

  /** Deletes what has expired. */
  void purge() {
    work.run(
        transaction -> {
          Sessions.purge(transaction.connection(), clock.instant());
          failures.purge(transaction.connection(), clock.instant());
        });
  }

  private void takeTurn() {
    try {
      if (turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal.TooMany(PATIENCE);
  }

  private Found<Person> unlessLocked(Transaction transaction, String user) throws SQLException {
    if (failures.locked(transaction.connection(), user, clock.instant())) {
      throw new Refusal.Unauthenticated(
          "login-locked",
          new Text("Too many failures: this name is locked for some time", "失败次数过多，该用户名已暂时锁定"));
    }
    return new Found<>(
        Names.isUser(user) ? Person.find(transaction.connection(), user, false) : null);
  }

  private Found<Session> open(Transaction transaction, Person person) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expiresAt = now.plus(limits.session());
    String token = Secrets.token();
    if (!Sessions.open(transaction.connection(), person, Secrets.hash(token), now, expiresAt)) {
      return new Found<>(null);
    }
    Sessions.endBeyond(transaction.connection(), person.name(), limits.sessions());
    failures.forgive(transaction.connection(), person.name());
    append(
        transaction, "session.opened", person.caller(), Map.of("expiresAt", expiresAt.toString()));
    return new Found<>(new Session(token, expiresAt, person.caller()));
  }

  /** What was typed as a name nobody has may be a password: it goes nowhere. */
  private void refuse(Transaction transaction, String user, @Nullable Person person)
      throws SQLException {
    boolean locks = failures.count(transaction.connection(), user, clock.instant());
    Caller whose =
        person == null
            ? new Caller("unknown", Caller.Kind.PUBLIC, java.util.Set.of(), "", java.util.Set.of())
            : person.caller();
    append(transaction, "session.refused", whose, Map.of());
    if (locks) {
      append(
          transaction,
          "user.locked",
          whose,
          Map.of("until", clock.instant().plus(limits.lock()).toString()));
    }
  }

  private void append(Transaction transaction, String type, Caller whose, Map<String, ?> data) {
    journal.append(
        transaction, "security", new Fact(type, whose.name(), whose.region(), whose.name(), data));
  }

  /** A result that may be nothing. */
  private record Found<T>(@Nullable T value) {
    @Nullable T orNull() {
      return value;
    }
  }
}
