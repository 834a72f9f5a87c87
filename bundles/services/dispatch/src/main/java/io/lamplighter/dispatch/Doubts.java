package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.dispatch.Tours.CrewDay;
import io.lamplighter.dispatch.WorkTables.Placed;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Crews whose people or hours have changed may not be able to do what they have any more: then
 * others do it as promised; where nobody can as it is, it is {@link Stranded}.
 */
final class Doubts {
  private static final int AT_ONCE = 20;

  private final Tools tools;

  Doubts(Tools tools) {
    this.tools = tools;
  }

  /**
   * @return how many days were looked at
   */
  int round() {
    List<CrewDay> doubted =
        tools
            .work()
            .read(
                t ->
                    new Sql(
                            t.connection(),
                            "select crew, day::text from dispatch.crew_day where doubt"
                                + " order by crew, day limit ?")
                        .with(AT_ONCE)
                        .list(row -> new CrewDay(row.text(), LocalDate.parse(row.text()))));
    for (CrewDay one : doubted) {
      tools.work().run(t -> look(new Hand(tools, t, Course.SELF.actor(), tools.now()), one));
    }
    return doubted.size();
  }

  private void look(Hand hand, CrewDay doubted) throws SQLException {
    Connection connection = hand.transaction().connection();
    Set<CrewDay> days = new HashSet<>(List.of(doubted));
    List<String> nos = new ArrayList<>();
    Set<String> stations = new HashSet<>();
    for (Placed one : has(connection, doubted)) {
      nos.add(one.order().no());
      if (one.order().station() != null) {
        stations.add(one.order().station());
      }
    }
    Instant now = hand.now();
    Span span = tools.span(doubted.day());
    for (String station : stations) {
      days.addAll(hand.tours().days(station, span));
    }
    hand.lock(days, nos);
    List<Tour> own = hand.tours().of(doubted);
    List<Placed> first = new ArrayList<>(has(connection, doubted));
    first.sort(Comparator.comparing(Placed::order, WorkOrder.FIRST));
    for (Placed one : first) {
      String station = one.order().station();
      if (station != null && isHisNoMore(own, one, now)) {
        give(hand, one.order(), hand.tours().ofStation(station, span));
      }
    }
    hand.retime(doubted);
    new Sql(
            connection,
            "update dispatch.crew_day set doubt = false where crew = ? and day = ?::date")
        .with(doubted.crew(), doubted.day().toString())
        .run();
    hand.end();
  }

  /** What nobody is on the way to. */
  private List<Placed> has(Connection connection, CrewDay of) throws SQLException {
    return new WorkTables(connection)
        .ofCrews(List.of(of.crew()), of.day(), of.day(), tools.house().zone()).stream()
            .filter(one -> one.order().state().compareTo(WorkState.ACCEPTED) <= 0)
            .toList();
  }

  private static boolean isHisNoMore(List<Tour> tours, Placed one, Instant now) {
    Job job = one.order().job(now);
    return one.shift() == null
        || tours.stream()
            .filter(tour -> tour.shift().span().from().equals(one.shift()))
            .anyMatch(tour -> tour.shift().never(job) != null);
  }

  private static void give(Hand hand, WorkOrder order, List<Tour> tours) throws SQLException {
    Job job = order.looseJob(hand.now());
    List<Tour> others =
        new ArrayList<>(
            tours.stream().filter(one -> !one.shift().crew().equals(order.crew())).toList());
    Tour.Place place = Emergencies.elsewhere(others, job, order);
    if (place != null) {
      hand.give(order, place, "absence");
    } else if (Exchange.carryOut(hand, order, others, "absence") == null) {
      hand.release(order, "absence");
    }
  }
}
