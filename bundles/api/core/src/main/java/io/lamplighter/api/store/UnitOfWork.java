package io.lamplighter.api.store;

import io.lamplighter.api.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs work of one bundle in one local transaction on its own schema. The store registers one such
 * service for each bundle with the header {@code Lamplighter-Schema}, with the service property
 * {@link #SCHEMA}, once that schema's migrations have run.
 */
@ProviderType
public interface UnitOfWork {
  /** Service property: the schema, which is also the name of the bundle's persistence unit. */
  String SCHEMA = "schema";

  /**
   * Runs {@code work} in a new transaction: committed when it returns, rolled back when it throws.
   * Not nested: a call inside a call is a second, independent transaction.
   *
   * @throws Refusal as the work throws it, after rollback
   * @throws Refusal.Unavailable when the database is away or has no free connection within the
   *     limit
   * @throws StoreException for every other failure, with its cause
   */
  <T> T call(Work<T> work);

  /**
   * As {@link #call} for one statement that only reads: it needs no transaction, and so no round
   * trip to end one.
   */
  default <T> T read(Work<T> work) {
    return call(work);
  }

  /**
   * As {@link #call} for work that may find nothing.
   *
   * @return what it has found, or null
   */
  default <T> @Nullable T find(Search<T> work) {
    return call(transaction -> Optional.ofNullable(work.in(transaction))).orElse(null);
  }

  /** As {@link #call} for work without a result. */
  default void run(Action action) {
    call(
        transaction -> {
          action.in(transaction);
          return Boolean.TRUE;
        });
  }

  /**
   * As {@link #call}, for a transaction that is all that a caller's command does. Inside a {@link
   * Commands.Command} it is committed only with the answer to it, so until then nobody is to hear
   * of it: what follows from it is done {@link Transaction#afterCommit}, and this thread does
   * nothing that needs it or takes long. Everywhere else it is committed when this returns.
   */
  default <T> T command(Work<T> work) {
    return call(work);
  }

  /** Work with a result. */
  @FunctionalInterface
  interface Work<T> {
    T in(Transaction transaction) throws Exception;
  }

  /** Work that may find nothing. */
  @FunctionalInterface
  interface Search<T> {
    @Nullable T in(Transaction transaction) throws Exception;
  }

  /** Work without a result. */
  @FunctionalInterface
  interface Action {
    void in(Transaction transaction) throws Exception;
  }
}
