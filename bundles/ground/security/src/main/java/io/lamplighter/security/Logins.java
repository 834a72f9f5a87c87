package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.AccessFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves who calls. A name that nobody has is treated like any other: counted, locked, as slow, and
 * answered alike.
 */
final class Logins implements Access {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Limits limits;
  private final Waits waits;
  private final Passwords passwords;
  private final Recent recent;
  private final Changes changes;

  /**
   * Hashing is slow on purpose: a flood of logins takes no more than half of the cores, and none of
   * those of people who come from where they are known.
   */
  private final Turns strangers = new Turns(Math.max(1, CORES / 2), 16, 64, PATIENCE);

  private final Turns known = new Turns(Math.max(1, CORES - CORES / 2), 4, 64, PATIENCE);

  Logins(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Limits limits,
      Passwords passwords,
      Recent recent,
      Changes changes) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
    this.waits = new Waits(limits);
    this.passwords = passwords;
    this.recent = recent;
    this.changes = changes;
  }

  @Override
  public Session logIn(String user, String password, Origin origin) {
    Attempt attempt = work.call(t -> Origins.of(t.connection(), user, origin));
    try (Turns.Turn turn = (attempt.isKnown() ? known : strangers).take(attempt.queue())) {
      Person person = work.find(transaction -> unlessHeldBack(transaction, attempt));
      boolean right = passwords.match(person == null ? null : person.passwordHash(), password);
      Session session =
          right && person != null
              ? work.command(transaction -> Optional.ofNullable(open(transaction, attempt, person)))
                  .orElse(null)
              : null;
      if (session == null) {
        work.run(transaction -> refuse(transaction, attempt, person));
        throw new Refusal.Unauthenticated(
            "login-wrong", new Text("Name or password is wrong", "用户名或密码错误"));
      }
      return session;
    }
  }

  @Override
  public void logOut(String token) {
    byte[] hash = Secrets.hash(token);
    work.command(
        transaction -> {
          SessionTable.Ended ended = SessionTable.end(transaction.connection(), hash);
          if (ended != null) {
            append(
                transaction, "session.closed", ended.caller(), new AccessFact.Closed(ended.id()));
          }
          transaction.afterCommit(() -> forget(hash, ended));
          return Boolean.TRUE;
        });
  }

  private void forget(byte[] hash, SessionTable.@Nullable Ended ended) {
    recent.forgetSession(hash);
    if (ended != null) {
      changes.tell(new Change(Caller.Kind.PERSON, ended.caller().name()));
    }
  }

  @Override
  public Caller person(String token) {
    byte[] hash = Secrets.hash(token);
    SessionTable.Open open = open(hash);
    Instant now = clock.instant();
    if (open.usedAt().plus(Limits.USE).compareTo(now) <= 0) {
      work.run(transaction -> SessionTable.use(transaction.connection(), hash, now));
      recent.forgetSession(hash);
    }
    return open.caller();
  }

  @Override
  public Caller look(String token) {
    return open(Secrets.hash(token)).caller();
  }

  /** What is remembered may not know of its use on another node: then the table is asked again. */
  private SessionTable.Open open(byte[] hash) {
    Instant now = clock.instant();
    SessionTable.Open open = recent.session(hash, this::lookUp);
    if (open != null && open.isOver(now, limits.idle())) {
      recent.forgetSession(hash);
      open = recent.session(hash, this::lookUp);
    }
    if (open == null || open.isOver(now, limits.idle())) {
      throw new Refusal.Unauthenticated(
          "session-ended", new Text("The session has ended, log in again", "会话已结束，请重新登录"));
    }
    return open;
  }

  private SessionTable.@Nullable Open lookUp(byte[] hash) {
    return work.find(t -> SessionTable.find(t.connection(), hash));
  }

  @Override
  public Caller partner(String key) {
    Caller partner =
        key.startsWith(Secrets.KEY_PREFIX)
            ? recent.partner(
                Secrets.hash(key), hash -> work.find(t -> Partners.byKey(t.connection(), hash)))
            : null;
    if (partner == null) {
      throw new Refusal.Unauthenticated("key-wrong", new Text("The key is not valid", "密钥无效"));
    }
    return partner;
  }

  @Override
  public Watch watch(Consumer<Change> changed) {
    return changes.watch(changed);
  }

  /** Deletes what has expired. */
  void purge() {
    Instant now = clock.instant();
    work.run(
        transaction -> {
          SessionTable.purge(transaction.connection(), now, limits.idle());
          waits.purge(transaction.connection(), now);
          Origins.purge(transaction.connection(), now);
        });
  }

  private @Nullable Person unlessHeldBack(Transaction transaction, Attempt attempt)
      throws SQLException {
    Duration left = waits.left(transaction.connection(), attempt, clock.instant());
    if (!left.isZero()) {
      throw new Refusal.TooMany(left);
    }
    return Names.isUser(attempt.user())
        ? Person.find(transaction.connection(), attempt.user(), false)
        : null;
  }

  private @Nullable Session open(Transaction transaction, Attempt attempt, Person person)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expiresAt = now.plus(limits.session());
    String token = Secrets.token();
    String address = attempt.origin().address();
    String id =
        SessionTable.open(
            transaction.connection(), person, Secrets.hash(token), now, expiresAt, address);
    if (id == null) {
      return null;
    }
    SessionTable.endBeyond(transaction.connection(), person.name(), limits.sessions());
    waits.forgive(transaction.connection(), attempt);
    Origins.remember(transaction.connection(), person.name(), attempt.origin(), now);
    append(transaction, "session.opened", person.caller(), new AccessFact.Opened(id, expiresAt));
    return new Session(token, expiresAt, person.caller());
  }

  /** What was typed as a name nobody has may be a password: it goes nowhere. */
  private void refuse(Transaction transaction, Attempt attempt, @Nullable Person person)
      throws SQLException {
    Instant now = clock.instant();
    boolean locks = waits.count(transaction.connection(), attempt, now);
    Caller whose =
        person == null
            ? new Caller("unknown", Caller.Kind.PUBLIC, Set.of(), "", Set.of())
            : person.caller();
    append(transaction, "session.refused", whose, new AccessFact.Refused(attempt.isKnown()));
    if (locks) {
      append(transaction, "user.locked", whose, new AccessFact.Refused(attempt.isKnown()));
    }
  }

  private void append(Transaction transaction, String type, Caller whose, Record data) {
    journal.append(
        transaction, "security", Fact.of(type, data, whose.name(), whose.region(), whose.actor()));
  }
}
