package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.network.Network.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
             count(*) filter (where n.id is null)
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
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select load, version from network.in_force where region = ?")) {
      statement.setString(1, load.region());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new InForce(row.getLong(1), row.getLong(2)) : NONE;
      }
    }
  }

  /**
   * The load in force, held until the transaction ends; made when there is none yet.
   *
   * @throws Refusal.Conflict when the networks of two regions would overlap
   */
  InForce hold() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select region from network.in_force where region <> ?"
                + " and (starts_with(region, ?) or starts_with(?, region)) limit 1")) {
      for (int i = 1; i <= 3; i++) {
        statement.setString(i, load.region());
      }
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          throw overlap(row.getString(1));
        }
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into network.in_force as f (region, load, version) values (?, ?, 0)"
                + " on conflict (region) do update set version = f.version"
                + " returning load, version")) {
      statement.setString(1, load.region());
      // A region's first network begins empty, under a number that no load has.
      statement.setLong(2, -load.number());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new InForce(row.getLong(1), row.getLong(2));
      }
    }
  }

  private Refusal.Conflict overlap(String other) {
    return new Refusal.Conflict(
        "network.region-overlaps",
        new Text(
            "There is a network of region \"" + other + "\", of which this one would be a part",
            "已有区域“" + other + "”的电网，与本次导入的区域重叠"));
  }

  /** How a full load differs from the one in force, without the version. */
  Report compare(InForce old) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COMPARE)) {
      statement.setLong(1, load.number());
      statement.setLong(2, old.load());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Report(0, 0, row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /**
   * Whether anything in force is newer.
   *
   * @param told of when the full file is; null when it does not say
   */
  boolean isOlder(InForce old, @Nullable String told) throws SQLException {
    if (told == null) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(OLDER)) {
      statement.setLong(1, old.load());
      statement.setString(2, told);
      statement.setLong(3, old.load());
      statement.setString(4, told);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Puts the full load in force. */
  void replace(@Nullable String told) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update network.in_force set load = ?, version = version + 1,"
                + " told_at = ?::timestamptz where region = ?")) {
      statement.setLong(1, load.number());
      statement.setString(2, told);
      statement.setString(3, load.region());
      statement.executeUpdate();
    }
  }

  /** The full load says again what is in force: that holds from then on. */
  void confirm(@Nullable String told) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update network.in_force set told_at = greatest(told_at, ?::timestamptz)"
                + " where region = ?")) {
      statement.setString(1, told);
      statement.setString(2, load.region());
      statement.executeUpdate();
    }
  }

  static boolean changes(Report report) {
    return report.added() + report.changed() + report.removed() > 0;
  }
}
