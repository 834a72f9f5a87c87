package io.lamplighter.security;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Everything around the tests: a real database, a clock to turn, a journal that remembers. */
final class House implements InstantSource {
  static final Limits LIMITS =
      new Limits(
          Duration.ofHours(8),
          Duration.ofMinutes(30),
          3,
          5,
          Duration.ofMinutes(15),
          Duration.ofMinutes(15));

  final UnitOfWork work = TestDatabase.unit("security");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Passwords passwords = new Passwords();
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");

  House() {
    TestDatabase.reset("security");
  }

  /** A node of its own: nothing of it is shared with another but the database. */
  Logins logins(Recent recent) {
    return logins(recent, new Changes(recent));
  }

  Logins logins(Recent recent, Changes changes) {
    return new Logins(work, journal, this, LIMITS, passwords, recent, changes);
  }

  Staff staff(Recent recent) {
    return new Staff(
        work,
        journal,
        this,
        LIMITS,
        passwords,
        new Changes(recent),
        () -> Set.of("desk", "intake-web"));
  }

  /** What a node remembers, aging with this clock. */
  Recent recent() {
    return new Recent(() -> Duration.between(Instant.EPOCH, now).toNanos());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  List<String> types() {
    return facts.stream().map(Fact::type).toList();
  }

  static Caller administrator(String region) {
    return new Caller("boss", Caller.Kind.PERSON, Set.of(Role.ADMINISTRATOR), region, Set.of());
  }

  @Override
  public Instant instant() {
    return now;
  }
}
