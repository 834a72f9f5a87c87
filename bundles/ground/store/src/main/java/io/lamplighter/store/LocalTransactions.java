package io.lamplighter.store;

import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs the work of one bundle in transactions of one connection each. */
final class LocalTransactions implements UnitOfWork, AutoCloseable {
  private final DataSource pool;
  private final @Nullable EntityUnit entities;
  private final LocalCommands commands;

  LocalTransactions(DataSource pool, @Nullable EntityUnit entities, LocalCommands commands) {
    this.pool = pool;
    this.entities = entities;
    this.commands = commands;
  }

  @Override
  public <T> T call(Work<T> work) {
    LocalTransaction transaction;
    T result;
    try (LocalTransaction running = begin()) {
      transaction = running;
      result = running.attempt(work);
      running.commit();
    } catch (Exception failure) {
      throw SqlFailures.translate(failure);
    }
    transaction.runAfterCommit();
    return result;
  }

  @Override
  public <T> T command(Work<T> work) {
    LocalCommands.LocalCommand command = commands.current();
    if (command == null) {
      return call(work);
    }
    command.beginsAnother();
    try {
      LocalTransaction running = begin();
      T result = running.attemptOrClose(work);
      command.waitFor(running);
      return result;
    } catch (Exception failure) {
      throw SqlFailures.translate(failure);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(true);
      return work.in(new LocalTransaction(connection, null));
    } catch (Exception failure) {
      throw SqlFailures.translate(failure);
    }
  }

  private LocalTransaction begin() throws SQLException {
    return new LocalTransaction(pool.getConnection(), entities);
  }

  @Override
  public void close() {
    if (entities != null) {
      entities.close();
    }
  }
}
