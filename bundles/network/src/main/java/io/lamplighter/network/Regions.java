package io.lamplighter.network;

import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives assets without a region the one of what they hang on, level by level. */
final class Regions {
  /** From substation to line, to transformer, to service point. */
  private static final int LEVELS = 3;

  private static final int PAGE = 20_000;

  private static final String LAST_OF_PAGE =
      """
      select max(id) from (
        select id from network.asset_row where load = ? and id > ? order by id limit ?) page""";

  private static final String INHERIT =
      """
      update network.asset_row r
         set region = coalesce(
           (select p.region from network.asset_row p where p.load = r.load and p.id = r.parent),
           (select a.region from network.asset a where a.id = r.parent limit 1))
       where r.load = ? and r.id > ? and r.id <= ? and r.region is null and not r.gone
         and r.parent is not null""";

  private final UnitOfWork work;
  private final Load load;

  Regions(UnitOfWork work, Load load) {
    this.work = work;
    this.load = load;
  }

  /** In pages: a long transaction would hold up everybody who follows the journal. */
  void inherit() {
    for (int level = 0; level < LEVELS; level++) {
      Optional<String> after = Optional.of("");
      while (after.isPresent()) {
        after = page(after.get());
      }
    }
  }

  /** The last id of the page; empty when there was none. */
  private Optional<String> page(String after) {
    return work.call(
        transaction -> {
          @Nullable String last;
          try (PreparedStatement statement =
              transaction.connection().prepareStatement(LAST_OF_PAGE)) {
            statement.setLong(1, load.number());
            statement.setString(2, after);
            statement.setInt(3, PAGE);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              last = row.getString(1);
            }
          }
          if (last != null) {
            try (PreparedStatement statement = transaction.connection().prepareStatement(INHERIT)) {
              statement.setLong(1, load.number());
              statement.setString(2, after);
              statement.setString(3, last);
              statement.executeUpdate();
            }
          }
          return Optional.ofNullable(last);
        });
  }
}
