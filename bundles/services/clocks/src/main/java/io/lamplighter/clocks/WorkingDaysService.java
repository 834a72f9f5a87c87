package io.lamplighter.clocks;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.CalendarFact;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Shows the calendars, and brings a year's official days in. */
@Component(service = WorkingDays.class)
public final class WorkingDaysService implements WorkingDays {
  private final Rules rules;
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final House house;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable OpenClocks open;

  @Activate
  public WorkingDaysService(
      @Reference Rules rules,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=clocks)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      @Reference House house) {
    this.rules = rules;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.house = house;
  }

  @Override
  public List<Calendar> calendars(Caller caller) {
    caller.require(Role.values());
    return rules.book().calendars().all().stream().map(YearViews::calendar).toList();
  }

  @Override
  public Calendar calendar(Caller caller, String name) {
    caller.require(Role.values());
    return YearViews.calendar(known(rules.book(), name));
  }

  @Override
  public Year year(Caller caller, String name, int year) {
    caller.require(Role.values());
    WorkCalendar calendar = known(rules.book(), name);
    if (YearViews.known(calendar, year) == null) {
      throw YearViews.unknown(name, year);
    }
    String official = official(calendar);
    return YearViews.year(
        calendar, year, rules.versionOf(official, year), rules.sourceOf(official, year));
  }

  @Override
  public Change bring(
      Caller caller, String name, int year, String csv, @Nullable Long seen, boolean preview) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    caller.requireRegion(house.region());
    RuleBook now = rules.book();
    WorkCalendar calendar = known(now, name);
    String official = official(calendar);
    Years.Imported given =
        Faulty.named(
            () ->
                YearTables.imported(official, Calendars.year(year), csv, rules.years().version()));
    RuleBook next = Faulty.named(() -> rules.tried(official, given));
    List<Difference> days = YearViews.differences(calendar, known(next, name), year);
    if (preview) {
      OpenClocks clocks = open;
      Effect effect = clocks == null ? null : clocks.effect(next);
      return change(next, name, year, days, effect, rules.versionOf(official, year), false);
    }
    long version =
        work.command(transaction -> put(transaction, caller, official, given, seen, days.size()));
    return change(next, name, year, days, null, version, true);
  }

  private long put(
      Transaction transaction,
      Caller caller,
      String official,
      Years.Imported given,
      @Nullable Long seen,
      int days)
      throws SQLException {
    int year = given.year().year();
    long current = YearTables.lock(transaction.connection(), official, year);
    if (seen != null && seen != current) {
      throw new Refusal.Stale(seen, current);
    }
    long version =
        YearTables.put(
            transaction.connection(),
            official,
            year,
            given.text(),
            caller.actor(),
            clock.instant());
    CalendarFact fact =
        new CalendarFact(official, year, version, given.year().firmTo().toString(), days);
    journal.append(
        transaction,
        "clocks",
        Fact.of(fact, official + "-" + year, house.region(), caller.actor()));
    transaction.afterCommit(rules::news);
    return version;
  }

  private static Change change(
      RuleBook book,
      String name,
      int year,
      List<Difference> days,
      @Nullable Effect effect,
      long version,
      boolean inForce) {
    Year shown = YearViews.year(known(book, name), year, version, "brought-in");
    return new Change(shown, days, effect, inForce);
  }

  private static WorkCalendar known(RuleBook book, String name) {
    if (!book.calendars().has(name)) {
      throw YearViews.unknown(name);
    }
    return book.calendars().get(name);
  }

  private static String official(WorkCalendar calendar) {
    if (calendar.official() == null) {
      throw new Refusal.Conflict(
          "calendar.no-official-days",
          new Text(
              calendar.name() + " goes by the days of the week alone",
              calendar.name() + " 仅按星期计算，没有法定节假日"));
    }
    return Objects.requireNonNull(calendar.official());
  }
}
