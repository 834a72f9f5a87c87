package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.dispatch.Tours.CrewDay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What crews do reaches its order once, in the order of their phones, however often and late it
 * comes. What does not fit any more is said, never guessed.
 */
final class Acts {
  private final Tools tools;

  Acts(Tools tools) {
    this.tools = tools;
  }

  /** What became of an act. */
  enum Outcome {
    DONE("done", "", ""),
    AGAIN("again", "It is known already", "已收到过"),
    LATE("late", "A later step was known already", "后续步骤已先到达"),
    WAITING("waiting-files", "Not all of its pictures have come", "照片尚未全部上传"),
    CANCELLED("conflict", "The work was called off", "该工单已取消"),
    OTHERS("conflict", "Another crew has the work now", "该工单已改派其他班组"),
    OVER("conflict", "The work is over already", "该工单已办结"),
    UNKNOWN("refused", "Your crew has no such work", "本班组没有该工单"),
    OFF_DUTY("refused", "Your crew was not on duty then", "当时本班组不在班"),
    SAME_PLACE("refused", "Another act of this phone has the same number", "该设备已有相同序号的动作");

    private final String wire;
    private final Text says;

    Outcome(String wire, String en, String zh) {
      this.wire = wire;
      says = new Text(en, zh);
    }

    String wire() {
      return wire;
    }

    Text says() {
      return says;
    }

    private boolean isConflict() {
      return wire.equals("conflict");
    }
  }

  /** One act and what became of it. */
  record Done(Act act, Outcome outcome) {}

  Instant now() {
    return tools.now();
  }

  /** Takes acts, each by itself; the answer is in the order in which they were sent. */
  List<Done> take(Caller caller, List<Act> acts) {
    caller.require(Role.CREW);
    List<Done> done = new ArrayList<>();
    List<Act> ordered = new ArrayList<>(acts);
    ordered.sort(Comparator.comparing(Act::device).thenComparingLong(Act::seq));
    for (Act act : ordered) {
      done.add(
          new Done(
              act,
              tools
                  .work()
                  .call(t -> take(new Hand(tools, t, caller.actor(), tools.now()), caller, act))));
    }
    done.sort(Comparator.comparingInt(one -> acts.indexOf(one.act())));
    return done;
  }

  private Outcome take(Hand hand, Caller caller, Act act) throws SQLException {
    Connection connection = hand.transaction().connection();
    ActTable table = new ActTable(connection);
    String crew = table.crewOf(caller.name());
    if (crew == null) {
      return Outcome.UNKNOWN;
    }
    CrewDay duty = hand.tours().day(crew, act.doneAt());
    WorkOrder order = hand.lock(List.of(duty), List.of(act.workOrder())).get(act.workOrder());
    String known = table.orderOf(act.id());
    if (order == null || known != null) {
      return act.workOrder().equals(known) ? Outcome.AGAIN : Outcome.UNKNOWN;
    }
    Outcome outcome = judge(connection, table, order, crew, act);
    if (outcome == Outcome.DONE || outcome == Outcome.LATE || outcome.isConflict()) {
      table.add(act, caller.actor(), hand.now(), outcome.wire());
      new FileTable(connection).give(act.files(), act.id());
    }
    if (outcome == Outcome.DONE) {
      carryOut(hand, table, order, act);
    } else if (outcome == Outcome.LATE && act.kind() == Act.Kind.ARRIVE) {
      cameBefore(hand, order, act);
    } else if (outcome.isConflict()) {
      hand.quietly(order, entity -> entity.clash(act.kind().wire()));
    }
    hand.end();
    return outcome;
  }

  private Outcome judge(
      Connection connection, ActTable table, WorkOrder order, String crew, Act act)
      throws SQLException {
    boolean wasOurs = crew.equals(order.desk().crew());
    if (!crew.equals(order.crew()) && !wasOurs) {
      return Outcome.UNKNOWN;
    }
    if (!isOnDuty(connection, crew, act.doneAt())) {
      return Outcome.OFF_DUTY;
    }
    if (table.at(act.device(), act.seq()) != null) {
      return Outcome.SAME_PLACE;
    }
    FileTable files = new FileTable(connection);
    if (!files.areComplete(act.files(), act.workOrder())) {
      return Outcome.WAITING;
    }
    WorkState to = act.kind().leads();
    if (to == null) {
      return Outcome.DONE;
    }
    if (order.state() == WorkState.CANCELLED) {
      return Outcome.CANCELLED;
    }
    if (order.state() == WorkState.FAILED && order.crew() == null) {
      return Outcome.LATE;
    }
    if (!crew.equals(order.crew())) {
      return Outcome.OTHERS;
    }
    if (order.state() == WorkState.FINISHED) {
      boolean step = to.compareTo(WorkState.FINISHED) < 0;
      return step ? Outcome.LATE : Outcome.OVER;
    }
    return to.compareTo(order.state()) <= 0 ? Outcome.LATE : Outcome.DONE;
  }

  private boolean isOnDuty(Connection connection, String crew, Instant at) throws SQLException {
    return !tools
        .shifts(connection)
        .ofCrew(crew, new Span(at.minus(Tours.SLACK), at.plus(Tours.SLACK)))
        .isEmpty();
  }

  private void carryOut(Hand hand, ActTable table, WorkOrder order, Act act) throws SQLException {
    String id = act.id().toString();
    switch (act.kind()) {
      case ACCEPT, DEPART -> hand.step(order, wanted(act), id, act.doneAt());
      case ARRIVE -> {
        WorkOrder there = hand.step(order, WorkState.ARRIVED, id, act.doneAt());
        new Promises(hand).met(there, act.doneAt());
        hand.retime(order.crewDay());
        hand.retime(there.crewDay());
      }
      case FINISH -> finish(hand, table, order, act);
      case FAIL -> fail(hand, order, act);
      case NOTE -> {
        // kept with the order
      }
    }
    if (act.kind() != Act.Kind.NOTE) {
      hand.tellDesk(order.requestNo());
    }
  }

  /** When it was begun is heard after it was done. */
  private static void cameBefore(Hand hand, WorkOrder order, Act act) throws SQLException {
    Instant ended = order.endedAt();
    if (order.state() == WorkState.FINISHED && ended != null && act.doneAt().isBefore(ended)) {
      LocalDate day = hand.tours().day(String.valueOf(order.crew()), act.doneAt()).day();
      WorkOrder begun = hand.quietly(order, entity -> entity.begun(day, act.doneAt()));
      new Promises(hand).met(begun, act.doneAt());
      hand.retime(begun.crewDay());
    }
  }

  private static WorkState wanted(Act act) {
    WorkState to = act.kind().leads();
    if (to == null) {
      throw new IllegalStateException(act.kind() + " leads nowhere");
    }
    return to;
  }

  private void finish(Hand hand, ActTable table, WorkOrder order, Act act) throws SQLException {
    Connection connection = hand.transaction().connection();
    Instant arrived = table.arrived(order.no());
    Long minutes =
        arrived == null || !act.doneAt().isAfter(arrived)
            ? null
            : Duration.between(arrived, act.doneAt()).toMinutes();
    List<WorkOrderFact.Material> materials = new ArrayList<>();
    if (act.body().get("materials") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> map && map.get("quantity") instanceof Number quantity) {
          materials.add(new WorkOrderFact.Material(String.valueOf(map.get("code")), quantity));
        }
      }
    }
    Long labour =
        act.body().get("labourMinutes") instanceof Number given
            ? Long.valueOf(given.longValue())
            : null;
    Hand.Change ends = hand.stepped(order, WorkState.FINISHED, act.doneAt());
    WorkOrder done =
        hand.changed(
            order,
            entity -> {
              entity.finish(act.text("result"));
              ends.to(entity);
            },
            "work-order.finished",
            one ->
                new WorkOrderFact.Finished(
                    one.about(),
                    act.id().toString(),
                    act.doneAt(),
                    minutes,
                    labour,
                    materials,
                    act.files().size()));
    new Promises(hand).met(done, arrived == null ? act.doneAt() : arrived);
    if (minutes != null && done.crew() != null) {
      tools.durations().learn(connection, done.crew(), done.kind(), minutes);
    }
    hand.retime(done.crewDay());
  }

  /** Whoever cannot do it has it no more; a customer who was not there has missed us. */
  private void fail(Hand hand, WorkOrder order, Act act) throws SQLException {
    String reason = String.valueOf(act.body().get("reason"));
    WorkOrder failed =
        hand.changed(
            order,
            entity -> entity.fail(reason, act.doneAt()),
            "work-order.failed",
            one ->
                new WorkOrderFact.Failed(one.about(), act.id().toString(), act.doneAt(), reason));
    String who = reason.equals("customer-absent") ? "customer" : "crew";
    new Promises(hand).miss(failed, who, act.doneAt());
    // Whoever is earlier than thought has the rest of his tour so.
    hand.retime(order.crewDay());
  }

  /**
   * The crew somebody is of.
   *
   * @throws Refusal.NotFound {@code crew.none} when he is of none
   */
  String crewOf(Caller caller) {
    caller.require(Role.CREW);
    String crew = tools.work().find(t -> new ActTable(t.connection()).crewOf(caller.name()));
    if (crew == null) {
      throw new Refusal.NotFound("crew.none", new Text("You are of no crew", "您不属于任何班组"));
    }
    return crew;
  }
}
