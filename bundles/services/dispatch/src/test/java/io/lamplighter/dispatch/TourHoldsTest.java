package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever is put into a tour holds; and where there is a place at all, one is found. */
class TourHoldsTest {
  private static final Roads ROADS = new Roads(30, 1.4);
  private static final Instant EIGHT = Depot.at("2026-11-23T08:00");
  private static final List<String> SKILLS = List.of("repair", "meter", "survey");

  private final Random random = new Random();

  private static Instant minute(int minute) {
    return EIGHT.plus(Duration.ofMinutes(minute));
  }

  private @Nullable Location somewhere() {
    return random.nextInt(8) == 0
        ? null
        : new Location(120.5 + random.nextDouble() / 10, 30 + random.nextDouble() / 10);
  }

  private CrewShift shift() {
    Set<String> skills = new HashSet<>(SKILLS);
    if (random.nextInt(4) == 0) {
      skills.remove(SKILLS.get(random.nextInt(3)));
    }
    Span rest = random.nextBoolean() ? new Span(minute(240), minute(300)) : null;
    return new CrewShift(
        "A",
        "S1",
        "330602",
        LocalDate.parse("2026-11-23"),
        new Span(minute(0), minute(360 + random.nextInt(240))),
        rest,
        somewhere(),
        1 + random.nextInt(2),
        skills,
        false);
  }

  private Job job(int no) {
    int from = random.nextInt(480);
    boolean promised = random.nextInt(4) > 0;
    Instant pin = random.nextInt(8) == 0 ? minute(from) : null;
    return new Job(
        "w" + no,
        Duration.ofMinutes(10 + random.nextInt(60)),
        somewhere(),
        Set.of(SKILLS.get(random.nextInt(3))),
        1 + random.nextInt(2),
        promised ? minute(from) : null,
        promised ? minute(from + 60 + random.nextInt(120)) : null,
        random.nextInt(5) == 0 ? minute(60 + random.nextInt(480)) : null,
        pin,
        null,
        null,
        false);
  }

  @Property(tries = 300)
  void nothingIsEverBroken(@ForAll long seed) {
    random.setSeed(seed);
    Tour tour = Tour.of(shift(), ROADS, EIGHT, List.of());
    for (int i = 0; i < 12; i++) {
      Job job = job(i);
      boolean possible = isThereAPlace(tour, job);
      Tour.Answer answer = tour.with(job);
      assertEquals(possible, answer instanceof Tour.Place, "seed " + seed + ", job " + i);
      if (answer instanceof Tour.Place place) {
        tour = place.tour();
        assertEquals(List.of(), broken(tour.shift(), tour.jobs()), "seed " + seed);
      }
    }
  }

  @Property(tries = 100)
  void whatIsLateStaysAsItIs(@ForAll long seed) {
    random.setSeed(seed);
    Tour tour = Tour.of(shift(), ROADS, EIGHT, List.of(job(0), job(1), job(2)));
    for (int i = 3; i < 8; i++) {
      if (tour.with(job(i)) instanceof Tour.Place place) {
        for (Tour.Stop stop : tour.stops()) {
          Tour.Stop after = place.tour().stop(stop.job().order());
          assertTrue(after != null && after.late().compareTo(stop.late()) <= 0, "seed " + seed);
        }
        assertTrue(place.tour().overtime().compareTo(tour.overtime()) <= 0, "seed " + seed);
        tour = place.tour();
      }
    }
  }

  /** By trying every place, with a reckoning of its own. */
  private static boolean isThereAPlace(Tour tour, Job job) {
    List<Job> jobs = tour.jobs();
    for (int i = 0; i <= jobs.size(); i++) {
      List<Job> longer = new ArrayList<>(jobs);
      longer.add(i, job);
      if (broken(tour.shift(), longer).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Plays a tour, and says what of it is forbidden. */
  static List<String> broken(CrewShift shift, List<Job> jobs) {
    List<String> broken = new ArrayList<>();
    Span rest = shift.rest();
    Instant clock = shift.span().from();
    Location at = shift.home();
    boolean rested = rest == null;
    for (Job job : jobs) {
      Instant earliest = job.pin() != null ? job.pin() : job.from();
      Instant straight = later(clock.plusSeconds(seconds(at, job.at())), earliest);
      if (rest == null || rested || goesBefore(rest, job, straight)) {
        clock = straight;
      } else if (clock.isBefore(rest.from())) {
        clock = later(later(drive(rest, clock, at, job.at()), earliest), rest.to());
        rested = true;
      } else {
        clock = clock.plus(rest.length()).plusSeconds(seconds(at, job.at()));
        clock = later(clock, earliest);
        rested = true;
      }
      Instant latest = job.pin() != null ? job.pin() : job.to();
      if (latest != null && clock.isAfter(latest)) {
        broken.add(job.order() + " late");
      }
      if (job.due() != null && clock.isAfter(job.due())) {
        broken.add(job.order() + " overdue");
      }
      if (!shift.skills().containsAll(job.skills())) {
        broken.add(job.order() + " skill");
      }
      if (job.people() > shift.people()) {
        broken.add(job.order() + " people");
      }
      clock = clock.plus(job.takes());
      at = job.at();
    }
    if (rest != null && !rested && !clock.isBefore(rest.from())) {
      clock = clock.plus(rest.length());
      rested = true;
    }
    Instant home = drive(rested ? null : rest, clock, at, shift.home());
    if (!jobs.isEmpty() && home.isAfter(shift.span().to())) {
      broken.add("home late");
    }
    return broken;
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }

  /**
   * Work is done before the break that begins before it and takes at most 45 minutes of it, and
   * work that was promised for before its end when it takes at most 90.
   */
  private static boolean goesBefore(Span rest, Job job, Instant start) {
    long over = Duration.between(rest.from(), start.plus(job.takes())).toSeconds();
    boolean begun = start.isBefore(rest.from()) && over <= 45 * 60;
    boolean promised =
        job.pin() == null
            && job.to() != null
            && job.to().isBefore(rest.to())
            && !start.isAfter(job.to())
            && over <= 90 * 60;
    return over <= 0 || begun || promised;
  }

  static long seconds(@Nullable Location a, @Nullable Location b) {
    return a == null || b == null ? 20 * 60 : (long) Math.ceil(apart(a, b) * 1.4 / 30 * 3_600);
  }

  /**
   * Of the seconds of a way none is in the break.
   *
   * @param rest null when it was taken
   */
  private static Instant drive(
      @Nullable Span rest, Instant from, @Nullable Location a, @Nullable Location b) {
    Instant clock = from;
    for (long left = seconds(a, b); left > 0; left--) {
      if (rest != null && !clock.isBefore(rest.from()) && clock.isBefore(rest.to())) {
        clock = rest.to();
      }
      clock = clock.plusSeconds(1);
    }
    return clock;
  }

  /** In kilometres, by the angle between two vectors. */
  private static double apart(Location a, Location b) {
    double[] p = vector(a);
    double[] q = vector(b);
    double x = p[1] * q[2] - p[2] * q[1];
    double y = p[2] * q[0] - p[0] * q[2];
    double z = p[0] * q[1] - p[1] * q[0];
    double dot = p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
    return 6_371.0088 * Math.atan2(Math.sqrt(x * x + y * y + z * z), dot);
  }

  private static double[] vector(Location at) {
    double lon = Math.toRadians(at.lon());
    double lat = Math.toRadians(at.lat());
    return new double[] {
      Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
    };
  }
}
