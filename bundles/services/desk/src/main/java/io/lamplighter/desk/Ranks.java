package io.lamplighter.desk;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.util.Optional;
import javax.persistence.LockModeType;

/**
 * What a request is with those merged under it: as urgent as the most urgent of them, an emergency
 * when one of them is. Their limits are the clocks' matter.
 */
final class Ranks {
  private Ranks() {}

  /**
   * Lets a request rank with one that has come under it.
   *
   * @return what is to be said of it; nothing when it ranks as before
   */
  static Optional<Fact> join(
      Transaction transaction, String firstNo, String childNo, int priority, RequestKind kind)
      throws SQLException {
    RequestEntity first = locked(transaction, firstNo);
    int rank = Math.max(priority, first.priority());
    boolean danger = kind == RequestKind.EMERGENCY || first.isDangerByOthers();
    return changed(transaction, first, first.rankWith(rank, danger), childNo);
  }

  /** Lets a request rank with those that are left under it, now that one has gone. */
  static Optional<Fact> leave(Transaction transaction, String firstNo, String childNo)
      throws SQLException {
    RequestEntity first = locked(transaction, firstNo);
    FamilyTables.Rank left = new FamilyTables(transaction.connection()).rankUnder(firstNo);
    boolean changed = first.rankWith(left.priority(), left.danger());
    return changed(transaction, first, changed, childNo);
  }

  private static Optional<Fact> changed(
      Transaction transaction, RequestEntity first, boolean ranks, String because) {
    if (!ranks) {
      return Optional.empty();
    }
    transaction.entities().flush();
    return Optional.of(Facts.ranked(first, because));
  }

  private static RequestEntity locked(Transaction transaction, String requestNo) {
    return transaction
        .entities()
        .find(RequestEntity.class, requestNo, LockModeType.PESSIMISTIC_WRITE);
  }
}
