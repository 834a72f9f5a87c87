package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Corrected;
import io.lamplighter.api.desk.RequestFact.Dispatched;
import io.lamplighter.api.desk.RequestFact.Extended;
import io.lamplighter.api.desk.RequestFact.Merged;
import io.lamplighter.api.desk.RequestFact.Resolved;
import io.lamplighter.api.desk.RequestFact.Scheduled;
import io.lamplighter.api.desk.RequestFact.Triaged;
import io.lamplighter.api.desk.RequestFact.Unmerged;
import io.lamplighter.api.desk.RequestFact.Visited;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Moves requests through their life, one at a time, as the table of moves says. */
final class Moves {
  /** The time limit of a request that was given more time. */
  static final String EXTENDED = "extended";

  /** Moves that also concern those merged under the request. */
  private static final Set<Move> OF_FAMILIES = EnumSet.of(Move.MERGE, Move.UNMERGE, Move.CANCEL);

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Seeing seeing;

  Moves(UnitOfWork work, Journal journal, InstantSource clock, Seeing seeing) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.seeing = seeing;
  }

  Request move(Caller caller, MoveOrder order) {
    caller.require(MoveTable.roles(order.move()).toArray(Role[]::new));
    Sight sight = seeing.of(caller);
    return work.command(transaction -> move(transaction, sight, order));
  }

  private Request move(Transaction transaction, Sight sight, MoveOrder order) throws SQLException {
    Caller caller = sight.caller();
    MoveTables tables = new MoveTables(transaction.connection());
    if (OF_FAMILIES.contains(order.move())) {
      tables.lockMerging();
    }
    if (order.move() == Move.MERGE) {
      lockBoth(transaction, tables, order);
    }
    RequestEntity request = locked(transaction, sight, order.requestNo());
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
    Families families = new Families(transaction);
    List<Fact> facts = new ArrayList<>();
    if (row.move() == Move.CANCEL) {
      facts.addAll(families.free(request, now));
    }
    String underBefore = request.mergedInto();
    Facts.Telling<?> telling = apply(row, data, request, caller, tables, families, now);
    // Each move is another version, also one by which no field has changed.
    transaction.entities().lock(request, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    transaction.entities().flush();
    tables.keep(request, row, from, caller.actor(), now, data.words());
    facts.add(families.moved(request, from, caller.actor(), telling));
    if (row.move() == Move.MERGE) {
      facts.addAll(families.joined(request));
    } else if (row.move() == Move.UNMERGE && underBefore != null) {
      facts.addAll(families.left(underBefore, request));
    }
    journal.append(transaction, Facts.SOURCE, facts);
    return new RequestTables(transaction.connection())
        .get(request.requestNo())
        .orElseThrow(Moves::unknown)
        .listedTo(caller);
  }

  /** In the order of their numbers, as the intake locks what it merges under. */
  private static void lockBoth(Transaction transaction, MoveTables tables, MoveOrder order)
      throws SQLException {
    if (order.data().get("into") instanceof String into && RequestNumbers.plausible(into)) {
      MoveTables.@Nullable Root root = tables.root(into);
      List<String> both = root == null ? List.of() : List.of(order.requestNo(), root.requestNo());
      new FamilyTables(transaction.connection()).lock(both);
    }
  }

  private static RequestEntity locked(Transaction transaction, Sight sight, String requestNo) {
    // The row's lock makes the second of two movers wait and then see what the first has done.
    RequestEntity request =
        RequestNumbers.plausible(requestNo)
            ? transaction
                .entities()
                .find(RequestEntity.class, requestNo, LockModeType.PESSIMISTIC_WRITE)
            : null;
    if (request == null || !sight.covers(request.region(), request.channel(), request.crew())) {
      throw unknown();
    }
    return request;
  }

  /**
   * @return what is to be said of it
   */
  private Facts.Telling<?> apply(
      MoveTable.Row row,
      MoveData data,
      RequestEntity request,
      Caller caller,
      MoveTables tables,
      Families families,
      Instant now)
      throws SQLException {
    request.moveTo(row.reachedFrom(request.state()));
    String named = data.text("holder");
    if (named != null) {
      request.handTo(named);
    } else if (request.holder() == null && caller.kind() == Caller.Kind.PERSON) {
      request.handTo(caller.name());
    }
    return switch (row.move()) {
      case TRIAGE -> triage(request, data, caller);
      case MERGE -> {
        String first = first(caller, tables, request, Objects.requireNonNull(data.text("into")));
        families.coming(request, first);
        request.mergeUnder(first);
        Merged.Into into = new Merged.Into(first, "judged");
        yield (about, step) -> new Merged(about, step, into);
      }
      case UNMERGE -> {
        String first = Objects.requireNonNull(request.mergedInto());
        List<String> with = families.going(request);
        Unmerged.Out out = new Unmerged.Out(first, null, with.isEmpty() ? null : with);
        yield (about, step) -> new Unmerged(about, step, out);
      }
      case RETURN -> RequestFact.Returned::new;
      case SCHEDULE -> {
        Scheduled.Appointment at =
            new Scheduled.Appointment(needed(data, "from"), needed(data, "to"));
        yield (about, step) -> new Scheduled(about, step, at);
      }
      case DISPATCH -> {
        String crew = Objects.requireNonNull(data.text("crew"));
        request.giveTo(crew);
        yield (about, step) -> new Dispatched(about, step, new Dispatched.Work(crew));
      }
      case ACCEPT -> RequestFact.Accepted::new;
      case ARRIVE -> RequestFact.Arrived::new;
      case EXTEND -> {
        Promise extension = extension(data, now);
        tables.extend(request.requestNo(), extension);
        Extended.Time time = new Extended.Time(needed(data, "until"), List.of(extension));
        yield (about, step) -> new Extended(about, step, time);
      }
      case CORRECT -> {
        Corrected.Slots slots = new Corrections(tables.connection()).apply(request, data, now);
        yield (about, step) -> new Corrected(about, step, slots);
      }
      case RESOLVE -> {
        Resolved.@Nullable Effort effort = data.effort();
        String outcome = data.text("outcome");
        yield (about, step) -> new Resolved(about, step, effort, outcome);
      }
      case VISIT -> {
        Visited.Score score = new Visited.Score(Objects.requireNonNull(data.number("score")));
        yield (about, step) -> new Visited(about, step, score);
      }
      case CLOSE -> {
        String outcome = data.text("outcome");
        yield (about, step) -> new RequestFact.Closed(about, step, outcome);
      }
      case CANCEL -> RequestFact.Cancelled::new;
      case REOPEN -> {
        request.giveTo(null);
        yield RequestFact.Reopened::new;
      }
    };
  }

  private Facts.Telling<Triaged> triage(RequestEntity request, MoveData data, Caller caller) {
    Long priority = data.number("priority");
    if (priority != null) {
      request.rank(priority.intValue());
    }
    String cell = data.text("cell");
    if (cell != null) {
      request.assignTo(cell);
    }
    RequestKind kind = data.kind();
    if (kind == null || kind == request.kind()) {
      request.confirmedBy(caller);
    } else {
      request.judge(kind, "given");
    }
    Triaged.Judgement judgement = data.judgement();
    return (about, step) -> new Triaged(about, step, judgement);
  }

  private static Instant needed(MoveData data, String name) {
    return Objects.requireNonNull(data.time(name));
  }

  /** What was promised before stays to be seen; this is what counts beside it from now on. */
  private static Promise extension(MoveData data, Instant now) {
    Instant until = needed(data, "until");
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
    if (!IntakeTables.OPEN.contains(root.state())) {
      throw new Refusal.Conflict(
          "request.merge-closed",
          new Text(
              "The work of the other request is over; who comes after it is a new matter",
              "目标工单已处理完毕，此后的来件须单独受理"));
    }
    if (!Region.contains(root.region(), request.region())
        && !Region.contains(request.region(), root.region())) {
      throw new Refusal.Conflict(
          "request.merge-region",
          new Text("The other request belongs to another region", "目标工单属于其他区域"));
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
