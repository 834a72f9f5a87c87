package io.lamplighter.store;

import io.lamplighter.api.store.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running transaction; the entity manager is made when the work first asks for it. */
final class LocalTransaction implements Transaction {
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

  void commit() throws SQLException {
    if (entities != null) {
      // Writes the pending entities; the connection itself is committed below.
      entities.getTransaction().commit();
      entities.close();
    }
    connection.commit();
  }

  void rollback(Throwable cause) {
    EntityManager manager = entities;
    if (manager != null) {
      attempt(
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
    attempt(cause, connection::rollback);
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

  private static void attempt(Throwable cause, Step step) {
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
