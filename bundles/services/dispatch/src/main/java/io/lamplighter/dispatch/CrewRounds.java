package io.lamplighter.dispatch;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.dispatch.ShortageWatch.Totals;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.kit.text.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that lays rosters out further, day by day, and looks for those that end, for
 * certificates that lapse and for days on which too much is wanted; says so to operators.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class},
    immediate = true,
    property = {HealthCheck.NAME + "=crews", HealthCheck.TAGS + "=lamplighter"})
public final class CrewRounds implements HealthCheck, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(CrewRounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_SHEETS = Duration.ofMinutes(5);
  private static final int SHOWN = 5;

  private final CrewDesk desk;
  private final Rosters rosters;
  private final ShortageWatch shortages;
  private final ShiftEnds ends;
  private final Rounds rounds;
  private @Nullable Instant looked;
  private @Nullable LocalDate laid;
  private @Nullable Instant counted;
  private @Nullable Instant told;
  private volatile CrewWatch seen = CrewWatch.NONE;
  private volatile Totals totals = Totals.NONE;

  @Activate
  public CrewRounds(@Reference CrewDesk desk, @Reference CapacityDesk capacity) {
    this.desk = desk;
    rosters = new Rosters(desk);
    shortages = new ShortageWatch(desk, capacity.capacity());
    ends = new ShiftEnds(desk);
    rounds =
        Rounds.start("lamplighter-crews", this::round, Rounds.patient(LOG, "Crews wait a moment"));
  }

  private int round() {
    Instant now = desk.now();
    LocalDate today = desk.day(now);
    if (!today.equals(laid)) {
      rosters.layOn();
      laid = today;
    }
    if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      seen = desk.work().call(t -> CrewWatch.look(t.connection(), now, today));
      looked = now;
    }
    if (counted == null || !now.isBefore(counted.plus(BETWEEN_SHEETS))) {
      totals = shortages.look();
      counted = now;
    }
    if (told == null || !now.isBefore(told.plus(BETWEEN_SHEETS))) {
      told = now;
      int shifts = ends.tell();
      // Of many that are over the next ones wait for nothing.
      if (shifts == ShiftEnds.AT_ONCE) {
        told = null;
      }
      return shifts;
    }
    return 0;
  }

  @Override
  public Result execute() {
    CrewWatch watch = seen;
    List<String> says = new ArrayList<>();
    if (!watch.ending().isEmpty()) {
      says.add("rosters end within 7 days: " + some(watch.ending()));
    }
    if (!watch.lapsing().isEmpty()) {
      says.add("certificates lapse within 30 days: " + some(watch.lapsing()));
    }
    return says.isEmpty()
        ? new Result(Result.Status.OK, Count.of(watch.crews(), "crew", "crews"))
        : new Result(Result.Status.WARN, String.join("; ", says));
  }

  private static String some(List<String> crews) {
    int more = crews.size() - SHOWN;
    return String.join(", ", crews.stream().limit(SHOWN).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }

  @Override
  public List<Metric> metrics() {
    CrewWatch watch = seen;
    Totals today = totals;
    return List.of(
        gauge("lamp_capacity_can_minutes", "That crews can take today", today.canMinutes()),
        gauge("lamp_capacity_has_minutes", "That crews have today", today.hasMinutes()),
        gauge("lamp_capacity_left_minutes", "That crews have left today", today.leftMinutes()),
        gauge(
            "lamp_capacity_shortages",
            "Days of a station on which more is wanted of a kind than can be done, from now on",
            today.shortages()),
        gauge("lamp_crews", "Crews", watch.crews()),
        gauge("lamp_crews_without_shift", "Crews that have no shift ahead", watch.idle()),
        gauge(
            "lamp_rosters_ending",
            "Crews whose roster ends within 7 days, at most 100",
            watch.ending().size()),
        gauge(
            "lamp_certificates_lapsing",
            "Crews with certificates that lapse within 30 days, at most 100",
            watch.lapsing().size()));
  }

  private static Metric gauge(String name, String help, long value) {
    return new Metric(name, help, Type.GAUGE, Map.of(), value);
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
