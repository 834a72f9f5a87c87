package io.lamplighter.network;

import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps the assets of a file as they come, a page a transaction; nobody sees them yet. */
final class AssetStage {
  private static final int PAGE = 2_000;

  private static final String INSERT =
      """
      insert into network.asset_row
        (load, id, line, gone, kind, name, parent, region, voltage, capacity, normally_open, told_at)
      select ?, id, line, gone, kind, name, parent, region, voltage, capacity, normally_open, told_at
        from unnest(?::text[], ?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::float8[], ?::float8[], ?::boolean[], ?::timestamptz[])
        as t (id, line, gone, kind, name, parent, region, voltage, capacity, normally_open, told_at)
       order by id
      on conflict do nothing
      returning line""";

  /** A difference model has the old and the new state of an asset: the new one counts. */
  private static final String PUT_WINS =
      """
      update network.asset_row r
         set gone = false, line = t.line, kind = t.kind, name = t.name, parent = t.parent,
             region = t.region, voltage = t.voltage, capacity = t.capacity,
             normally_open = t.normally_open, told_at = t.told_at
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::float8[], ?::float8[], ?::boolean[], ?::timestamptz[])
        as t (id, line, kind, name, parent, region, voltage, capacity, normally_open, told_at)
       where r.load = ? and r.id = t.id and r.gone
      returning r.line""";

  private final UnitOfWork work;
  private final Load load;
  private final Faults faults;
  private final Pages<AssetRow> pages;

  AssetStage(UnitOfWork work, Loads loads, Load load, Faults faults) {
    this.work = work;
    this.load = load;
    this.faults = faults;
    this.pages = new Pages<>(loads, load, PAGE, this::keep);
  }

  /** Assets taken so far. */
  long read() {
    return pages.read();
  }

  void add(AssetRow row) {
    if (row.gone() && load.full()) {
      faults.add(row.line(), "change", "a full file takes nothing out", "全量文件不能含移除项");
    }
    pages.add(row);
  }

  void flush() {
    pages.flush();
  }

  private void keep(List<AssetRow> page) {
    Set<Long> kept = work.call(transaction -> keep(transaction.connection(), page));
    for (AssetRow row : page) {
      // The same asset taken out twice, or taken out and put in, is no contradiction.
      if (!kept.contains(row.line()) && !row.gone()) {
        faults.add(row.line(), "id", row.id() + " stands there twice", row.id() + " 重复出现");
      }
    }
  }

  private Set<Long> keep(Connection connection, List<AssetRow> page) throws SQLException {
    Set<Long> kept = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      Parameters parameters = new Parameters(statement);
      parameters.number(load.number());
      parameters.array(page, AssetRow::id);
      parameters.array(page, row -> Long.toString(row.line()));
      parameters.array(page, row -> Boolean.toString(row.gone()));
      values(parameters, page);
      lines(statement, kept);
    }
    List<AssetRow> left =
        page.stream().filter(row -> !row.gone() && !kept.contains(row.line())).toList();
    if (!left.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(PUT_WINS)) {
        Parameters parameters = new Parameters(statement);
        parameters.array(left, AssetRow::id);
        parameters.array(left, row -> Long.toString(row.line()));
        values(parameters, left);
        parameters.number(load.number());
        lines(statement, kept);
      }
    }
    return kept;
  }

  private static void values(Parameters parameters, List<AssetRow> rows) throws SQLException {
    parameters.array(rows, AssetRow::kind);
    parameters.array(rows, AssetRow::name);
    parameters.array(rows, AssetRow::parent);
    parameters.array(rows, AssetRow::region);
    parameters.array(rows, AssetRow::voltage);
    parameters.array(rows, AssetRow::capacity);
    parameters.array(rows, AssetRow::normallyOpen);
    parameters.array(rows, AssetRow::toldAt);
  }

  private static void lines(PreparedStatement statement, Set<Long> into) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        into.add(row.getLong(1));
      }
    }
  }
}
