package io.lamplighter.network;

import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What must hold for a file as a whole. {@code next} is the network as it would be: the file's
 * assets, and for a delta those in force that it does not speak of.
 */
final class AssetRules {
  private static final String NEXT =
      """
      with file as (select * from network.asset_row where load = ?),
      base as (
        select a.* from network.asset a
         where not (? and starts_with(a.region, ?))
           and not exists (select from file f where f.id = a.id)),
      put as (select * from file where not gone),
      parents as (
        select c.line, c.id, c.kind, c.parent,
               coalesce(p.kind, b.kind) as parent_kind
          from put c left join put p on p.id = c.parent left join base b on b.id = c.parent
         where c.parent is not null)
      """;

  private static final String CHANGED_UNKNOWN =
      NEXT
          + "select line, 'id', id || ' is changed, but is not there', id || ' 不存在，无法变更'"
          + " from put where about is not null and kind is null";

  private static final String UNKNOWN_PARENT =
      NEXT
          + "select line, 'parent', id || ' hangs on ' || parent || ', which is not there',"
          + " id || ' 的上级 ' || parent || ' 不存在' from parents where parent_kind is null";

  private static final String WRONG_PARENT =
      NEXT
          + """
          select line, 'parent', id || ', a ' || kind || ', cannot hang on ' || parent || ', a ' || parent_kind,
                 id || '（' || kind || '）的上级不能是 ' || parent || '（' || parent_kind || '）'
            from parents
           where parent_kind is not null and (kind, parent_kind) not in (
             ('line', 'substation'), ('transformer', 'line'), ('transformer', 'substation'),
             ('switch', 'line'), ('switch', 'substation'), ('service-point', 'transformer'))""";

  private static final String NO_PARENT =
      NEXT
          + "select line, 'parent', id || ', a ' || kind || ', hangs on nothing',"
          + " id || '（' || kind || '）没有上级' from put"
          + " where parent is null and kind in ('transformer', 'switch', 'service-point')";

  private static final String NO_REGION =
      NEXT
          + "select line, 'region', id || ' has no region, and nothing above it has one',"
          + " id || ' 及其上级均无区域' from put where region is null";

  private static final String OTHER_REGION =
      NEXT
          + "select line, 'region', id || ' is of region ' || region || ', the file of ' || ?,"
          + " id || ' 属于区域 ' || region || '，而文件属于 ' || ? from put"
          + " where not starts_with(region, ?)";

  private static final String TAKEN_ELSEWHERE =
      NEXT
          + "select f.line, 'id', f.id || ' is an asset of another region already',"
          + " f.id || ' 已属于其他区域' from file f join network.asset a on a.id = f.id"
          + " where not starts_with(a.region, ?)";

  private static final String ORPHANS =
      NEXT
          + "select coalesce(f.line, 0), 'id', b.parent || ' is gone, but ' || b.id || ' hangs on it',"
          + " b.parent || ' 已移除，但 ' || b.id || ' 仍挂接其上' from base b"
          + " left join file f on f.id = b.parent"
          + " where b.parent is not null and not exists (select from put p where p.id = b.parent)"
          + " and not exists (select from base o where o.id = b.parent)";

  private final Connection connection;
  private final Load load;
  private final Faults faults;

  AssetRules(Connection connection, Load load, Faults faults) {
    this.connection = connection;
    this.load = load;
    this.faults = faults;
  }

  /** Checks all of them; what is broken is among the faults. */
  void check() throws SQLException {
    joinAsAWhole();
    check(CHANGED_UNKNOWN);
    check(UNKNOWN_PARENT);
    check(WRONG_PARENT);
    check(NO_PARENT);
    check(NO_REGION);
    check(OTHER_REGION, load.region(), load.region(), load.region());
    check(TAKEN_ELSEWHERE, load.region());
    check(ORPHANS);
  }

  /**
   * The database does not know yet how much has just been put in. Taking it for little, it would
   * compare every row with every other one, for hours.
   */
  private void joinAsAWhole() throws SQLException {
    new Sql(connection, "set local enable_nestloop = off").call();
  }

  private void check(String rule, Object... regions) throws SQLException {
    if (faults.none()) {
      // With any, the rest may only follow from what is known already.
      new Sql(connection, rule + " order by 1 limit " + Faults.MOST)
          .with(load.number(), load.full(), load.region())
          .with(regions)
          .each(row -> faults.add(row.number(), row.text(), row.text(), row.text()));
    }
  }
}
