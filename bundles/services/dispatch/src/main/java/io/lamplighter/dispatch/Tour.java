package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One shift of a crew, played through: when it is where. A tour never changes; {@link #with} gives
 * another one. Nobody works or drives during the break; work begun before it is done first, and the
 * break is as long then. What is late already may stay so, but never gets later by what is put in.
 */
final class Tour {
  private static final Comparator<Job> ORDER =
      Comparator.comparing((Job job) -> job.done() == null ? Instant.MAX : job.done().from())
          .thenComparing(job -> job.departed() == null);

  /**
   * One order in it.
   *
   * @param late how long after its promise it begins, or besides its pin; not negative
   * @param overdue how long after its limit it begins
   */
  record Stop(
      Job job, Instant arrive, Instant start, Instant leave, Duration late, Duration overdue) {}

  /** What comes of asking for a place. */
  sealed interface Answer {}

  /**
   * @param tour with the order in it
   * @param position from 0
   * @param cost how much longer the crew is on its way
   */
  record Place(Tour tour, int position, Stop stop, Duration cost) implements Answer {}

  record No(Reason reason) implements Answer {}

  private final CrewShift shift;
  private final Roads roads;
  private final Instant now;
  private final List<Stop> stops = new ArrayList<>();
  private Duration travel = Duration.ZERO;

  private final Rest rest;
  private @Nullable Ready ready;

  /** When the crew is at home again; when the shift begins, for one that has nothing to do. */
  private Instant end;

  private Tour(CrewShift shift, Roads roads, Instant now, List<Job> jobs) {
    this.shift = shift;
    this.roads = roads;
    this.now = now;
    this.rest = new Rest(shift.rest(), now);
    this.end = shift.span().from();
    play(jobs);
  }

  /**
   * @param now nothing that is not begun begins before
   * @param jobs in the order in which they are to be done; what is done or begun goes first
   */
  static Tour of(CrewShift shift, Roads roads, Instant now, List<Job> jobs) {
    return new Tour(shift, roads, now, jobs.stream().sorted(ORDER).toList());
  }

  /**
   * When a crew has done what nothing may be put before.
   *
   * @param at null when nobody knows
   * @param rested whether it has had its break
   */
  record Ready(Instant from, @Nullable Location at, boolean rested) {}

  private void play(List<Job> jobs) {
    Location at = shift.home();
    for (Job job : jobs) {
      if (!job.isHeld()) {
        setReady(at);
      }
      Duration way = roads.time(at, job.at());
      travel = travel.plus(way);
      Stop stop = job.done() == null ? next(job, way) : done(job, job.done());
      stops.add(stop);
      end = later(stop.leave(), end);
      at = job.at();
    }
    setReady(at);
    if (!jobs.isEmpty()) {
      Duration home = roads.time(at, shift.home());
      travel = travel.plus(home);
      Instant free = jobs.get(jobs.size() - 1).done() == null ? end : now;
      end = rest.after(rest.begin(end, free), home);
    }
  }

  private void setReady(@Nullable Location at) {
    if (ready == null) {
      Rest then = rest.copy();
      ready = new Ready(then.begin(end, now), at, then.had() != null);
    }
  }

  private Stop done(Job job, Span done) {
    rest.before(done, end);
    return new Stop(job, done.from(), done.from(), done.to(), Duration.ZERO, Duration.ZERO);
  }

  private Stop next(Job job, Duration way) {
    Instant departed = job.departed();
    Instant wanted = job.earliest();
    Instant free = later(end, departed == null ? now : departed);
    Instant arrive = free.plus(way);
    Instant start = wanted == null ? arrive : later(arrive, wanted);
    if (!rest.isAfter(job, start, end)) {
      Instant begin = rest.begin(end, free);
      boolean rested = rest.had() != null;
      arrive = rest.after(begin, way);
      start = wanted == null ? arrive : later(arrive, wanted);
      if (!rested && shift.rest() != null) {
        start = later(start, rest.asPlanned().to());
      }
    }
    if (departed != null) {
      // Who is on its way for longer than thought is there any moment.
      arrive = later(arrive, now);
      start = later(start, now);
    }
    Instant leave = start.plus(job.takes());
    return new Stop(job, arrive, start, leave, past(start, job.latest()), past(start, job.due()));
  }

  static Duration past(Instant start, @Nullable Instant latest) {
    return latest == null || !start.isAfter(latest)
        ? Duration.ZERO
        : Duration.between(latest, start);
  }

  static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  CrewShift shift() {
    return shift;
  }

  /** Nothing that is not begun begins before. */
  Instant now() {
    return now;
  }

  /** When its break is taken; null without one. */
  @Nullable Span rest() {
    return rest.had() == null ? shift.rest() : rest.had();
  }

  /** When and where it can go on to what is not begun yet. */
  Ready ready() {
    return Objects.requireNonNull(ready);
  }

  List<Stop> stops() {
    return List.copyOf(stops);
  }

  List<Job> jobs() {
    return stops.stream().map(Stop::job).toList();
  }

  @Nullable Stop stop(String order) {
    return stops.stream().filter(s -> s.job().order().equals(order)).findFirst().orElse(null);
  }

  /** On the road in all. */
  Duration travel() {
    return travel;
  }

  double km() {
    double km = 0;
    Location at = shift.home();
    for (Stop stop : stops) {
      km += roads.km(at, stop.job().at());
      at = stop.job().at();
    }
    return stops.isEmpty() ? 0 : km + roads.km(at, shift.home());
  }

  /** At customers in all. */
  Duration work() {
    return stops.stream()
        .map(stop -> Duration.between(stop.start(), stop.leave()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long after its shift the crew is at home. */
  Duration overtime() {
    return past(end, shift.span().to());
  }

  Tour without(String order) {
    return again(jobs().stream().filter(job -> !job.order().equals(order)).toList());
  }

  /**
   * The same, as {@link Job#firm} as can be: nobody is put in who makes others late by a trifle.
   */
  Tour firm() {
    return again(jobs().stream().map(Job::firm).toList());
  }

  /** The same work in a shift of other hours. */
  Tour in(CrewShift other) {
    return new Tour(other, roads, now, jobs());
  }

  /** With an order of its own in another shape. */
  Tour with(String order, Job shape) {
    return again(jobs().stream().map(job -> job.order().equals(order) ? shape : job).toList());
  }

  /** The same shift with other work, in that order. */
  Tour again(List<Job> jobs) {
    return new Tour(shift, roads, now, jobs);
  }

  /** The best place for one more, or why there is none. */
  Answer with(Job job) {
    return new Places(this).with(job);
  }

  /** The best place for one that the crew can do; null when there is none. */
  @Nullable Place placeFor(Job job) {
    return new Places(this).placeFor(job);
  }

  /** As {@link #with}, only where room is left for what nobody knows yet; null when nowhere is. */
  @Nullable Place roomFor(Job job) {
    return new Places(this).roomFor(job);
  }

  /** As {@link #with}; when there is no time else, the crew may be at home later. */
  @Nullable Place overtimeFor(Job job) {
    return new Places(this).overtimeFor(job);
  }

  /** The best place for one that is in danger, whoever is late then. */
  Answer withAtOnce(Job job) {
    return new Places(this).withAtOnce(job);
  }

  /** How many nothing may be put before. */
  int held() {
    return (int) stops.stream().filter(stop -> stop.job().isHeld()).count();
  }

  /** With one more there, whether or not it fits. */
  Tour insert(int position, Job job) {
    List<Job> jobs = new ArrayList<>(jobs());
    jobs.add(position, job);
    return again(jobs);
  }

  /** With one more before whatever begins later than that, whether or not it fits. */
  Tour forced(Job job, Instant start) {
    int position = held();
    while (position < stops.size() && stops.get(position).start().isBefore(start)) {
      position++;
    }
    return insert(position, job);
  }
}
