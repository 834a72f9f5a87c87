package io.lamplighter.network;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the places of a file as they come, checks them as a whole, and takes them over page by
 * page; a page that is taken over again changes nothing.
 */
final class PlaceStage {
  private static final int PAGE = 1_000;

  private static final String INSERT =
      """
      insert into network.place_row as p (load, asset, line, address, lon, lat, shape, told_at)
      select distinct on (asset) ?, asset, line, address, lon, lat, shape, told_at
        from unnest(?::text[], ?::bigint[], ?::text[], ?::float8[], ?::float8[], ?::text[],
          ?::timestamptz[])
        as t (asset, line, address, lon, lat, shape, told_at)
       order by asset, told_at desc nulls last, line desc
      on conflict (load, asset) do update set line = excluded.line, address = excluded.address,
        lon = excluded.lon, lat = excluded.lat, shape = excluded.shape, told_at = excluded.told_at
       where (p.told_at > excluded.told_at) is not true""";

  private static final String UNKNOWN =
      """
      select r.line, r.asset from network.place_row r
       where r.load = ? and not exists (
         select from network.asset a where a.id = r.asset and starts_with(a.region, ?))
       order by r.line limit """
          + " "
          + Faults.MAX;

  /**
   * A file that has only the address of an asset leaves its shape as it is, and the other way
   * round. What is older than what is known changes nothing.
   */
  private static final String APPLY =
      """
      with put as (
        insert into network.place as p (asset, address, lon, lat, shape, told_at)
        select asset, address, lon, lat, shape, told_at from network.place_row
         where load = ? and asset > ? and asset <= ? order by asset
        on conflict (asset) do update set address = coalesce(excluded.address, p.address),
          lon = coalesce(excluded.lon, p.lon), lat = coalesce(excluded.lat, p.lat),
          shape = coalesce(excluded.shape, p.shape),
          told_at = coalesce(excluded.told_at, p.told_at)
         where (p.told_at > excluded.told_at) is not true
           and (coalesce(excluded.address, p.address), coalesce(excluded.lon, p.lon),
                coalesce(excluded.lat, p.lat), coalesce(excluded.shape, p.shape))
           is distinct from (p.address, p.lon, p.lat, p.shape)
        returning (xmax = 0) as added)
      select count(*) filter (where added), count(*) filter (where not added) from put""";

  /** What was told again, unchanged, holds from then on. */
  private static final String FRESHEN =
      """
      update network.place p set told_at = r.told_at from network.place_row r
       where r.load = ? and r.asset > ? and r.asset <= ? and p.asset = r.asset
         and (p.told_at is null or p.told_at < r.told_at)""";

  private static final String LAST_OF_PAGE =
      "select max(asset) from (select asset from network.place_row"
          + " where load = ? and asset > ? order by asset limit "
          + PAGE
          + ") page";

  private final UnitOfWork work;
  private final Load load;
  private final Faults faults;
  private final Pages<PlaceRow> pages;
  private long added;
  private long changed;

  PlaceStage(UnitOfWork work, Loads loads, Load load, Faults faults) {
    this.work = work;
    this.load = load;
    this.faults = faults;
    this.pages = new Pages<>(loads, load, PAGE, this::keep);
  }

  long read() {
    return pages.read();
  }

  void add(PlaceRow row) {
    pages.add(row);
  }

  void flush() {
    pages.flush();
  }

  private void keep(List<PlaceRow> page) {
    work.run(
        transaction -> {
          try (PreparedStatement statement = transaction.connection().prepareStatement(INSERT)) {
            Parameters parameters = new Parameters(statement);
            parameters.number(load.number());
            parameters.array(page, PlaceRow::asset);
            parameters.array(page, row -> Long.toString(row.line()));
            parameters.array(page, PlaceRow::address);
            parameters.array(page, row -> row.lon() == null ? null : row.lon().toString());
            parameters.array(page, row -> row.lat() == null ? null : row.lat().toString());
            parameters.array(page, PlaceRow::shape);
            parameters.array(page, PlaceRow::toldAt);
            statement.executeUpdate();
          }
        });
  }

  Report apply(Journal journal, Caller caller) {
    work.run(this::check);
    faults.refuseIfAny();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      String from = after.get();
      after = work.call(transaction -> next(transaction, from));
    }
    Report report = new Report(0, pages.read(), added, changed, 0);
    if (AssetSwitch.changes(report)) {
      work.run(transaction -> journal.append(transaction, "network", fact(caller)));
    }
    return report;
  }

  private void check(Transaction transaction) throws SQLException {
    try (PreparedStatement statement = transaction.connection().prepareStatement(UNKNOWN)) {
      statement.setLong(1, load.number());
      statement.setString(2, load.region());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String asset = row.getString(2);
          faults.add(
              row.getLong(1), "id", asset + " is no asset of your region", asset + " 不是您区域的设备");
        }
      }
    }
  }

  /** The last asset of the page that was taken over; empty when there is none left. */
  private Optional<String> next(Transaction transaction, String after) throws SQLException {
    String last;
    try (PreparedStatement statement = transaction.connection().prepareStatement(LAST_OF_PAGE)) {
      statement.setLong(1, load.number());
      statement.setString(2, after);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        last = row.getString(1);
      }
    }
    if (last == null) {
      return Optional.empty();
    }
    try (PreparedStatement statement = transaction.connection().prepareStatement(APPLY)) {
      statement.setLong(1, load.number());
      statement.setString(2, after);
      statement.setString(3, last);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        added += row.getLong(1);
        changed += row.getLong(2);
      }
    }
    try (PreparedStatement statement = transaction.connection().prepareStatement(FRESHEN)) {
      statement.setLong(1, load.number());
      statement.setString(2, after);
      statement.setString(3, last);
      statement.executeUpdate();
    }
    return Optional.of(last);
  }

  private Fact fact(Caller caller) {
    return new Fact(
        "network.placed",
        "network" + load.region(),
        load.region(),
        caller.name(),
        Map.of("load", load.number(), "added", added, "changed", changed));
  }
}
