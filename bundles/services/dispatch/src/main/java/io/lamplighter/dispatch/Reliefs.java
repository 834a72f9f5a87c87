package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Sheet.CrewRoom;
import io.lamplighter.kit.text.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be proposed about a shortage; in the same order whoever asks. */
final class Reliefs {
  private static final int MOST_NEIGHBOURS = 20;
  private static final int MOST_CREWS = 2;
  private static final int MOST_NAMED = 10;

  /** A crew that has less is not sent to another station. */
  private static final long LEAST_SLACK = 60;

  private static final long OVERTIME_STEP = 30;
  private static final long MOST_OVERTIME = 180;
  private static final Duration LONGEST_SHIFT = Duration.ofHours(12);

  private Reliefs() {}

  /** Stations that hang on the same unit and are the caller's too; none while nobody knows. */
  static List<String> neighbours(
      Caller caller, Organisation organisation, Unit station, Instant at) {
    try {
      return organisation.below(station.parent(), at).stream()
          .filter(unit -> unit.level() == Level.STATION && caller.covers(unit.region()))
          .map(Unit::code)
          .filter(code -> !code.equals(station.code()))
          .limit(MOST_NEIGHBOURS)
          .toList();
    } catch (Refusal.Unavailable e) {
      return List.of();
    }
  }

  /** Which crews can do what is missing. */
  static Predicate<CrewRoom> does(Shortage shortage, WorkKinds kinds) {
    String code = shortage.kind();
    WorkKind kind = code == null ? null : kinds.find(code);
    return crew -> kind == null ? crew.canMinutes() > 0 : crew.isFor(kind);
  }

  /**
   * @param others the day of neighbouring stations
   * @param later what could be done another day; null when nothing
   * @param does as {@link #does}
   */
  static List<Relief> of(
      Capacity.Week week,
      Shortage shortage,
      List<Sheet> others,
      OtherDay.@Nullable Found later,
      Predicate<CrewRoom> does) {
    List<Relief> all = new ArrayList<>();
    others.stream()
        .flatMap(sheet -> sheet.crews().stream())
        .filter(does)
        .filter(crew -> crew.leftMinutes() >= LEAST_SLACK)
        .sorted(Comparator.comparing(CrewRoom::leftMinutes).reversed().thenComparing(Reliefs::code))
        .limit(MOST_CREWS)
        .forEach(crew -> all.add(neighbour(crew)));
    if (later != null) {
      all.add(otherDay(later));
    }
    long needed = OVERTIME_STEP * ((shortage.minutes() + OVERTIME_STEP - 1) / OVERTIME_STEP);
    long more = Math.min(MOST_OVERTIME, needed);
    week.on(shortage.day()).crews().stream()
        .filter(does)
        .filter(crew -> mayWorkLonger(crew, more, week))
        .sorted(Comparator.comparing(CrewRoom::canMinutes).thenComparing(Reliefs::code))
        .limit(MOST_CREWS)
        .forEach(crew -> all.add(overtime(crew, more)));
    return all;
  }

  private static String code(CrewRoom crew) {
    return crew.shift().crew() + crew.shift().span().from();
  }

  private static Relief neighbour(CrewRoom crew) {
    CrewShift shift = crew.shift();
    return new Relief(
        Relief.Kind.NEIGHBOUR_CREW,
        id(Relief.Kind.NEIGHBOUR_CREW, shift),
        shift,
        crew.leftMinutes(),
        new Text(
            "Crew " + shift.crew() + " of station " + shift.station() + " helps out for its shift",
            "由 " + shift.station() + " 的班组 " + shift.crew() + " 支援本班次"),
        new Text(
            "Its own station has " + Count.of(crew.leftMinutes(), "minute", "minutes") + " less",
            "其所属供电所减少 " + crew.leftMinutes() + " 分钟"),
        List.of());
  }

  private static String id(Relief.Kind kind, CrewShift shift) {
    return kind.wire() + ":" + shift.crew() + ":" + shift.span().from();
  }

  private static Relief otherDay(OtherDay.Found found) {
    LocalDate day = found.day();
    String some = String.join(", ", found.orders().stream().limit(MOST_NAMED).toList());
    return new Relief(
        Relief.Kind.OTHER_DAY,
        Relief.Kind.OTHER_DAY.wire() + ":" + day,
        null,
        found.minutes(),
        new Text("On " + day + " there is room for " + some, day + " 尚有余量，可改期：" + some),
        new Text("Their customers are told another time", "将通知客户改期"),
        found.orders());
  }

  private static boolean mayWorkLonger(CrewRoom crew, long more, Capacity.Week week) {
    CrewShift shift = crew.shift();
    Instant end = shift.span().to().plus(Duration.ofMinutes(more));
    return more > 0
        && crew.canMinutes() > 0
        && Duration.between(shift.span().from(), end).compareTo(LONGEST_SHIFT) <= 0
        && week.days().stream()
            .flatMap(sheet -> sheet.crews().stream())
            .filter(other -> other.shift().crew().equals(shift.crew()))
            .filter(other -> !Objects.equals(other.shift(), shift))
            .noneMatch(other -> other.shift().span().meets(new Span(shift.span().to(), end)));
  }

  private static Relief overtime(CrewRoom crew, long more) {
    CrewShift shift = crew.shift();
    return new Relief(
        Relief.Kind.OVERTIME,
        id(Relief.Kind.OVERTIME, shift) + ":" + more,
        shift,
        more,
        new Text(
            "Crew " + shift.crew() + " works " + Count.of(more, "minute", "minutes") + " longer",
            "班组 " + shift.crew() + " 加班 " + more + " 分钟"),
        new Text(
            Count.of(shift.people(), "person is", "people are") + " paid overtime",
            shift.people() + " 人计加班"),
        List.of());
  }
}
