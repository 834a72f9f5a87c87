package io.lamplighter.organisation;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The organisation in memory, for the parts of this bundle. It holds nobody: whoever is replaced is
 * waited for when he is asked.
 */
@Component(service = Keeper.class)
public final class Keeper {
  private final Editions editions;
  private final Rosters rosters;
  private final Imports imports;
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final CsvImport csv;
  private final House house;
  private final Supplier<Collection<String>> people;
  private final Runnable closing;

  @Activate
  public Keeper(BundleContext context) {
    this(new Neighbours(context));
  }

  private Keeper(Neighbours neighbours) {
    this(
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=organisation)").service(),
        neighbours.of(Journal.class).service(),
        neighbours.of(CsvImport.class).service(),
        neighbours.clock(),
        neighbours.house(),
        logins(neighbours.of(Users.class).service()),
        neighbours::close);
  }

  private static Supplier<Collection<String>> logins(Users users) {
    return () ->
        users.users(Caller.system("organisation")).stream()
            .map(Users.User::name)
            .collect(Collectors.toSet());
  }

  /**
   * @param people the logins there are
   * @param closing lets the neighbours go
   */
  Keeper(
      UnitOfWork work,
      Journal journal,
      CsvImport csv,
      InstantSource clock,
      House house,
      Supplier<Collection<String>> people,
      Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
    this.clock = clock;
    this.house = house;
    this.people = people;
    this.closing = closing;
    editions = new Editions(work);
    rosters = new Rosters(work, journal, clock, people);
    imports = new Imports(work, journal, csv, clock, house, people);
  }

  @Deactivate
  void stop() {
    closing.run();
  }

  /**
   * Looks whether anything is newer than what is in memory, and takes it there.
   *
   * @return whether there was
   */
  boolean refresh() {
    return refresh(work);
  }

  /** As {@link #refresh()}, by one that is certainly there. */
  boolean refresh(UnitOfWork by) {
    boolean units = editions.refresh(by);
    return rosters.refresh(by) || units;
  }

  Editions editions() {
    return editions;
  }

  Rosters rosters() {
    return rosters;
  }

  Imports imports() {
    return imports;
  }

  UnitOfWork work() {
    return work;
  }

  CsvImport csv() {
    return csv;
  }

  Journal journal() {
    return journal;
  }

  InstantSource clock() {
    return clock;
  }

  /** The logins there are. */
  Collection<String> people() {
    return people.get();
  }

  ZoneId zone() {
    return house.zone();
  }

  /** The time as it is kept. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, house.zone());
  }

  /** A time as people here read it. */
  String text(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(house.zone()));
  }

  /**
   * @throws Refusal.NotFound also for one of another region
   */
  Unit unit(Caller caller, String code, Instant at) {
    UnitRow unit = editions.at(at).unit(code, day(at));
    if (unit == null || !caller.covers(unit.is().region())) {
      throw new Refusal.NotFound("unit.unknown", new Text("There is no such unit", "没有该单位"));
    }
    return unit.is();
  }

  /**
   * Writes a line by hand into a unit's run log.
   *
   * @throws Refusal.Invalid when there is no text, or too much
   */
  RunLog.Item note(Caller caller, Unit unit, @Nullable String text) {
    caller.require(Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR);
    if (text == null || text.isBlank()) {
      throw new Refusal.Invalid("/text", "is missing", "缺失");
    }
    if (text.length() > RunLog.LONGEST_TEXT) {
      throw new Refusal.Invalid(
          "/text",
          "must be at most " + RunLog.LONGEST_TEXT + " characters",
          "至多 " + RunLog.LONGEST_TEXT + " 个字符");
    }
    Instant now = now();
    return work.command(
        transaction -> {
          RunLog log = new RunLog(transaction.connection());
          RunLog.Item item =
              new RunLog.Item(0, unit.code(), now, RunLog.NOTED, null, null, text, caller.actor());
          return item.as(log.add(item, unit.region()));
        });
  }
}
