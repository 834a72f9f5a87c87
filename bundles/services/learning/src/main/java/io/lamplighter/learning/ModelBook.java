package io.lamplighter.learning;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.learning.Version.Change;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that were learned: which is in force, and what people decide of them. They hold for
 * the whole house, so only who answers for all of it decides.
 */
final class ModelBook {
  private static final Role[] PEOPLE = {Role.SUPERVISOR, Role.ADMINISTRATOR};

  private final Tools tools;
  private final String shipped;
  private volatile Runnable bell = () -> {};

  /**
   * @param shipped name of the model that ships
   */
  ModelBook(Tools tools, String shipped) {
    this.tools = tools;
    this.shipped = shipped;
  }

  String shipped() {
    return shipped;
  }

  /** What to call when another is in force. */
  void onNews(Runnable other) {
    bell = other;
  }

  Page<Version> list(Caller caller, long before, int limit) {
    caller.require(PEOPLE);
    Page.check(limit);
    List<Version> found =
        tools.work().call(t -> new VersionTable(t.connection()).list(before, limit + 1));
    return Page.cut(found, limit, one -> Long.toString(one.no()));
  }

  Version get(Caller caller, long no) {
    caller.require(PEOPLE);
    return tools.work().call(t -> known(new VersionTable(t.connection()), no));
  }

  @Nullable Version inForce() {
    return tools.work().find(t -> new VersionTable(t.connection()).inForce());
  }

  /**
   * Requests of the caller's region that it tells otherwise, {@value Lessons#MOST_CHANGES} at most.
   */
  List<Change> changes(Caller caller, long no) {
    caller.require(PEOPLE);
    return tools
        .work()
        .call(
            t -> {
              VersionTable table = new VersionTable(t.connection());
              return table.changed(known(table, no).no(), caller.region());
            });
  }

  /**
   * Somebody puts one in force, or goes back to it. What was never in force must have been tried
   * against the one that is.
   *
   * @param seen the version of it that he saw; null for any
   */
  Version enforce(Caller caller, long no, @Nullable Long seen) {
    decides(caller);
    return tools
        .work()
        .command(
            t -> {
              VersionTable table = new VersionTable(t.connection());
              table.lock();
              Version next = seen(known(table, no), seen);
              if (!next.state().mayReturn()) {
                throw new Refusal.Conflict(
                    "learning.state",
                    new Text(
                        "A version that is " + next.state().wire() + " cannot come in force",
                        "状态为 " + next.state().wire() + " 的版本不能启用"));
              }
              if (next.state() != VersionState.EARLIER
                  && !next.trial().against().equals(name(table.inForce()))) {
                throw new Refusal.Conflict(
                    "learning.untried",
                    new Text(
                        "It was tried against "
                            + next.trial().against()
                            + ", which is not in force: put that in force first",
                        "该版本是与 " + next.trial().against() + " 比较的，而其并未启用：请先启用后者"));
              }
              enforce(t, next, caller.actor());
              return known(table, no);
            });
  }

  /** Somebody goes back to the model that ships. */
  void enforceShipped(Caller caller) {
    decides(caller);
    tools
        .work()
        .command(
            t -> {
              new VersionTable(t.connection()).lock();
              enforce(t, null, caller.actor());
              return Boolean.TRUE;
            });
  }

  /** Somebody does not want it to come in force. */
  Version withdraw(Caller caller, long no, @Nullable Long seen) {
    decides(caller);
    return tools
        .work()
        .command(
            t -> {
              VersionTable table = new VersionTable(t.connection());
              table.lock();
              Version version = seen(known(table, no), seen);
              if (version.state() != VersionState.READY) {
                throw new Refusal.Conflict(
                    "learning.state",
                    new Text(
                        "Only a version that waits can be withdrawn; put another one in force",
                        "仅待启用的版本可以撤回；如需更换请启用其他版本"));
              }
              withdraw(t, version, caller.actor());
              return known(table, no);
            });
  }

  /** Somebody wants a lesson now. */
  Instant learnNow(Caller caller) {
    caller.require(Role.ADMINISTRATOR);
    caller.requireRegion(tools.house().region());
    Instant now = tools.now();
    tools
        .work()
        .command(
            t -> {
              tools.agenda().put(t, tools.due(Learner.NOW + caller.actor(), now));
              return Boolean.TRUE;
            });
    return now;
  }

  /**
   * @return name of the one that is in force, given its version
   */
  String name(@Nullable Version inForce) {
    return inForce == null ? shipped : inForce.model();
  }

  void withdraw(Transaction transaction, Version version, String actor) throws SQLException {
    new VersionTable(transaction.connection())
        .move(version, VersionState.WITHDRAWN, actor, tools.now());
    tools.agenda().cancel(transaction, List.of(Learner.FORCE + version.no()));
    tools.tell(transaction, new KindModelFact.Withdrawn(version.no()), version.model(), actor);
  }

  /**
   * Another one is in force from now on; under the lock.
   *
   * @param next null for the one that ships
   */
  void enforce(Transaction transaction, @Nullable Version next, String actor) throws SQLException {
    VersionTable table = new VersionTable(transaction.connection());
    Version current = table.inForce();
    if (current == null && next == null) {
      return;
    }
    Instant now = tools.now();
    if (current != null) {
      table.move(current, VersionState.EARLIER, actor, now);
    }
    if (next != null) {
      table.move(next, VersionState.IN_FORCE, actor, now);
      tools.agenda().cancel(transaction, List.of(Learner.FORCE + next.no()));
    }
    tools.tell(
        transaction,
        new KindModelFact.InForce(next == null ? null : next.no(), name(current)),
        name(next),
        actor);
    transaction.afterCommit(bell);
  }

  private void decides(Caller caller) {
    caller.require(PEOPLE);
    caller.requireRegion(tools.house().region());
  }

  private static Version seen(Version version, @Nullable Long seen) {
    if (seen != null && seen != version.version()) {
      throw new Refusal.Stale(seen, version.version());
    }
    return version;
  }

  private static Version known(VersionTable table, long no) throws SQLException {
    Version version = table.get(no);
    if (version == null) {
      throw new Refusal.NotFound("learning.unknown", new Text("There is no such version", "没有此版本"));
    }
    return version;
  }
}
