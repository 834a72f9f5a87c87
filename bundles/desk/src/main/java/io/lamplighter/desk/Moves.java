package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Moves requests through their life, one at a time, as the table of moves says. */
final class Moves {
  /** The time limit of a request that was given more time. */
  private static final String EXTENDED = "extended";

  private final UnitOfWork work;
  private final Journal journal;
  private final Treatments treatments;
  private final InstantSource clock;

  Moves(UnitOfWork work, Journal journal, Treatments treatments, InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.treatments = treatments;
    this.clock = clock;
  }

  Request move(Caller caller, MoveOrder order) {
    caller.require(MoveTable.roles(order.move()).toArray(Role[]::new));
    return work.call(transaction -> move(transaction, caller, order));
  }

  private Request move(Transaction transaction, Caller caller, MoveOrder order)
      throws SQLException {
    MoveTables tables = new MoveTables(transaction.connection());
    if (order.move() == Move.MERGE) {
      tables.lockMerging();
    }
    RequestEntity request = locked(transaction, caller, order.requestNo());
    Long seen = order.seenVersion();
    if (seen != null && seen != request.version()) {
      throw new Refusal.Stale(seen, request.version());
    }
    MoveTable.Row row =
        MoveTable.find(order.move(), request.state(), request.kind())
            .orElseThrow(() -> notAllowed(order.move(), request.state()));
    caller.require(row.roles().toArray(Role[]::new));
    MoveData data = MoveData.check(row, order.data());

    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RequestState from = request.state();
    Map<String, Object> details = new LinkedHashMap<>(data.details());
    long version = request.version() + 1;
    apply(row, data, request, caller, tables, details, now);
    transaction.entities().flush();
    // OpenJPA writes nothing when no field has changed, and then counts no version either.
    if (request.version() < version) {
      tables.touch(request.requestNo(), version);
    }
    tables.keep(request.requestNo(), version, row, from, caller.name(), now, data.words());
    journal.append(
        transaction,
        Facts.SOURCE,
        Facts.moved(row.type(), request, from, version, caller.name(), details));
    return new RequestTables(transaction.connection())
        .get(request.requestNo())
        .orElseThrow(Moves::unknown)
        .shownTo(caller);
  }

  private static RequestEntity locked(Transaction transaction, Caller caller, String requestNo) {
    // The row's lock makes the second of two movers wait and then see what the first has done.
    RequestEntity request =
        RequestNumbers.plausible(requestNo)
            ? transaction
                .entities()
                .find(RequestEntity.class, requestNo, LockModeType.PESSIMISTIC_WRITE)
            : null;
    if (request == null || !caller.covers(request.region())) {
      throw unknown();
    }
    return request;
  }

  private void apply(
      MoveTable.Row row,
      MoveData data,
      RequestEntity request,
      Caller caller,
      MoveTables tables,
      Map<String, Object> details,
      Instant now)
      throws SQLException {
    request.moveTo(row.reachedFrom(request.state()));
    switch (row.move()) {
      case TRIAGE -> triage(request, data, tables, details, now);
      case MERGE -> {
        String first = first(caller, tables, request, Objects.requireNonNull(data.text("into")));
        request.mergeUnder(first);
        details.put("into", first);
        details.put("why", "judged");
      }
      case EXTEND -> {
        Promise extension = extension(data, now);
        tables.extend(request.requestNo(), extension);
        details.put("promises", Facts.promises(List.of(extension)));
      }
      case UNMERGE -> {
        details.put("from", Objects.requireNonNull(request.mergedInto()));
        request.mergeUnder(null);
      }
      default -> {}
    }
    String named = data.text("holder");
    if (named != null) {
      request.handTo(named);
    } else if (request.holder() == null && caller.kind() == Caller.Kind.PERSON) {
      request.handTo(caller.name());
    }
  }

  private void triage(
      RequestEntity request,
      MoveData data,
      MoveTables tables,
      Map<String, Object> details,
      Instant now)
      throws SQLException {
    Long priority = data.number("priority");
    if (priority != null) {
      request.rank(priority.intValue());
    }
    String cell = data.text("cell");
    if (cell != null) {
      request.assignTo(cell);
    }
    RequestKind kind = data.kind();
    if (kind != null && kind != request.kind()) {
      request.judge(kind, "given");
      // What the customer was promised before stays promised; the new kind's limits come on top.
      List<Promise> promises = treatments.promises(kind, now);
      tables.promise(request.requestNo(), promises);
      if (!promises.isEmpty()) {
        details.put("promises", Facts.promises(promises));
      }
    }
  }

  /** What was promised before stays to be seen; this is what counts beside it from now on. */
  private static Promise extension(MoveData data, Instant now) {
    Instant until = Objects.requireNonNull(data.time("until"));
    if (!until.isAfter(now)) {
      throw new Refusal.Invalid("/until", "must be later than now", "须晚于当前时间");
    }
    return new Promise(EXTENDED, until);
  }

  /** The request that stands for {@code into} in the end. */
  private static String first(Caller caller, MoveTables tables, RequestEntity request, String into)
      throws SQLException {
    MoveTables.@Nullable Root root = tables.root(into);
    if (root == null || !caller.covers(root.region())) {
      throw new Refusal.Invalid("/into", "there is no such request", "没有此工单");
    }
    if (root.requestNo().equals(request.requestNo())) {
      throw new Refusal.Invalid("/into", "a request cannot be merged into itself", "工单不能并入自身");
    }
    if (root.state() == RequestState.CLOSED || root.state() == RequestState.CANCELLED) {
      throw new Refusal.Conflict(
          "request.merge-closed", new Text("The other request is closed already", "目标工单已关闭"));
    }
    if (root.drill() != request.drill()) {
      throw new Refusal.Conflict(
          "request.merge-drill",
          new Text("A drill and a real request are never merged", "演练工单与真实工单不能合并"));
    }
    return root.requestNo();
  }

  private static Refusal notAllowed(Move move, RequestState state) {
    return new Refusal.Conflict(
        "request.move-not-allowed",
        new Text(
            "A request that is " + state.wire() + " does not allow " + move.wire(),
            "状态为 " + state.wire() + " 的工单不允许执行 " + move.wire()));
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("request.unknown", new Text("There is no such request", "没有此工单"));
  }
}
