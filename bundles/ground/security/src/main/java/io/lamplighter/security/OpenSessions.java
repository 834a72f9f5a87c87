package io.lamplighter.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access.Change;
import io.lamplighter.api.security.AccessFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Sessions;
import io.lamplighter.api.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows and ends sessions: one's own, and for administrators those of their region. */
final class OpenSessions implements Sessions {
  private final UnitOfWork work;
  private final Journal journal;
  private final Changes changes;

  OpenSessions(UnitOfWork work, Journal journal, Changes changes) {
    this.work = work;
    this.journal = journal;
    this.changes = changes;
  }

  @Override
  public List<Open> open(Caller caller, @Nullable String user) {
    caller.require(Role.values());
    return work.call(
        transaction ->
            SessionTable.visible(transaction.connection(), caller, endsOthers(caller), user));
  }

  @Override
  public void end(Caller caller, String id) {
    caller.require(Role.values());
    work.command(
        transaction -> {
          SessionTable.Ended ended =
              SessionTable.end(transaction.connection(), id, caller, endsOthers(caller));
          if (ended == null) {
            throw new Refusal.NotFound(
                "session.unknown", new Text("There is no such session", "没有该会话"));
          }
          String whose = ended.caller().name();
          transaction.afterCommit(() -> changes.tell(new Change(Caller.Kind.PERSON, whose)));
          journal.append(
              transaction,
              "security",
              Fact.of(
                  new AccessFact.Closed(ended.id()),
                  whose,
                  ended.caller().region(),
                  caller.actor()));
          return whose;
        });
  }

  private static boolean endsOthers(Caller caller) {
    return caller.hasAny(Role.ADMINISTRATOR);
  }
}
