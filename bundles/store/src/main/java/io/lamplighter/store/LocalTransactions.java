package io.lamplighter.store;

import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs the work of one bundle in transactions of one connection each. */
final class LocalTransactions implements UnitOfWork, AutoCloseable {
  private final DataSource pool;
  private final @Nullable EntityUnit entities;

  LocalTransactions(DataSource pool, @Nullable EntityUnit entities) {
    this.pool = pool;
    this.entities = entities;
  }

  @Override
  public <T> T call(Work<T> work) {
    LocalTransaction transaction;
    T result;
    try (Connection connection = pool.getConnection()) {
      transaction = new LocalTransaction(connection, entities);
      try {
        result = work.in(transaction);
        transaction.commit();
      } catch (Throwable failure) {
        // The pool has taken the connection away when it was lost, whatever the work made of that.
        boolean lost = connection.isClosed();
        transaction.rollback(failure);
        if (lost && failure instanceof Exception e) {
          throw SqlFailures.lost(e);
        }
        throw failure;
      }
    } catch (Exception failure) {
      throw SqlFailures.translate(failure);
    }
    transaction.runAfterCommit();
    return result;
  }

  @Override
  public void close() {
    if (entities != null) {
      entities.close();
    }
  }
}
