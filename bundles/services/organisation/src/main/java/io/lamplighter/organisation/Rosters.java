package io.lamplighter.organisation;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty where: the last roster of each unit in memory, older ones when they are asked for.
 */
final class Rosters {
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Supplier<Collection<String>> people;
  private volatile Known known = new Known(0, Map.of());

  private record Known(long number, Map<String, Roster> byUnit) {}

  /**
   * @param people the logins there are
   */
  Rosters(
      UnitOfWork work, Journal journal, InstantSource clock, Supplier<Collection<String>> people) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.people = people;
  }

  /** Looks whether one has changed; loads those then. Who waits for the store holds up nobody. */
  boolean refresh(UnitOfWork by) {
    long number = by.read(t -> new RosterTables(t.connection()).newest());
    return number != known.number() && load(by, number);
  }

  private synchronized boolean load(UnitOfWork by, long number) {
    Known before = known;
    if (number == before.number()) {
      return false;
    }
    Map<String, Roster> all = new TreeMap<>(before.byUnit());
    by.call(t -> new RosterTables(t.connection()).changed(before.number()))
        .forEach(roster -> all.put(roster.unit(), roster));
    known = new Known(number, all);
    return true;
  }

  /** The last one of each unit that has one. */
  Collection<Roster> all() {
    return known.byUnit().values();
  }

  Roster newest(String unit) {
    return known.byUnit().getOrDefault(unit, Roster.none(unit));
  }

  /** The one that counted at that time. */
  Roster at(String unit, Instant at) {
    Roster newest = newest(unit);
    if (newest.version() <= 1 || !at.isBefore(newest.since())) {
      return newest;
    }
    Roster then = work.find(t -> new RosterTables(t.connection()).at(unit, at));
    return then == null ? Roster.none(unit) : then;
  }

  /**
   * Takes a roster's place.
   *
   * @param seen its version that the caller saw, null for any
   * @param faults what is wrong with it already
   * @throws Refusal.Invalid naming everything that is wrong
   * @throws Refusal.Stale when it is another one by now
   */
  Roster put(
      Caller caller,
      Unit unit,
      @Nullable Long seen,
      Hours hours,
      List<Placed> shifts,
      FieldFaults faults) {
    caller.require(Role.SUPERVISOR, Role.ADMINISTRATOR);
    caller.requireRegion(unit.region());
    new ShiftCheck(people.get(), faults).check(shifts);
    faults.refuseIfAny();
    List<Shift> all = shifts.stream().map(Placed::shift).toList();
    readsAsWritten(new Roster(unit.code(), 1, Instant.EPOCH, hours, all), shifts);
    return work.command(
        transaction -> {
          RosterTables tables = new RosterTables(transaction.connection());
          Roster before = tables.locked(unit.code());
          long version = before == null ? 0 : before.version();
          if (seen != null && seen != version) {
            throw new Refusal.Stale(seen, version);
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Roster roster = new Roster(unit.code(), version + 1, now, hours, all);
          tables.add(roster, caller.actor());
          Instant end = now.plus(ShiftCheck.AHEAD);
          Instant to =
              roster.between(now, end).stream()
                  .map(Shift.Duty::to)
                  .max(Instant::compareTo)
                  .orElse(now);
          journal.append(
              transaction,
              Imports.SOURCE,
              Fact.of(
                  new OrganisationFact.RosterChanged(unit.code(), now, to),
                  unit.code(),
                  unit.region(),
                  caller.actor()));
          return roster;
        });
  }

  /** What is kept is text: it must say the same to whoever reads it again. */
  private static void readsAsWritten(Roster roster, List<Placed> sent) {
    FieldFaults faults = new FieldFaults();
    String written = CalendarWriter.write(roster);
    Roster read =
        CalendarReader.roster(roster.unit(), roster.version(), roster.since(), written, faults);
    if (faults.none() && read.equals(roster)) {
      return;
    }
    int same = 0;
    int both = Math.min(sent.size(), read.shifts().size());
    while (same < both && read.shifts().get(same).equals(roster.shifts().get(same))) {
      same++;
    }
    throw new Refusal.Invalid(
        same < sent.size() ? sent.get(same).pointer() : "",
        "cannot be kept as it is: its times must be whole seconds of the years 1 to 9999",
        "无法原样保存：时间须为公元 1 至 9999 年的整秒");
  }
}
