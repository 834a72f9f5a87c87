package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.util.List;

/** Says once of each promise that it has passed and no crew is there. */
final class NoShows {
  private static final int AT_ONCE = 100;

  private final Tools tools;

  NoShows(Tools tools) {
    this.tools = tools;
  }

  /**
   * @return how many were said
   */
  int look() {
    List<String> due =
        tools
            .work()
            .read(
                t ->
                    new Sql(
                            t.connection(),
                            "select no from dispatch.work_order where ended_at is null"
                                + " and to_at < ? and missed_at is null"
                                + " and state not in ('ARRIVED', 'FAILED') order by to_at limit ?")
                        .with(tools.now(), AT_ONCE)
                        .list(row -> row.text()));
    for (String no : due) {
      tools.work().run(t -> miss(new Hand(tools, t, Course.SELF.actor(), tools.now()), no));
    }
    return due.size();
  }

  private static void miss(Hand hand, String no) throws SQLException {
    WorkOrderEntity entity = hand.locked(no);
    WorkOrder order = hand.row(no);
    Span promise = order == null ? null : order.promise();
    boolean missed =
        order != null
            && promise != null
            && !order.isOver()
            && !entity.isMissed()
            && order.state() != WorkState.ARRIVED
            && promise.to().isBefore(hand.now());
    if (order == null || !missed) {
      return;
    }
    WorkOrder late = hand.quietly(order, missedOne -> missedOne.miss(hand.now()));
    new Promises(hand).miss(late, "crew", hand.now());
    hand.end();
  }
}
