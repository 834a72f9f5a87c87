package io.lamplighter.network;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;

/** Gives assets without a region the one of what they hang on, level by level. */
final class Regions {
  /** From substation to line, to transformer, to service point. */
  private static final int LEVELS = 3;

  private static final String INHERIT =
      """
      update network.asset_row r
         set region = coalesce(
           (select p.region from network.asset_row p where p.load = r.load and p.id = r.parent),
           (select a.region from network.asset a where a.id = r.parent limit 1))
       where r.load = ? and r.id > ? and r.id <= ? and r.region is null and not r.gone
         and r.parent is not null""";

  private static final int PAGE = 20_000;
  private static final String ALL = "select id from network.asset_row where load = ? and id > ?";

  private final IdPages pages;
  private final Load load;

  Regions(UnitOfWork work, Load load) {
    pages = new IdPages(work, load, PAGE, ALL);
    this.load = load;
  }

  void inherit() {
    for (int level = 0; level < LEVELS; level++) {
      pages.each(
          (connection, after, last) ->
              new Sql(connection, INHERIT).with(load.number(), after, last).run());
    }
  }
}
