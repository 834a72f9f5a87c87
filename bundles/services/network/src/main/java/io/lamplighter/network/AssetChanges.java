package io.lamplighter.network;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.network.AssetSwitch.InForce;

/**
 * Completes what a delta changes of assets with what is in force of them, so that from then on each
 * is told as a whole. May be done again when that has changed.
 */
final class AssetChanges {
  /** What hangs somewhere else now is of the region there, unless it says which. */
  private static final String COMPLETE =
      """
      update network.asset_row r
         set kind = case when 'kind' = any (r.about) then r.kind else o.kind end,
             name = case when 'name' = any (r.about) then r.name else o.name end,
             parent = case when 'parent' = any (r.about) then r.parent else o.parent end,
             region = case when 'region' = any (r.about) then r.region
               when 'parent' = any (r.about) then null else o.region end,
             voltage = case when 'voltage' = any (r.about) then r.voltage else o.voltage end,
             capacity = case when 'capacity' = any (r.about) then r.capacity else o.capacity end,
             normally_open = case when 'normallyOpen' = any (r.about) then r.normally_open
               else o.normally_open end
        from network.asset_row c
        left join network.asset_row o on o.load = ? and o.id = c.id and not o.gone
       where c.load = ? and c.id > ? and c.id <= ? and c.about is not null and not c.gone
         and r.load = c.load and r.id = c.id""";

  private static final int PAGE = 20_000;

  private static final String CHANGED =
      "select id from network.asset_row"
          + " where load = ? and id > ? and about is not null and not gone";

  private final IdPages pages;
  private final Load load;

  AssetChanges(UnitOfWork work, Load load) {
    pages = new IdPages(work, load, PAGE, CHANGED);
    this.load = load;
  }

  void complete(InForce base) {
    pages.each(
        (connection, after, last) ->
            new Sql(connection, COMPLETE).with(base.load(), load.number(), after, last).run());
  }
}
