package io.lamplighter.accountability;

import io.lamplighter.api.accountability.ClosingFact;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The day's close (日清): of each county, what is open is named to who answers for it. */
final class DayClosing {
  private static final String LOCK = "hashtextextended('accountability day', 0)";
  private static final int MOST_NAMED = 500;

  private final Tools tools;
  private final BooleanSupplier hasOrganisation;

  /**
   * @param hasOrganisation whether there is anybody to ask for units
   */
  DayClosing(Tools tools, BooleanSupplier hasOrganisation) {
    this.tools = tools;
    this.hasOrganisation = hasOrganisation;
  }

  /** One file, as a day's close looks at it. */
  private record Seen(
      String no,
      String region,
      @Nullable String place,
      boolean opened,
      boolean settled,
      boolean open) {
    static Seen of(Row row) throws SQLException {
      return new Seen(row.text(), row.text(), row.maybeText(), row.is(), row.is(), row.is());
    }
  }

  /**
   * Whose files are named together.
   *
   * @param unit the county; empty for those of the region of which none is known
   */
  private record Key(String unit, String region) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int first = unit.compareTo(other.unit);
      return first == 0 ? region.compareTo(other.region) : first;
    }
  }

  private static final class Tally {
    private int opened;
    private int settled;
    private final List<String> open = new ArrayList<>();

    private void add(Seen seen) {
      opened += seen.opened ? 1 : 0;
      settled += seen.settled ? 1 : 0;
      if (seen.open) {
        open.add(seen.no);
      }
    }
  }

  /**
   * Closes the next day that is over.
   *
   * @return whether there was one
   */
  boolean close() {
    LocalDate today = tools.day(tools.now());
    LocalDate day = tools.work().find(t -> next(t.connection()));
    if (day == null || !day.isBefore(today)) {
      return false;
    }
    Instant from = start(day);
    Instant to = start(day.plusDays(1));
    List<Seen> files = tools.work().read(t -> files(t.connection(), from, to));
    boolean knows = knowsUnits();
    Map<Key, Tally> tallies = new TreeMap<>();
    Map<String, Optional<Unit>> counties = new TreeMap<>();
    for (Seen seen : files) {
      Unit county = knows ? county(counties, seen.place, to) : null;
      Key key = county == null ? new Key("", seen.region) : new Key(county.code(), county.region());
      tallies.computeIfAbsent(key, one -> new Tally()).add(seen);
    }
    Map<Key, List<String>> told = new TreeMap<>();
    for (Key key : tallies.keySet()) {
      told.put(key, key.unit.isEmpty() ? List.of() : tools.organisation().inCharge(key.unit, to));
    }
    tools.work().run(t -> write(t, day, tallies, told));
    return true;
  }

  /** Who has told units and is away is waited for: somebody is to be named. */
  private boolean knowsUnits() {
    return hasOrganisation.getAsBoolean()
        || tools.work().read(t -> new FileTables(t.connection()).knowsUnits());
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(tools.house().zone()).toInstant();
  }

  /** The first that is not closed; null before there is a file. */
  private @Nullable LocalDate next(Connection connection) throws SQLException {
    LocalDate until = new Months(connection).until("day");
    if (until != null) {
      return until.plusDays(1);
    }
    Instant first =
        new Sql(connection, "select opened_at from accountability.file order by opened_at limit 1")
            .first(Row::time);
    return first == null ? null : tools.day(first);
  }

  private static List<Seen> files(Connection connection, Instant from, Instant to)
      throws SQLException {
    return new Sql(
            connection,
            "select no, region, coalesce(unit, cell), opened_at >= ?,"
                + " coalesce(ended_at >= ? and ended_at < ?, false),"
                + " ended_at is null or ended_at >= ?"
                + " from accountability.file"
                + " where opened_at < ? and (ended_at is null or ended_at >= ?) order by no")
        .with(from, from, to, to, to, from)
        .list(Seen::of);
  }

  private @Nullable Unit county(
      Map<String, Optional<Unit>> known, @Nullable String place, Instant at) {
    return place == null
        ? null
        : known
            .computeIfAbsent(
                place,
                one ->
                    tools.organisation().line(one, at).stream()
                        .filter(unit -> unit.level() == Level.COUNTY)
                        .findFirst())
            .orElse(null);
  }

  private void write(
      Transaction transaction, LocalDate day, Map<Key, Tally> tallies, Map<Key, List<String>> told)
      throws SQLException {
    Connection connection = transaction.connection();
    new Sql(connection, "select pg_advisory_xact_lock(" + LOCK + ")").call();
    if (!day.equals(next(connection))) {
      return;
    }
    for (Map.Entry<Key, Tally> one : tallies.entrySet()) {
      Key key = one.getKey();
      Tally tally = one.getValue();
      List<String> people = told.getOrDefault(key, List.of());
      List<String> named = tally.open.subList(0, Math.min(MOST_NAMED, tally.open.size()));
      new Sql(
              connection,
              "insert into accountability.day_close (day, unit, region, opened, settled, open,"
                  + " files, told) values (?::date, ?, ?, ?, ?, ?, ?, ?)")
          .with(day.toString(), key.unit, key.region, tally.opened, tally.settled)
          .with(tally.open.size())
          .array(named)
          .array(people)
          .run();
      tools.tell(
          transaction,
          new ClosingFact.DayClosed(
              day.toString(),
              key.unit.isEmpty() ? null : key.unit,
              tally.opened,
              tally.settled,
              tally.open.size(),
              named,
              people),
          (key.unit.isEmpty() ? key.region : key.unit) + "/" + day,
          key.region,
          Tools.SELF.actor());
    }
    new Months(connection).close("day", day);
  }
}
