package io.lamplighter.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what other systems tell, and says so in the journal when it is new. */
@Component(
    service = {Records.class, RecordService.class},
    immediate = true)
public final class RecordService implements Records, Outages {
  private final UnitOfWork work;
  private final Journal journal;

  @Activate
  public RecordService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=systems)") UnitOfWork work,
      @Reference Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  @Override
  public Outcome put(Caller caller, SystemRecord told) {
    caller.requireRegion(told.region());
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
    Map<String, Object> data = new LinkedHashMap<>(told.data());
    data.put("system", told.system());
    data.put("record", told.id());
    data.put("at", told.at().toString());
    return new Fact(told.kind() + ".recorded", told.subject(), told.region(), caller.name(), data);
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
    if (limit < 1 || limit > Page.MAX) {
      throw new Refusal.Invalid("/limit", "must be from 1 to " + Page.MAX, "须在 1 到 500 之间");
    }
    if (after != null && !after.matches("\\d{1,18}")) {
      throw new Refusal.Invalid("/after", "is no cursor of this list", "不是有效的游标");
    }
    List<RecordTable.Numbered> found =
        work.call(
            transaction ->
                new RecordTable(transaction.connection())
                    .list(caller.region(), system, kind, subject, after, limit + 1));
    boolean more = found.size() > limit;
    List<RecordTable.Numbered> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(RecordTable.Numbered::told).toList(),
        more ? Long.toString(shown.get(limit - 1).number()) : null);
  }
}
