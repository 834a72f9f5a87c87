package io.lamplighter.network;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.network.NetworkFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
          ?::timestamptz[]) with ordinality
        as t (asset, line, address, lon, lat, shape, told_at, n)
       order by asset, told_at desc nulls last, n desc
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
          + Faults.MOST;

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

  private static final String OLDER =
      """
      select count(*) from network.place_row r join network.place p on p.asset = r.asset
       where r.load = ? and p.told_at > r.told_at""";

  private static final String ALL =
      "select asset as id from network.place_row where load = ? and asset > ?";

  private final UnitOfWork work;
  private final Load load;
  private final Faults faults;
  private final RowPages<PlaceRow> pages;
  private long added;
  private long changed;
  private long older;

  PlaceStage(UnitOfWork work, Loads loads, Load load, Faults faults) {
    this.work = work;
    this.load = load;
    this.faults = faults;
    this.pages = new RowPages<>(loads, load, PAGE, this::keep);
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
        transaction ->
            new Sql(transaction.connection(), INSERT)
                .with(load.number())
                .array(page, PlaceRow::asset)
                .array(page, row -> Long.toString(row.line()))
                .array(page, PlaceRow::address)
                .array(page, row -> row.lon() == null ? null : row.lon().toString())
                .array(page, row -> row.lat() == null ? null : row.lat().toString())
                .array(page, PlaceRow::shape)
                .array(page, PlaceRow::toldAt)
                .run());
  }

  Report apply(Journal journal, Caller caller) {
    work.run(this::check);
    faults.refuseIfAny();
    new IdPages(work, load, PAGE, ALL).each(this::takeOver);
    Report report =
        new Report(0, pages.read(), added, changed, 0, older, Network.PassedOver.NOTHING);
    if (AssetSwitch.changes(report)) {
      work.run(transaction -> journal.append(transaction, "network", fact(caller)));
    }
    return report;
  }

  private void check(Transaction transaction) throws SQLException {
    new Sql(transaction.connection(), UNKNOWN)
        .with(load.number(), load.region())
        .each(
            row -> {
              long line = row.number();
              String asset = row.text();
              faults.add(line, "id", asset + " is no asset of your region", asset + " 不是您区域的设备");
            });
    older = new Sql(transaction.connection(), OLDER).with(load.number()).only(Row::number);
  }

  private void takeOver(Connection connection, String after, String last) throws SQLException {
    new Sql(connection, APPLY)
        .with(load.number(), after, last)
        .each(
            row -> {
              added += row.number();
              changed += row.number();
            });
    new Sql(connection, FRESHEN).with(load.number(), after, last).run();
  }

  private Fact fact(Caller caller) {
    return Fact.of(
        new NetworkFact.Placed(load.number(), added, changed),
        "network" + load.region(),
        load.region(),
        caller.actor());
  }
}
