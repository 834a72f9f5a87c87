package io.lamplighter.store;

import io.lamplighter.api.store.Commands;
import io.lamplighter.api.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The commands that are being done, each on its thread. */
final class LocalCommands implements Commands {
  private final ThreadLocal<@Nullable LocalCommand> current = new ThreadLocal<>();

  @Override
  public Command begin() {
    if (current.get() != null) {
      throw new IllegalStateException("A command is being done on this thread");
    }
    LocalCommand command = new LocalCommand();
    current.set(command);
    return command;
  }

  /** The one of this thread. */
  @Nullable LocalCommand current() {
    return current.get();
  }

  /** Has at most one transaction that waits: the last. */
  final class LocalCommand implements Command {
    private @Nullable LocalTransaction waiting;

    /** Commits the one before, if there is one: only the last waits. */
    void beginsAnother() {
      commit(transaction -> {});
    }

    void waitFor(LocalTransaction transaction) {
      waiting = transaction;
    }

    @Override
    public boolean commit(UnitOfWork.Action last) {
      LocalTransaction transaction = waiting;
      if (transaction == null) {
        return false;
      }
      waiting = null;
      try (transaction) {
        transaction.attempt(
            running -> {
              last.in(running);
              return Boolean.TRUE;
            });
        transaction.commit();
      } catch (Exception failure) {
        throw SqlFailures.translate(failure);
      }
      transaction.runAfterCommit();
      return true;
    }

    @Override
    public void close() {
      current.remove();
      LocalTransaction transaction = waiting;
      waiting = null;
      if (transaction != null) {
        transaction.abandon();
      }
    }
  }
}
