package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Text;
import io.lamplighter.dispatch.StationDay.CrewRow;
import io.lamplighter.dispatch.WorkView.ProblemView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A station's day as the board (派工板) shows it.
 *
 * @param built how it was last planned by itself; null when it never was
 * @param moved promises of that day that are others now, the last first
 */
record BoardView(
    String station,
    String day,
    long version,
    @Nullable Long published,
    @Nullable BuiltView built,
    List<MovedView> moved,
    List<CrewDayView> crews,
    List<WorkView> waiting,
    List<ProblemView> problems) {

  /** As {@link BuiltPlan}. */
  record BuiltView(Instant at, String because, int placed, int moved, int left) {
    static @Nullable BuiltView of(@Nullable BuiltPlan plan) {
      return plan == null
          ? null
          : new BuiltView(plan.at(), plan.because(), plan.placed(), plan.moved(), plan.left());
    }
  }

  /** As {@link MovedPromise}; why in a word, and as {@code says}. */
  record MovedView(
      String workOrder,
      String requestNo,
      @Nullable SpanView was,
      @Nullable SpanView now,
      String because,
      String says,
      Instant at) {
    private static MovedView of(MovedPromise one, Locale language) {
      return new MovedView(
          one.workOrder(),
          one.requestNo(),
          SpanView.of(one.was()),
          SpanView.of(one.now()),
          one.because(),
          one.says().in(language),
          one.at());
    }
  }

  /** From when until when. */
  record SpanView(Instant from, Instant to) {
    static @Nullable SpanView of(@Nullable Span span) {
      return span == null ? null : new SpanView(span.from(), span.to());
    }
  }

  /**
   * One crew's day.
   *
   * @param shift null when it does not work
   * @param minutes of work and ways together
   */
  record CrewDayView(
      String crew,
      String name,
      @Nullable SpanView shift,
      @Nullable SpanView rest,
      int people,
      Set<String> skills,
      @Nullable Location location,
      boolean located,
      boolean onCall,
      List<WorkView> stops,
      double km,
      long minutes) {}

  /** How it is shown: when, how long a thing may stand still, and in which language. */
  record Eye(Instant now, Duration patience, Locale language) {}

  static BoardView of(
      StationDay day, @Nullable BuiltPlan built, List<MovedPromise> moved, Eye eye) {
    List<CrewDayView> crews = new ArrayList<>();
    List<ProblemView> problems = new ArrayList<>();
    for (CrewRow crew : day.crews().values()) {
      List<Tour> tours =
          day.tours().stream().filter(tour -> tour.shift().crew().equals(crew.code())).toList();
      if (tours.isEmpty()) {
        crews.add(idle(crew));
      }
      for (Tour tour : tours) {
        crews.add(crew(crew, tour, day, eye));
        if (!tour.overtime().isZero()) {
          problems.add(
              ProblemView.of(
                  "overtime",
                  new Text(
                      crew.name() + " is back " + tour.overtime().toMinutes() + " min late",
                      crew.name() + "将超时 " + tour.overtime().toMinutes() + " 分钟"),
                  false,
                  eye.language()));
        }
      }
    }
    return new BoardView(
        day.station(),
        day.day().toString(),
        day.version(),
        day.published(),
        BuiltView.of(built),
        moved.stream().map(one -> MovedView.of(one, eye.language())).toList(),
        crews,
        day.waiting().stream().map(order -> waiting(order, eye)).toList(),
        problems);
  }

  private static WorkView waiting(WorkOrder order, Eye eye) {
    WorkView view = WorkView.of(order, eye.now(), eye.patience(), eye.language());
    if (order.crew() == null) {
      return view;
    }
    List<ProblemView> problems = new ArrayList<>(view.problems());
    problems.add(
        ProblemView.of(
            "shift", new Text("Its crew does not work then", "其班组当时无班次"), true, eye.language()));
    return view.with(problems);
  }

  private static CrewDayView idle(CrewRow crew) {
    return new CrewDayView(
        crew.code(),
        crew.name(),
        null,
        null,
        0,
        Set.of(),
        crew.home(),
        crew.home() != null,
        false,
        List.of(),
        0,
        0);
  }

  static CrewDayView crew(CrewRow crew, Tour tour, StationDay day, Eye eye) {
    CrewShift shift = tour.shift();
    List<WorkView> stops = new ArrayList<>();
    for (Tour.Stop stop : tour.stops()) {
      WorkOrder order = day.orders().get(stop.job().order());
      if (order != null) {
        stops.add(WorkView.of(order, stop, eye.now(), eye.patience(), eye.language()));
      }
    }
    return new CrewDayView(
        crew.code(),
        crew.name(),
        SpanView.of(shift.span()),
        SpanView.of(tour.rest()),
        shift.people(),
        new TreeSet<>(shift.skills()),
        shift.home(),
        shift.home() != null,
        shift.onCall(),
        stops,
        PlanViews.round(tour.km()),
        tour.work().plus(tour.travel()).toMinutes());
  }
}
