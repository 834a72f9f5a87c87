package io.lamplighter.planner;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Pause;
import io.lamplighter.api.planner.Pin;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One route against the rules; the checker's. */
final class RouteCheck {
  private static final double CLOSE = 1e-6;
  private final Ways ways;
  private final Crew crew;
  private final Map<String, Job> jobs;
  private final boolean soft;
  final List<String> faults = new ArrayList<>();
  double distance;
  double lateness;
  double overtime;
  private double time;
  private int taken;

  RouteCheck(Ways ways, Crew crew, Map<String, Job> jobs, boolean soft) {
    this.ways = ways;
    this.crew = crew;
    this.jobs = jobs;
    this.soft = soft;
  }

  void check(Route route) {
    Place here = crew.start();
    double load = 0;
    time = route.leave();
    that(route.leave() >= crew.shift().from() - CLOSE, "leaves before its shift");
    breaks(route);
    for (Stop stop : route.stops()) {
      Job job = jobs.get(stop.job());
      if (job == null) {
        continue;
      }
      drive(here, job.at(), stop.arrive(), route);
      stop(stop, job);
      load += job.demand();
      here = job.at();
    }
    drive(here, crew.end(), route.finish(), route);
    that(taken == route.pauses().size(), "has a break that fits nowhere");
    that(load <= crew.capacity() + CLOSE, "carries too much");
    double over = Math.max(0, route.finish() - crew.shift().until());
    that(soft || over <= CLOSE, "is back after its shift");
    overtime += over;
    that(Math.abs(distance - route.distance()) <= CLOSE * Math.max(1, distance), "distance");
  }

  /** Before it drives on, lies every break that leaves time for the way. Nowhere is no way. */
  private void drive(Place from, @Nullable Place to, double arrive, Route route) {
    List<Pause> pauses = route.pauses();
    double way = to == null ? 0 : ways.time(from, to);
    while (taken < pauses.size() && pauses.get(taken).end() + way <= arrive + CLOSE) {
      that(pauses.get(taken).start() >= time - CLOSE, "rests while it works");
      time = pauses.get(taken).end();
      taken++;
    }
    that(arrive >= time + way - CLOSE, "drives too fast to " + to);
    distance += to == null ? 0 : ways.distance(from, to);
    time = arrive;
  }

  private void stop(Stop stop, Job job) {
    that(crew.skills().containsAll(job.skills()), "lacks a skill for " + job.id());
    that(stop.start() >= stop.arrive() - CLOSE, "begins before it is there: " + job.id());
    double late = Math.max(0, stop.start() - job.window().until());
    lateness += late;
    Pin pin = job.pinned();
    that(pin == null || pin.crew().equals(crew.id()), "not its pinned job: " + job.id());
    if (pin != null && pin.start() != null) {
      that(Math.abs(stop.start() - pin.start()) <= CLOSE, "not at its pin: " + job.id());
    } else {
      that(stop.start() >= job.window().from() - CLOSE, "too early: " + job.id());
      that(soft || late <= CLOSE, "too late: " + job.id());
    }
    that(Math.abs(stop.leave() - stop.start() - job.service()) <= CLOSE, "service: " + job.id());
    time = stop.leave();
  }

  /**
   * Taken in order, in their windows. One may lie after the tour; one without an end only when it
   * has not begun.
   */
  private void breaks(Route route) {
    that(route.pauses().size() <= crew.breaks().size(), "has more breaks than due");
    for (int i = 0; i < crew.breaks().size(); i++) {
      Break due = crew.breaks().get(i);
      if (i >= route.pauses().size()) {
        double owed = due.window().until();
        owed = Double.isInfinite(owed) ? due.window().from() : owed;
        that(route.finish() <= owed + CLOSE, "misses break " + i);
        continue;
      }
      Pause pause = route.pauses().get(i);
      that(
          pause.start() >= due.window().from() - CLOSE
              && pause.start() <= due.window().until() + CLOSE,
          "break " + i + " is out of its window");
      that(Math.abs(pause.end() - pause.start() - due.duration()) <= CLOSE, "break " + i);
    }
  }

  private void that(boolean holds, String fault) {
    if (!holds) {
      faults.add(String.format(Locale.ROOT, "%s %s", crew.id(), fault));
    }
  }
}
