package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** Three stations without a crew on an empty database, whose clock the test sets. */
@NullUnmarked
final class CrewTown {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Caller LOADER = person("loader", "3306", Role.INTEGRATOR);
  static final Caller HEAD = person("head", "3306", Role.SUPERVISOR);

  static final String CREWS =
      """
      code,name,station,region,lon,lat,vehicle,members
      C1,赵既明班,S1,330602,120.58,30.01,浙D12345,anna|repair|high-voltage:2026-11-24;bo|repair
      C2,岑小满班,S1,330602,,,,chen|survey|meter
      C3,东湖一班,S2,330602,120.62,30.02,,dai|repair|meter
      """;

  final UnitOfWork work = TestDatabase.unit("dispatch", WorkOrderEntity.class);
  final CommittedFacts journal = new CommittedFacts();
  final Set<String> people = Set.of("anna", "bo", "chen", "dai", "eva", "head");
  final CrewDesk desk;
  final CrewBook book;
  final Rosters rosters;
  final Absences absences;
  Instant now = Instant.parse("2026-11-22T04:00:00Z");

  CrewTown() {
    TestDatabase.reset("dispatch");
    desk =
        new CrewDesk(
            work,
            journal,
            new StreamingCsvImport(),
            () -> now,
            new TestHouse(),
            new Stations(),
            () -> people,
            WorkKinds.load(null),
            () -> {});
    book = new CrewBook(desk);
    rosters = new Rosters(desk);
    absences = new Absences(desk);
  }

  /** The capacity of its crews, with whatever work they have. */
  CapacityDesk capacity() {
    return new CapacityDesk(desk, tools(), Duration.ofHours(2));
  }

  Tools tools() {
    return new Tools(
        work,
        journal,
        new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(1)),
        new TestHouse(),
        desk.organisation(),
        null,
        desk.kinds(),
        desk.durations(),
        new Roads(30, 1.4),
        Slots.of("08:30-10:30"),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15));
  }

  static Caller person(String name, String region, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), region, Set.of());
  }

  CrewImport.Outcome load(String file) {
    return load(LOADER, file);
  }

  CrewImport.Outcome load(Caller caller, String file) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    return new CrewImport(desk).load(caller, new ByteArrayInputStream(bytes), false);
  }

  Crew crew(String code) {
    return book.get(LOADER, code);
  }

  Roster roster(String crew, String calendar) {
    FieldFaults faults = new FieldFaults();
    return rosters.put(HEAD, crew(crew), null, Roster.read(calendar, faults), faults);
  }

  /** Days of a station as they are planned within. */
  List<CrewShift> shifts(String station, String from, String to) {
    Span span = span(from, to);
    return work.read(t -> new ShiftTables(t.connection(), desk.zone()).ofStation(station, span));
  }

  static Span span(String from, String to) {
    return new Span(at(from), at(to));
  }

  /** As {@code 2026-11-22T08:00}, on the wall of the house. */
  static Instant at(String wall) {
    return OffsetDateTime.parse(wall + ":00+08:00").toInstant();
  }

  /** A shift as if it had been laid out. */
  void shift(String crew, String from, String to) {
    run(
        "insert into dispatch.shift (crew, from_at, to_at) values (?, ?, ?)",
        crew,
        at(from),
        at(to));
  }

  void run(String words, @Nullable Object... values) {
    work.run(t -> new Sql(t.connection(), words).with(values).run());
  }

  /** What is wrong: each place and why; empty when nothing is. */
  static List<String> faults(Executable call) {
    try {
      call.execute();
    } catch (Refusal.Invalid e) {
      return e.errors().stream().map(one -> one.pointer() + " " + one.message().en()).toList();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return List.of();
  }

  List<String> told() {
    return journal.all().stream().map(Fact::type).toList();
  }

  /** S1 and S2 hang on one county, S9 is another province's; C1 is a cell. */
  private static final class Stations implements Organisation {
    private static final List<Unit> UNITS =
        List.of(
            unit("330602", Level.COUNTY, null, "330602"),
            unit("S1", Level.STATION, "330602", "330602"),
            unit("S2", Level.STATION, "330602", "330602"),
            unit("G1", Level.CELL, "S1", "330602"),
            unit("S9", Level.STATION, null, "410602"));

    private static Unit unit(String code, Level level, @Nullable String above, String region) {
      return new Unit(code, code, level, above, region, null, LocalDate.EPOCH, null);
    }

    @Override
    public List<Belonging> cells(List<Place> places, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Unit> unit(String code, Instant at) {
      return UNITS.stream().filter(unit -> unit.code().equals(code)).findFirst();
    }

    @Override
    public List<Unit> below(@Nullable String code, Instant at) {
      return UNITS.stream()
          .filter(unit -> unit.parent() != null && unit.parent().equals(code))
          .toList();
    }

    @Override
    public List<Unit> line(String code, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> inCharge(String code, Instant at) {
      return List.of();
    }

    @Override
    public List<String> onDuty(String code, Instant at) {
      return List.of();
    }
  }
}
