package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Patience;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Moves requests at the desk to where their work is. What is due says only which request: where it
 * should be is in the rows, where it is the desk says, so that once more changes nothing.
 */
final class DeskTruth {
  /** So far a request is by its work, in the desk's order. */
  private static final List<RequestState> LINE =
      List.of(
          RequestState.TRIAGED,
          RequestState.SCHEDULED,
          RequestState.DISPATCHED,
          RequestState.ACCEPTED,
          RequestState.ON_SITE,
          RequestState.RESOLVED);

  private static final int DISPATCHED = LINE.indexOf(RequestState.DISPATCHED);
  private static final int ON_SITE = LINE.indexOf(RequestState.ON_SITE);

  private static final Map<RequestState, Move> ONWARD =
      Map.of(
          RequestState.DISPATCHED,
          Move.ACCEPT,
          RequestState.ACCEPTED,
          Move.ARRIVE,
          RequestState.ON_SITE,
          Move.RESOLVE);

  private static final int AT_ONCE = 50;
  private static final int LONGEST_WORDS = 2_000;

  /** A desk that does not come back in a day has somebody look after it. */
  static final Patience PATIENCE =
      new Patience(
          new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random()),
          Duration.ofDays(1));

  private final Tools tools;
  private final Desk desk;
  private final Standstill standstill;

  /**
   * @param standstill what else is due to requests
   */
  DeskTruth(Tools tools, Desk desk, Standstill standstill) {
    this.tools = tools;
    this.desk = desk;
    this.standstill = standstill;
  }

  /**
   * Tells the desk, and whoever keeps limits, what is due.
   *
   * @return how many requests were looked at
   */
  int round() {
    List<Due> due = tools.agenda().take(AT_ONCE);
    for (Due one : due) {
      try {
        if (Standstill.isFor(one)) {
          standstill.carryOut(one);
          tools.work().run(t -> tools.agenda().done(t, one));
        } else {
          agree(one);
        }
      } catch (Refusal refusal) {
        later(one, refusal.code());
      }
    }
    return due.size();
  }

  private void later(Due due, String cause) {
    Instant soon = PATIENCE.next(due, tools.now());
    // Limits that stand still for ever, or do not, are no matter of where the work is: no end.
    Instant next =
        soon == null && Standstill.isFor(due)
            ? tools.now().plus(PATIENCE.backoff().after(due.attempts()))
            : soon;
    tools
        .work()
        .run(
            t -> {
              if (next == null) {
                clash(t.connection(), due.subject());
                tools.agenda().done(t, due);
              } else {
                tools.agenda().later(t, List.of(due.later(next, cause)));
              }
            });
  }

  /** Somebody has to look: the desk does not let the request go where its work is. */
  private static void clash(Connection connection, String requestNo) throws SQLException {
    new Sql(
            connection,
            "update dispatch.work_order set conflict = 'desk' where request_no = ?"
                + " and no = (select max(no) from dispatch.work_order where request_no = ?)")
        .with(requestNo, requestNo)
        .run();
  }

  private void agree(Due due) {
    List<WorkOrder> orders =
        tools.work().call(t -> new WorkTables(t.connection()).ofRequest(due.subject()));
    WorkOrder behind = behind(orders);
    WorkOrder.Desk known = behind == null ? null : bring(behind);
    tools
        .work()
        .run(
            t -> {
              if (behind != null && known != null) {
                know(t.connection(), behind.no(), known);
              }
              tools.agenda().done(t, due);
            });
  }

  private static void know(Connection connection, String no, WorkOrder.Desk known)
      throws SQLException {
    Span promise = known.promise();
    new Sql(
            connection,
            "update dispatch.work_order set desk_from = ?::timestamptz, desk_to = ?::timestamptz,"
                + " desk_crew = ?, conflict = nullif(conflict, 'desk') where no = ?")
        .with(promise == null ? null : promise.from().toString())
        .with(promise == null ? null : promise.to().toString())
        .with(known.crew(), no)
        .run();
  }

  /** Of a request's work what is least far; null when nothing of it is to be told. */
  private static @Nullable WorkOrder behind(List<WorkOrder> orders) {
    return orders.stream()
        .filter(order -> order.state() != WorkState.CANCELLED)
        .min(Comparator.comparingInt(order -> LINE.indexOf(where(order.state()))))
        .orElse(null);
  }

  private static RequestState where(WorkState state) {
    return switch (state) {
      case OPEN, FAILED, CANCELLED -> RequestState.TRIAGED;
      case BOOKED -> RequestState.SCHEDULED;
      case DISPATCHED -> RequestState.DISPATCHED;
      case ACCEPTED, DEPARTED -> RequestState.ACCEPTED;
      case ARRIVED -> RequestState.ON_SITE;
      case FINISHED -> RequestState.RESOLVED;
    };
  }

  /**
   * Moves the request as often as it takes.
   *
   * @return what the desk knows then
   */
  private WorkOrder.Desk bring(WorkOrder order) {
    Request request = desk.get(Course.SELF, order.requestNo());
    int target = LINE.indexOf(where(order.state()));
    Span promise = order.desk().promise();
    String crew = order.desk().crew();
    // Each of the moves leads on, or is one of those that say something anew.
    for (int moves = 0; moves <= LINE.size() + 3; moves++) {
      Move next = next(request.state(), target, order, new WorkOrder.Desk(promise, crew));
      if (next == null) {
        break;
      }
      Map<String, Object> data = new HashMap<>();
      switch (next) {
        case SCHEDULE -> {
          promise = promise(order);
          crew = null;
          data.put("from", promise.from().toString());
          data.put("to", promise.to().toString());
        }
        case DISPATCH -> {
          crew = Objects.requireNonNullElse(order.crew(), "-");
          data.put("crew", crew);
        }
        case TRIAGE -> {
          promise = null;
          crew = null;
        }
        case RESOLVE -> data.putAll(result(order));
        default -> {
          // the others need nothing
        }
      }
      request = desk.move(Course.SELF, new MoveOrder(order.requestNo(), next, null, data));
    }
    return new WorkOrder.Desk(promise, crew);
  }

  /**
   * @param target how far its work is
   * @param known what the desk was told, or has said: only from that it goes back, for what it has
   *     done since is not known here yet
   */
  private static @Nullable Move next(
      RequestState state, int target, WorkOrder order, WorkOrder.Desk known) {
    int at = LINE.indexOf(state);
    boolean otherTime = order.promise() != null && !order.promise().equals(known.promise());
    boolean otherCrew = order.crew() != null && !order.crew().equals(known.crew());
    boolean given = known.promise() != null || known.crew() != null;
    return switch (state) {
      case RECEIVED -> target > 0 ? Move.TRIAGE : null;
      case TRIAGED -> target > 0 ? Move.SCHEDULE : null;
      case SCHEDULED ->
          target == 0
              ? given ? Move.TRIAGE : null
              : otherTime ? Move.SCHEDULE : at < target ? Move.DISPATCH : null;
      case DISPATCHED, ACCEPTED, ON_SITE -> {
        boolean back = known.crew() != null && !known.crew().equals(order.crew());
        boolean later = known.promise() != null && otherTime && target < ON_SITE;
        if (target == 0) {
          yield given ? Move.TRIAGE : null;
        } else if (later || back && target < DISPATCHED) {
          yield Move.SCHEDULE;
        } else if (back || otherCrew && state == RequestState.DISPATCHED && at <= target) {
          yield Move.DISPATCH;
        }
        yield at < target ? ONWARD.get(state) : null;
      }
      default -> null;
    };
  }

  /** What nobody has promised is to be done when it is planned. */
  private Span promise(WorkOrder order) {
    if (order.promise() != null) {
      return order.promise();
    }
    Instant from = order.start() == null ? order.heldSince() : order.start();
    return new Span(from, from.plus(Duration.ofMinutes(order.minutes())));
  }

  private Map<String, Object> result(WorkOrder order) {
    Map<String, Object> said =
        tools.work().find(t -> new ActTable(t.connection()).finished(order.no()));
    Map<String, Object> body = Objects.requireNonNullElse(said, Map.of());
    Map<String, Object> data = new HashMap<>();
    String result = words(order.result());
    data.put("result", result);
    data.put("cause", body.get("cause") instanceof String cause ? words(cause) : result);
    if (body.get("labourMinutes") instanceof Number minutes) {
      data.put("labourMinutes", minutes.longValue());
    }
    if (body.get("materials") instanceof List<?> materials && !materials.isEmpty()) {
      data.put("materials", new ArrayList<>(materials));
    }
    return data;
  }

  private static String words(@Nullable String said) {
    String words = said == null || said.isBlank() ? "done" : said.strip();
    return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
  }
}
