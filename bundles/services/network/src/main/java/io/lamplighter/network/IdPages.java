package io.lamplighter.network;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A load's rows in the order of their ids, each page in a transaction of its own: a long one would
 * hold up everybody who follows the journal.
 */
final class IdPages {
  private final UnitOfWork work;
  private final Load load;
  private final int size;
  private final String lastOfPage;

  /** What is done with a page. */
  interface Page {
    /**
     * @param after the id before its first
     * @param last its last id
     */
    void in(Connection connection, String after, String last) throws SQLException;
  }

  /**
   * @param ids SQL that selects the {@code id}s of the rows that count; its parameters are the load
   *     and the id before the first
   */
  IdPages(UnitOfWork work, Load load, int size, String ids) {
    this.work = work;
    this.load = load;
    this.size = size;
    lastOfPage = "select max(id) from (" + ids + " order by id limit ?) page";
  }

  void each(Page page) {
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      after = next(after.get(), page);
    }
  }

  /** The last id of the page; empty when there was none. */
  private Optional<String> next(String after, Page page) {
    return work.call(
        transaction -> {
          Connection connection = transaction.connection();
          Optional<String> last =
              new Sql(connection, lastOfPage)
                  .with(load.number(), after, size)
                  .only(row -> Optional.ofNullable(row.maybeText()));
          if (last.isPresent()) {
            page.in(connection, after, last.get());
          }
          return last;
        });
  }
}
