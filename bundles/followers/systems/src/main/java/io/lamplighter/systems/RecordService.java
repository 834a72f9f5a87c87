package io.lamplighter.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.systems.RecordFact;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what other systems tell, and says so in the journal when it is new. */
final class RecordService implements Records, Outages {
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;

  RecordService(UnitOfWork work, Journal journal, InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Outcome put(Caller caller, SystemRecord told) {
    caller.requireRegion(told.region());
    RecordCheck.check(told, clock.instant());
    return work.call(
        transaction -> {
          Outcome outcome = new RecordTable(transaction.connection()).put(told);
          if (outcome == Outcome.ADDED || outcome == Outcome.CHANGED) {
            journal.append(transaction, told.system(), fact(caller, told));
          }
          return outcome;
        });
  }

  @Override
  public Optional<SystemRecord> around(String system, String kind, List<String> path, Instant at) {
    return work.call(
        transaction -> {
          Optional<String> id =
              new OutageTable(transaction.connection()).around(system, kind, path, at);
          return id.isEmpty()
              ? Optional.empty()
              : new RecordTable(transaction.connection()).get(system, kind, id.get());
        });
  }

  private static Fact fact(Caller caller, SystemRecord told) {
    return Fact.of(
        told.kind() + ".recorded",
        new RecordFact(told.system(), told.id(), told.at(), told.data()),
        told.subject(),
        told.region(),
        caller.actor());
  }

  @Override
  public Page<SystemRecord> find(
      Caller caller,
      @Nullable String system,
      @Nullable String kind,
      @Nullable String subject,
      @Nullable String after,
      int limit) {
    caller.require(Role.values());
    Page.check(limit);
    if (after != null && !after.matches("\\d{1,18}")) {
      throw new Refusal.Invalid("/after", "is no cursor of this list", "不是有效的游标");
    }
    List<RecordTable.Numbered> found =
        work.call(
            transaction ->
                new RecordTable(transaction.connection())
                    .list(caller.region(), system, kind, subject, after, limit + 1));
    return Page.cut(found, limit, last -> Long.toString(last.number()))
        .map(RecordTable.Numbered::told);
  }
}
