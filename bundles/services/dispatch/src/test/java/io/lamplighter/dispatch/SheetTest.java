package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import io.lamplighter.dispatch.Sheet.Room;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the capacity sheet says of tours. */
@NullUnmarked
class SheetTest {
  private static final WorkKinds KINDS = WorkKinds.load(null);
  private static final Roads ROADS = new Roads(30, 1.4);
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final Instant MORNING = CrewTown.at("2026-11-23T07:00");
  private static final Location HOME = new Location(120.58, 30.01);
  private static final Duration WAY = Duration.ofMinutes(20);

  private final Map<String, String> kindOf = new HashMap<>();

  /** Every job and every minute of a tour stands on the sheet, and nothing else. */
  @Property(tries = 300)
  void itsSumsAreThoseOfTheTours(@ForAll long seed, @ForAll @IntRange(min = 0, max = 8) int crews) {
    Random random = new Random(seed);
    List<Tour> tours = new ArrayList<>();
    for (int crew = 0; crew < crews; crew++) {
      List<Job> jobs = new ArrayList<>();
      for (int job = random.nextInt(7); job > 0; job--) {
        WorkKind kind = List.copyOf(KINDS.all()).get(random.nextInt(KINDS.all().size()));
        jobs.add(job("C" + crew + "-" + job, kind, place(random)));
      }
      boolean onCall = random.nextInt(5) == 0;
      tours.add(Tour.of(shift("C" + crew, random.nextInt(3), onCall), ROADS, MORNING, jobs));
    }

    Sheet sheet = sheet(tours, MORNING);

    assertEquals(crews, sheet.crews().size());
    for (int i = 0; i < crews; i++) {
      Tour tour = tours.get(i);
      CrewRoom room = sheet.crews().get(i);
      assertEquals(
          tour.stops().stream().map(stop -> stop.job().order()).sorted().toList(),
          room.kinds().stream().flatMap(one -> one.orders().stream()).sorted().toList());
      assertEquals(tour.stops().size(), room.kinds().stream().mapToLong(Room::has).sum());
      assertEquals(
          tour.work().toMinutes(), room.kinds().stream().mapToLong(Room::hasMinutes).sum());
      assertEquals(tour.work().toMinutes() + tour.travel().toMinutes(), room.hasMinutes());
      assertTrue(room.leftMinutes() <= Math.max(0, room.canMinutes() - room.hasMinutes()));
      assertTrue(room.kinds().stream().allMatch(one -> one.left() <= one.can()));
    }
  }

  private static @Nullable Location place(Random random) {
    return random.nextInt(6) == 0
        ? null
        : new Location(120.5 + random.nextDouble() / 5, 29.9 + random.nextDouble() / 5);
  }

  private Job job(String order, WorkKind kind, @Nullable Location at) {
    kindOf.put(order, order.endsWith("-4") ? "no-kind-any-more" : kind.code());
    Duration takes = Duration.ofMinutes(kind.minutes());
    return new Job(
        order, takes, at, kind.skills(), kind.people(), null, null, null, null, null, null, false);
  }

  private static CrewShift shift(String crew, int people, boolean onCall) {
    return new CrewShift(
        crew,
        "S1",
        "330602",
        DAY,
        CrewTown.span("2026-11-23T08:00", "2026-11-23T17:00"),
        CrewTown.span("2026-11-23T12:00", "2026-11-23T13:00"),
        HOME,
        people,
        people == 0 ? Set.of() : Set.of("repair", "survey", "meter"),
        onCall);
  }

  private Sheet sheet(List<Tour> tours, Instant now) {
    Durations.Known known = new Durations.Known(Map.of());
    return new Sheet.Count(KINDS, known, kindOf, now).sheet("S1", DAY, tours);
  }

  /** On the 30th parallel a tenth of a degree is 9.63 km; the way home counts too. */
  @Example
  void aTourIsAsLongAsItsWays() {
    CrewShift shift = shift("C1", 2, false);
    List<Job> jobs =
        List.of(
            Job.of("W1", 30, 1, Set.of(), new Location(HOME.lon() + 0.1, HOME.lat())),
            Job.of("W2", 30, 1, Set.of(), new Location(HOME.lon() + 0.2, HOME.lat())));
    assertEquals(4 * 9.63 * 1.4, Tour.of(shift, ROADS, MORNING, jobs).km(), 0.05);
    assertEquals(0, Tour.of(shift, ROADS, MORNING, List.of()).km());
  }

  @Example
  void aCrewCanTakeWhatItsShiftHoldsWithoutItsBreak() {
    Tour idle = Tour.of(shift("C1", 2, false), ROADS, MORNING, List.of());

    CrewRoom room = sheet(List.of(idle), MORNING).crews().get(0);

    assertEquals(480, room.canMinutes());
    assertEquals(480, room.leftMinutes());
    assertEquals(480 / (50 + WAY.toMinutes()), room(room, "repair").can(), "each with its way");
    assertTrue(
        room.kinds().stream().noneMatch(one -> one.kind().equals("joint-survey")),
        "nobody has the certificate");
  }

  private static Room room(CrewRoom crew, String kind) {
    return crew.kinds().stream().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();
  }

  @Example
  void whatIsPastIsNotLeft() {
    Tour idle = Tour.of(shift("C1", 2, false), ROADS, MORNING, List.of());
    Instant afternoon = CrewTown.at("2026-11-23T15:00");
    Instant evening = CrewTown.at("2026-11-23T18:00");

    assertEquals(120, sheet(List.of(idle), afternoon).crews().get(0).leftMinutes());
    assertEquals(0, sheet(List.of(idle), evening).crews().get(0).leftMinutes());
  }

  @Example
  void whoIsOnCallOrNotThereTakesNothing() {
    Tour onCall = Tour.of(shift("C1", 2, true), ROADS, MORNING, List.of());
    Tour empty = Tour.of(shift("C2", 0, false), ROADS, MORNING, List.of());
    Tour alone = Tour.of(shift("C3", 1, false), ROADS, MORNING, List.of());

    List<CrewRoom> rooms = sheet(List.of(onCall, empty, alone), MORNING).crews();

    assertEquals(0, rooms.get(0).canMinutes() + rooms.get(1).canMinutes());
    assertEquals(List.of(), rooms.get(0).kinds());
    assertEquals(List.of(), rooms.get(1).kinds());
    assertTrue(
        rooms.get(2).kinds().stream().noneMatch(one -> one.kind().equals("repair")),
        "two-person rule");
  }
}
