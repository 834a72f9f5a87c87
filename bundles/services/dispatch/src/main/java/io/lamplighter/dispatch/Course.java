package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Tours.CrewDay;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of work orders by what happens to their requests at the desk. */
final class Course {
  static final Caller SELF = Caller.system(Tools.SOURCE);

  private static final Map<String, WorkState> STEPS =
      Map.of("request.accepted", WorkState.ACCEPTED, "request.arrived", WorkState.ARRIVED);

  private static final Set<String> OVER =
      Set.of(
          RequestState.MERGED.wire(),
          RequestState.RETURNED.wire(),
          RequestState.RESOLVED.wire(),
          RequestState.VISITED.wire(),
          RequestState.CLOSED.wire(),
          RequestState.CANCELLED.wire());

  private final Tools tools;
  private final Desk desk;
  private final Hand hand;

  /**
   * Requests that have work orders: most that are told of have none, and are not asked for each.
   */
  private final Set<String> worked = new HashSet<>();

  Course(Tools tools, Desk desk, Hand hand) {
    this.tools = tools;
    this.desk = desk;
    this.hand = hand;
  }

  /**
   * @throws io.lamplighter.api.Refusal.Unavailable when the desk is to be asked and is away
   */
  void take(Entry entry, RequestFact fact) throws SQLException {
    hand.by(entry.actor());
    WorkTables tables = new WorkTables(hand.transaction().connection());
    List<WorkOrder> open = openOf(tables, fact);
    String to = fact instanceof RequestFact.Moved moved ? moved.step().to() : "";
    if (OVER.contains(to)) {
      for (WorkOrder order : open) {
        end(order, to.equals(RequestState.RESOLVED.wire()), entry.time());
      }
    } else if (isToBeDone(fact, to)) {
      List<WorkOrder> left = drop(open, needs(fact));
      for (WorkKind kind : needs(fact)) {
        if (left.stream().noneMatch(order -> order.kind().equals(kind.code()))) {
          open(entry, fact, kind);
        }
      }
    }
    for (WorkOrder order : openOf(tables, fact)) {
      follow(tables, order, fact, entry);
    }
  }

  private List<WorkOrder> openOf(WorkTables tables, RequestFact fact) throws SQLException {
    String requestNo = fact.about().requestNo();
    return worked.contains(requestNo) ? tables.openOf(requestNo) : List.of();
  }

  /** Locks whatever these entries may change, in the order in which everybody does: days first. */
  void lock(List<RequestFact> facts) throws SQLException {
    List<CrewDay> days = new ArrayList<>();
    Tours tours = hand.tours();
    WorkTables tables = new WorkTables(hand.transaction().connection());
    Map<String, List<WorkOrder>> open =
        tables.openOf(facts.stream().map(fact -> fact.about().requestNo()).toList());
    worked.addAll(open.keySet());
    for (RequestFact fact : facts) {
      for (WorkOrder order : open.getOrDefault(fact.about().requestNo(), List.of())) {
        if (order.crewDay() != null) {
          days.add(order.crewDay());
        }
        if (fact instanceof RequestFact.Dispatched dispatched) {
          days.add(tours.turn(dispatched.details().crew(), start(order)).day());
        }
      }
    }
    hand.lock(days);
  }

  private Instant start(WorkOrder order) {
    Span promise = order.promise();
    if (order.start() != null) {
      return order.start();
    }
    return promise == null || promise.from().isBefore(hand.now()) ? hand.now() : promise.from();
  }

  private static boolean isToBeDone(RequestFact fact, String to) {
    if (fact instanceof RequestFact.Received) {
      return RequestKind.EMERGENCY.wire().equals(fact.about().kind())
          && fact.about().root().equals(fact.about().requestNo());
    }
    return to.equals(RequestState.TRIAGED.wire());
  }

  private List<WorkKind> needs(RequestFact fact) {
    return tools.kinds().of(RequestKind.ofWire(fact.about().kind(), "/kind"));
  }

  /** What a request of its kind does not need, and nobody has begun, is not done. */
  private List<WorkOrder> drop(List<WorkOrder> open, List<WorkKind> needs) throws SQLException {
    List<WorkOrder> left = new ArrayList<>(open);
    for (WorkOrder order : open) {
      boolean needed = needs.stream().anyMatch(kind -> kind.code().equals(order.kind()));
      if (!needed && order.state().compareTo(WorkState.DEPARTED) < 0) {
        end(order, false, hand.now());
        left.remove(order);
      }
    }
    return left;
  }

  private void open(Entry entry, RequestFact fact, WorkKind kind) throws SQLException {
    RequestFact.About about = fact.about();
    Request request = desk.get(SELF, about.requestNo());
    WorkTables tables = new WorkTables(hand.transaction().connection());
    int next = tables.ofRequest(about.requestNo()).size() + 1;
    String no = about.requestNo() + "-" + next;
    tables.insert(
        new WorkOrder(
            no,
            1,
            about.requestNo(),
            kind.code(),
            about.region(),
            Stations.of(tools, about.cell(), entry.time()),
            about.cell(),
            entry.isDrill(),
            about.priority(),
            false,
            request.location() == null ? home(about) : request.location(),
            tools.durations().minutes(hand.transaction().connection(), kind, null),
            kind.people(),
            kind.skills(),
            WorkState.OPEN,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            false,
            hand.now(),
            hand.now(),
            null,
            null,
            null,
            0,
            null,
            new WorkOrder.Desk(null, null)));
    tables.due(List.of(about.requestNo()));
    WorkOrder order = hand.row(no);
    worked.add(about.requestNo());
    if (order != null) {
      hand.tell(order, "work-order.opened", new WorkOrderFact.Opened(order.about()));
    }
  }

  /** Where the customer lives, when nothing was said of the place. */
  private @Nullable Location home(RequestFact.About about) {
    Customer customer = tools.customer(about.customerNo());
    return customer == null ? null : customer.location();
  }

  /**
   * @param done whether the desk says that the work is done
   */
  private void end(WorkOrder order, boolean done, Instant at) throws SQLException {
    if (done) {
      new Promises(hand).met(order, at);
      hand.changed(
          order,
          hand.stepped(order, WorkState.FINISHED, at),
          "work-order.finished",
          one -> new WorkOrderFact.Finished(one.about(), null, at, null, null, List.of(), 0));
    } else {
      new Promises(hand).withdraw(order, at);
      hand.step(order, WorkState.CANCELLED, null, at);
    }
  }

  private void follow(WorkTables tables, WorkOrder order, RequestFact fact, Entry entry)
      throws SQLException {
    RequestFact.About about = fact.about();
    tables.place(
        order.no(),
        about.cell(),
        Stations.of(tools, about.cell(), entry.time()),
        about.region(),
        about.priority());
    Location home = fact instanceof RequestFact.Matched && order.at() == null ? home(about) : null;
    if (home != null) {
      tables.locate(order.no(), home);
    }
    WorkState step = STEPS.get(entry.type());
    if (fact instanceof RequestFact.Scheduled scheduled) {
      promised(order, new Span(scheduled.details().from(), scheduled.details().to()), entry);
    } else if (fact instanceof RequestFact.Dispatched dispatched) {
      dispatched(order, dispatched.details().crew(), entry.time());
    } else if (step != null && order.state().compareTo(step) < 0) {
      hand.step(order, step, null, entry.time());
    }
  }

  /**
   * Somebody has promised a time by hand: it counts, whether or not a crew has time. What was
   * promised here since then counts more: the desk is told.
   */
  private void promised(WorkOrder order, Span within, Entry entry) throws SQLException {
    Appointment open = new Appointments(hand.transaction().connection()).find(order.no());
    if (open != null && entry.time().isBefore(open.madeAt())) {
      hand.tellDesk(order.requestNo());
    } else if (!within.equals(order.promise())) {
      new Promises(hand)
          .make(
              order, new Promises.Booking(AppointmentMode.SLOT, within, entry.actor(), "by-hand"));
    }
    hand.quietly(order, entity -> entity.deskKnows(within, order.desk().crew()));
  }

  /** What nobody assigns work without, in a word; null when it is there. */
  private static @Nullable String missing(WorkOrder order, Tours.Turn turn) {
    if (!turn.isEntered()) {
      return "capacity";
    }
    return order.promise() == null && order.due() == null ? "clock" : null;
  }

  /**
   * Whom nobody knows here does nothing, and is not taken back: somebody is to look. So he is when
   * the crew has no entry on the capacity sheet, or nothing says until when it is to begin; what is
   * dangerous needs neither, and is on record as such.
   */
  private void dispatched(WorkOrder order, String crew, Instant at) throws SQLException {
    if (!new CrewTables(hand.transaction().connection()).has(crew)) {
      hand.quietly(
          order,
          entity -> {
            entity.clash("crew");
            entity.deskKnows(order.desk().promise(), null);
          });
      return;
    }
    String missing = null;
    if (!crew.equals(order.crew())) {
      Tours.Turn turn = hand.tours().turn(crew, start(order));
      missing = missing(order, turn);
      String why = missing != null && order.isDangerous() ? "emergency" : "by-hand";
      hand.changed(
          order,
          entity -> entity.give(turn.day(), turn.start()),
          "work-order.assigned",
          one -> new WorkOrderFact.Assigned(one.about(), turn.start(), order.crew(), why));
    }
    if (order.state().compareTo(WorkState.DISPATCHED) < 0 || order.state() == WorkState.FAILED) {
      hand.step(order, WorkState.DISPATCHED, null, at);
    }
    String lacks = order.isDangerous() ? null : missing;
    hand.quietly(
        order,
        entity -> {
          entity.deskKnows(order.desk().promise(), crew);
          if (lacks != null) {
            entity.clash(lacks);
          }
        });
  }
}
