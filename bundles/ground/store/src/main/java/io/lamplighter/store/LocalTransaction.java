package io.lamplighter.store;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running transaction; the entity manager is made when the work first asks for it. */
final class LocalTransaction implements Transaction, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTransaction.class);

  private final Connection connection;
  private final @Nullable EntityUnit unit;
  private @Nullable EntityManager entities;
  private @Nullable List<Runnable> afterCommit;

  LocalTransaction(Connection connection, @Nullable EntityUnit unit) {
    this.connection = connection;
    this.unit = unit;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public EntityManager entities() {
    if (unit == null) {
      throw new IllegalStateException("The bundle has no persistence unit");
    }
    if (entities == null) {
      entities = unit.open(connection);
    }
    return entities;
  }

  @Override
  public void afterCommit(Runnable action) {
    if (afterCommit == null) {
      afterCommit = new ArrayList<>();
    }
    afterCommit.add(action);
  }

  /** Does {@code work} and writes what it has changed; rolls back when that fails. */
  <T> T attempt(UnitOfWork.Work<T> work) throws Exception {
    try {
      T result = work.in(this);
      writeEntities();
      return result;
    } catch (Throwable failure) {
      throw undone(failure);
    }
  }

  /** As {@link #attempt}; gives the connection back when it fails, and else keeps it. */
  <T> T attemptOrClose(UnitOfWork.Work<T> work) throws Exception {
    try {
      return attempt(work);
    } catch (Throwable failure) {
      quietly(failure, this::close);
      throw failure;
    }
  }

  private void writeEntities() {
    if (entities != null) {
      // Writes the pending entities; the connection itself is committed later.
      entities.getTransaction().commit();
      entities.close();
      entities = null;
    }
  }

  void commit() throws Exception {
    try {
      connection.commit();
    } catch (Throwable failure) {
      throw undone(failure);
    }
  }

  private Exception undone(Throwable failure) throws Exception {
    // The pool has taken the connection away when it was lost, whatever the work made of that.
    boolean lost = connection.isClosed();
    rollback(failure);
    if (failure instanceof Error error) {
      throw error;
    }
    Exception exception = (Exception) failure;
    return lost ? SqlFailures.lost(exception) : exception;
  }

  private void rollback(Throwable cause) {
    EntityManager manager = entities;
    if (manager != null) {
      quietly(
          cause,
          () -> {
            if (manager.isOpen()) {
              if (manager.getTransaction().isActive()) {
                manager.getTransaction().rollback();
              }
              manager.close();
            }
          });
    }
    quietly(cause, connection::rollback);
  }

  /** Rolls back what nobody wants any more, and gives the connection back. */
  void abandon() {
    IllegalStateException nobody = new IllegalStateException("Not committed");
    rollback(nobody);
    quietly(nobody, this::close);
    if (nobody.getSuppressed().length > 0) {
      LOG.debug("A transaction was left to the database to roll back", nobody);
    }
  }

  /** Gives the connection back. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }

  void runAfterCommit() {
    if (afterCommit != null) {
      for (Runnable action : afterCommit) {
        try {
          action.run();
        } catch (RuntimeException e) {
          LOG.error("An action after a commit failed; the commit stands", e);
        }
      }
    }
  }

  private static void quietly(Throwable cause, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private interface Step {
    void run() throws SQLException;
  }
}
