package io.lamplighter.network;

import io.lamplighter.api.network.Network.Report;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.network.AssetSwitch.InForce;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Merges a delta into the network in force. Deltas that say of when they are may come in any order:
 * what is known of an asset, also that it was taken out, is changed by nothing older.
 */
final class AssetMerge {
  private static final String FORGET_OLDER =
      """
      delete from network.asset_row n using network.in_force f
       where n.load = ? and f.load = ? and (n.told_at < f.told_at or exists (
         select from network.asset_row o
          where o.load = f.load and o.id = n.id and o.told_at > n.told_at))""";

  private static final String TAKE_OUT =
      """
      delete from network.asset_row o using network.asset_row n
       where n.load = ? and n.gone and o.load = ? and o.id = n.id and not o.gone""";

  private static final String REMEMBER_GONE =
      """
      insert into network.asset_row as o (load, id, line, gone, told_at)
      select ?, id, line, true, told_at from network.asset_row
       where load = ? and gone and told_at is not null order by id
      on conflict (load, id) do update set told_at = excluded.told_at""";

  private static final String FORGET_GONE =
      """
      delete from network.asset_row o using network.asset_row n
       where n.load = ? and not n.gone and o.load = ? and o.id = n.id and o.gone""";

  private static final String PUT_IN =
      """
      with put as (
        insert into network.asset_row as o (load, id, line, gone, kind, name, parent, region,
          voltage, capacity, normally_open, told_at)
        select ?, id, line, false, kind, name, parent, region, voltage, capacity, normally_open,
          told_at
          from network.asset_row where load = ? and not gone order by id
        on conflict (load, id) do update set line = excluded.line, kind = excluded.kind,
          name = excluded.name, parent = excluded.parent, region = excluded.region,
          voltage = excluded.voltage, capacity = excluded.capacity,
          normally_open = excluded.normally_open,
          told_at = coalesce(excluded.told_at, o.told_at)
         where (excluded.kind, excluded.name, excluded.parent, excluded.region, excluded.voltage,
                excluded.capacity, excluded.normally_open) is distinct from
               (o.kind, o.name, o.parent, o.region, o.voltage, o.capacity, o.normally_open)
        returning (xmax = 0) as added)
      select count(*) filter (where added), count(*) filter (where not added) from put""";

  /** What was told again, unchanged, holds from then on. */
  private static final String FRESHEN =
      """
      update network.asset_row o set told_at = n.told_at from network.asset_row n
       where n.load = ? and not n.gone and o.load = ? and o.id = n.id
         and (o.told_at is null or o.told_at < n.told_at)""";

  private static final String COUNT_UP =
      "update network.in_force set version = version + 1 where load = ?";

  private final Connection connection;
  private final Load load;
  private final InForce base;

  AssetMerge(Connection connection, Load load, InForce base) {
    this.connection = connection;
    this.load = load;
    this.base = base;
  }

  /** Takes out of the delta what is older than what is known; how much. */
  int forgetOlder() throws SQLException {
    return run(FORGET_OLDER, load.number(), base.load());
  }

  /** How the network has changed, without the version. */
  Report merge() throws SQLException {
    long removed = run(TAKE_OUT, load.number(), base.load());
    run(REMEMBER_GONE, base.load(), load.number());
    run(FORGET_GONE, load.number(), base.load());
    Report report =
        new Sql(connection, PUT_IN)
            .with(base.load(), load.number())
            .only(row -> new Report(0, 0, row.number(), row.number(), removed));
    run(FRESHEN, load.number(), base.load());
    if (AssetSwitch.changes(report)) {
      new Sql(connection, COUNT_UP).with(base.load()).run();
    }
    return report;
  }

  private int run(String sql, long first, long second) throws SQLException {
    return new Sql(connection, sql).with(first, second).run();
  }
}
