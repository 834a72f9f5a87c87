package io.lamplighter.organisation;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.organisation.Piece.What;
import io.lamplighter.organisation.VersionTables.Force;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file in, as a whole or not at all: what is of the caller's region is replaced by what is
 * in it.
 */
final class Imports {
  static final String SOURCE = "organisation";
  private static final int SHOWN = 10;

  /** A version that is to come holds everybody's next ones up: so long at most. */
  private static final int MOST_DAYS_AHEAD = 400;

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;
  private final InstantSource clock;
  private final House house;
  private final Supplier<Collection<String>> people;

  /**
   * @param people the logins there are
   */
  Imports(
      UnitOfWork work,
      Journal journal,
      CsvImport csv,
      InstantSource clock,
      House house,
      Supplier<Collection<String>> people) {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
    this.clock = clock;
    this.house = house;
    this.people = people;
  }

  /**
   * How it is to be taken.
   *
   * @param preview only says what would be
   * @param from from when on it counts; null from now on, or with the version that is to come
   */
  record Wish(boolean preview, @Nullable Instant from) {}

  /**
   * What became of it.
   *
   * @param version its number; the one before when nothing is otherwise, or it was a preview
   */
  record Outcome(long version, Instant inForce, int read, Changes changes) {}

  /**
   * @throws Refusal.Invalid naming line and field of everything that is wrong
   * @throws Refusal.Forbidden {@code other-region} when it is to count later only, by whoever does
   *     not cover the whole region of the house
   * @throws Refusal.Conflict {@code units.open-work} when work hangs on what would go
   */
  Outcome take(Caller caller, What what, InputStream file, Wish wish) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    mayWish(caller, wish.from());
    Faults faults = what == What.SHAPES ? Faults.ofFeatures() : new Faults();
    List<Told> told =
        what == What.SHAPES
            ? new ShapeFile(faults).read(file)
            : new CsvFile(csv, what, faults).read(file);
    Collection<String> logins = what == What.PEOPLE ? people.get() : List.of();
    return work.command(
        transaction -> {
          VersionTables tables = new VersionTables(transaction.connection());
          tables.lock();
          Units before = tables.units(tables.newest());
          Instant inForce = inForce(tables, before.version(), wish.from());
          LocalDate day = LocalDate.ofInstant(inForce, house.zone());
          Changes changes = new Changes(caller, before, what, told, day);
          fits(what, changes);
          new UnitCheck(caller, before.all(), changes.units(), faults).check(told, logins);
          faults.refuseIfAny();
          nothingHangs(tables, changes);
          Outcome outcome = new Outcome(before.version(), inForce, told.size(), changes);
          if (wish.preview() || changes.isNone()) {
            return outcome;
          }
          return keep(transaction, caller, what, outcome);
        });
  }

  /** There is one line of versions: one to come is one for all regions, and those wait for it. */
  private void mayWish(Caller caller, @Nullable Instant from) {
    Instant now = clock.instant();
    if (from == null || !from.isAfter(now)) {
      return;
    }
    caller.requireRegion(house.region());
    if (from.isAfter(now.plus(MOST_DAYS_AHEAD, ChronoUnit.DAYS))) {
      throw new Refusal.Invalid(
          "/from",
          "is more than " + MOST_DAYS_AHEAD + " days ahead",
          "晚于 " + MOST_DAYS_AHEAD + " 天之后");
    }
  }

  /** The line of versions goes on; what was in force on a day stays what was in force. */
  private Instant inForce(VersionTables tables, long newest, @Nullable Instant wished)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Force> last = newest == 0 ? List.of() : tables.forces(newest - 1);
    if (last.isEmpty()) {
      return wished == null ? now : wished;
    }
    Instant before = last.get(0).from();
    if (wished == null) {
      return before.isAfter(now) ? before : now;
    }
    if (wished.isBefore(before)) {
      throw new Refusal.Invalid(
          "/from",
          "is before the newest version, which is in force from " + before,
          "早于最新版本的生效时间 " + before);
    }
    return wished;
  }

  private static void fits(What what, Changes changes) {
    if (changes.held() > what.most()) {
      throw new Refusal.Invalid(
          "",
          "would make "
              + changes.held()
              + " in all regions, more than the "
              + what.most()
              + " held",
          "所有区域合计 " + changes.held() + " 条，超过上限 " + what.most());
    }
  }

  private Outcome keep(Transaction transaction, Caller caller, What what, Outcome is)
      throws SQLException {
    Changes changes = is.changes();
    Version version =
        new Version(
            is.version() + 1,
            is.inForce(),
            what,
            caller.region(),
            caller.actor(),
            clock.instant(),
            changes.added().size(),
            changes.changed().size(),
            changes.removed().size());
    new VersionTables(transaction.connection()).write(version, changes);
    journal.append(
        transaction,
        SOURCE,
        Fact.of(
            new OrganisationFact.Changed(
                version.number(), changes.units().size(), version.inForce()),
            Long.toString(version.number()),
            caller.region(),
            caller.actor()));
    return new Outcome(version.number(), is.inForce(), is.read(), changes);
  }

  private static void nothingHangs(VersionTables tables, Changes changes) throws SQLException {
    changes
        .orphans()
        .forEach(
            (unit, parent) -> {
              throw new Refusal.Conflict(
                  "units.left-alone",
                  new Text(
                      "Unit " + parent + " cannot go: " + unit + " hangs on it",
                      "单位 " + parent + " 不能移除：其下仍有 " + unit));
            });
    for (String cell : changes.cellsGone()) {
      int open = tables.countIn(cell);
      if (open > 0) {
        String some = String.join(", ", tables.openIn(cell, SHOWN)) + (open > SHOWN ? ", …" : "");
        throw new Refusal.Conflict(
            "units.open-work",
            new Text(
                "Unit " + cell + " cannot go: " + open + " open requests hang on it: " + some,
                "单位 " + cell + " 不能移除：尚有 " + open + " 件未办结工单：" + some));
      }
    }
  }
}
