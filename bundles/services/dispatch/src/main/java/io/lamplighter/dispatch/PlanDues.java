package io.lamplighter.dispatch;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When which station's day is to be planned by itself, and why. */
final class PlanDues {
  /** A day is not planned anew more often. */
  static final Duration REST = Duration.ofMinutes(10);

  private static final String AGENDA = "dispatch.plan_agenda";

  /** Longer than a day with hundreds of orders takes: nobody else is to begin it meanwhile. */
  private static final Duration LEASE = Duration.ofMinutes(30);

  private static final String EVENING = "evening ";
  private static final String ANEW = "anew ";
  private static final int MOST = 2_000;

  private static final String AGAIN =
      """
      select plan.station, plan.day::text,
             case when waits.since >= plan.built_at then 'waiting' else 'changed' end
        from dispatch.built_plan as plan
       cross join lateral (
         select work.stepped_at as since from dispatch.work_order as work
          where work.station = plan.station and work.crew is null and work.ended_at is null
            and not work.by_hand and work.state in ('OPEN', 'BOOKED') and work.kind <> all (?)
            and (work.from_at is null
                 or work.from_at < (plan.day + 1)::timestamp at time zone ?
                    and work.to_at > plan.day::timestamp at time zone ?)
          order by work.stepped_at desc limit 1) as waits
       where plan.day between ?::date and ?::date and (?::text is null or plan.station = ?)
         and (?::timestamptz is null
              or plan.built_at <= ?::timestamptz
                 and not exists (select from dispatch.plan_agenda as due
                                  where due.key = 'anew ' || plan.day || ' ' || plan.station))
         and (waits.since >= plan.built_at
              or plan.version <> (
                select coalesce(sum(of_crew.version), 0) from dispatch.crew_day as of_crew
                 where of_crew.day = plan.day and of_crew.crew in (
                   select code from dispatch.crew where station = plan.station union
                   select crew from dispatch.loan where station = plan.station)))
       order by plan.day, plan.station limit ?""";

  private final Tools tools;
  private final PlanTimes times;
  private final Agenda agenda;

  PlanDues(Tools tools, PlanTimes times) {
    this.tools = tools;
    this.times = times;
    agenda = new Agenda(tools.work(), tools::now, AGENDA, LEASE);
  }

  Agenda agenda() {
    return agenda;
  }

  static boolean isEvening(Due due) {
    return due.key().startsWith(EVENING);
  }

  /** The day that is to be planned: of an evening that is done late it is not one that is over. */
  LocalDate day(Due due) {
    if (!isEvening(due)) {
      return LocalDate.parse(due.key().split(" ")[1]);
    }
    LocalDate today = tools.day(tools.now());
    LocalDate next = tools.day(due.since()).plusDays(1);
    return next.isBefore(today) ? today : next;
  }

  /** After one evening comes the next, whoever is there then. */
  void next(Transaction transaction, String station) throws SQLException {
    Instant next = times.of(station).next(tools.now(), tools.house().zone());
    if (next != null) {
      agenda.put(transaction, new Thing(EVENING + station, station, next));
    }
  }

  /** Whether crews and customers are told of a station's day when it is planned. */
  boolean isPublished(String station) {
    return times.of(station).publish();
  }

  /**
   * Sees to it that each station has its next evening on the agenda, and each planned day on which
   * there is something to do again.
   */
  void look() {
    Instant now = tools.now();
    tools
        .work()
        .run(
            t -> {
              Map<String, Instant> there = new TreeMap<>();
              Set<String> tried = new HashSet<>();
              known(t.connection(), there, tried);
              List<Thing> things = new ArrayList<>();
              Set<String> over = new HashSet<>(there.keySet());
              over.removeIf(key -> !key.startsWith(EVENING));
              for (String station : new CapacityTables(t.connection()).stations().keySet()) {
                String key = EVENING + station;
                Instant next = times.of(station).next(now, tools.house().zone());
                Instant due = there.get(key);
                // What is due already is done, however late.
                boolean stays =
                    due != null && (!due.isAfter(now) || tried.contains(key) || due.equals(next));
                if (next != null) {
                  over.remove(key);
                  if (!stays) {
                    things.add(new Thing(key, station, next));
                  }
                }
              }
              agenda.cancel(t, over);
              agenda.put(t, things);
            });
    again(now);
  }

  private static void known(Connection connection, Map<String, Instant> there, Set<String> tried)
      throws SQLException {
    new Sql(connection, "select key, due, attempts > 0 from dispatch.plan_agenda")
        .each(
            row -> {
              String key = row.text();
              there.put(key, row.time());
              if (row.is()) {
                tried.add(key);
              }
            });
  }

  private void again(Instant now) {
    LocalDate today = tools.day(now);
    tools
        .work()
        .run(
            t -> {
              List<Thing> things = new ArrayList<>();
              for (Again one : again(t.connection(), null, today, today.plusDays(1), now)) {
                if (times.of(one.station()).at() != null) {
                  things.add(new Thing(one.key(), one.station(), now));
                }
              }
              agenda.put(t, things);
            });
  }

  /** A planned day on which there is something to do again. */
  private record Again(String station, String day, String because) {
    String key() {
      return ANEW + day + " " + station;
    }
  }

  /** Why there is something to do again; null when nothing has come up. */
  @Nullable String because(Connection connection, String station, LocalDate day)
      throws SQLException {
    return again(connection, station, day, day, null).stream()
        .findFirst()
        .map(Again::because)
        .orElse(null);
  }

  /**
   * @param station null for all
   * @param rested those that rest then, or are on the agenda, are left out; null for all
   */
  private List<Again> again(
      Connection connection,
      @Nullable String station,
      LocalDate from,
      LocalDate to,
      @Nullable Instant rested)
      throws SQLException {
    String zone = tools.house().zone().getId();
    String last = rested == null ? null : rested.minus(REST).toString();
    return new Sql(connection, AGAIN)
        .array(tools.kinds().dangerous(), kind -> kind)
        .with(zone, zone, from.toString(), to.toString(), station, station, last, last, MOST)
        .list(row -> new Again(row.text(), row.text(), row.text()));
  }

  /** Whether it goes to a crew at once. */
  boolean isDangerous(WorkOrder order) {
    return tools.kinds().dangerous().contains(order.kind());
  }
}
