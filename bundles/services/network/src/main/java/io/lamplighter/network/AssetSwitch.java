package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is in force, and how a full load takes its place: by one row. */
final class AssetSwitch {
  private static final String SAME =
      """
      (n.kind, n.name, n.parent, n.region, n.voltage, n.capacity, n.normally_open)
        is not distinct from
      (o.kind, o.name, o.parent, o.region, o.voltage, o.capacity, o.normally_open)""";

  private static final String COMPARE =
      """
      select count(*) filter (where o.id is null),
             count(*) filter (where o.id is not null and n.id is not null and not ("""
          + SAME
          + """
      )),
             count(*) filter (where n.id is null),
             count(o.id)
        from (select * from network.asset_row where load = ?) n
        full join (select * from network.asset_row where load = ? and not gone) o
          on o.id = n.id""";

  private static final String OLDER =
      """
      select exists (select from network.in_force where load = ? and told_at > ?::timestamptz)
          or exists (select from network.asset_row where load = ? and told_at > ?::timestamptz)""";

  private final Connection connection;
  private final Load load;

  AssetSwitch(Connection connection, Load load) {
    this.connection = connection;
    this.load = load;
  }

  /** A load in force, and how often the network of its region has changed. */
  record InForce(long load, long version) {}

  private static final InForce NONE = new InForce(0, 0);

  /** The load in force as it stands now. */
  InForce look() throws SQLException {
    InForce found =
        new Sql(connection, "select load, version from network.in_force where region = ?")
            .with(load.region())
            .first(AssetSwitch::inForce);
    return found == null ? NONE : found;
  }

  private static InForce inForce(Row row) throws SQLException {
    return new InForce(row.number(), row.number());
  }

  /**
   * The load in force, held until the transaction ends; made when there is none yet.
   *
   * @throws Refusal.Conflict when the networks of two regions would overlap
   */
  InForce hold() throws SQLException {
    String other =
        new Sql(
                connection,
                "select region from network.in_force where region <> ?"
                    + " and (starts_with(region, ?) or starts_with(?, region)) limit 1")
            .with(load.region(), load.region(), load.region())
            .first(Row::text);
    if (other != null) {
      throw overlap(other);
    }
    // A region's first network begins empty, under a number that no load has.
    return new Sql(
            connection,
            "insert into network.in_force as f (region, load, version) values (?, ?, 0)"
                + " on conflict (region) do update set version = f.version"
                + " returning load, version")
        .with(load.region(), -load.number())
        .only(AssetSwitch::inForce);
  }

  private Refusal.Conflict overlap(String other) {
    return new Refusal.Conflict(
        "network.region-overlaps",
        new Text(
            "There is a network of region \"" + other + "\", of which this one would be a part",
            "已有区域“" + other + "”的电网，与本次导入的区域重叠"));
  }

  /**
   * How a full load differs from the one in force, without the version.
   *
   * @param standing assets in force
   */
  record Difference(Report report, long standing) {}

  Difference compare(InForce old) throws SQLException {
    return new Sql(connection, COMPARE)
        .with(load.number(), old.load())
        .only(
            row ->
                new Difference(
                    new Report(0, 0, row.number(), row.number(), row.number()), row.number()));
  }

  /**
   * Whether anything in force is newer.
   *
   * @param told of when the full file is; null when it does not say
   */
  boolean isOlder(InForce old, @Nullable String told) throws SQLException {
    return told != null
        && new Sql(connection, OLDER).with(old.load(), told, old.load(), told).only(Row::is);
  }

  /** Puts the full load in force. */
  void replace(@Nullable String told) throws SQLException {
    new Sql(
            connection,
            "update network.in_force set load = ?, version = version + 1,"
                + " told_at = ?::timestamptz where region = ?")
        .with(load.number(), told, load.region())
        .run();
  }

  /** The full load says again what is in force: that holds from then on. */
  void confirm(@Nullable String told) throws SQLException {
    new Sql(
            connection,
            "update network.in_force set told_at = greatest(told_at, ?::timestamptz)"
                + " where region = ?")
        .with(told, load.region())
        .run();
  }

  static boolean changes(Report report) {
    return report.added() + report.changed() + report.removed() > 0;
  }
}
