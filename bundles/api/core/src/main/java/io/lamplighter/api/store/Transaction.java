package io.lamplighter.api.store;

import java.sql.Connection;
import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/** One running local transaction: entities and JDBC see and change the same uncommitted rows. */
@ProviderType
public interface Transaction {
  /**
   * The transaction's own connection. Statements name tables with their schema ({@code
   * desk.request}), since connections are shared by all bundles. Not to be committed, rolled back
   * or closed by the caller.
   */
  Connection connection();

  /**
   * The entity manager on the same connection; pending entity changes are flushed before commit, or
   * by {@code flush()}.
   *
   * @throws IllegalStateException when the bundle has no persistence unit
   */
  EntityManager entities();

  /**
   * Runs {@code action} after a successful commit, on the same thread; it must be quick and must
   * not throw.
   */
  void afterCommit(Runnable action);
}
