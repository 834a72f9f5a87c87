package io.lamplighter.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * For whoever takes commands in and answers them: the answer is committed in the very transaction
 * that has done the command ({@link UnitOfWork#command}), both or neither. Offered by the store.
 */
@ProviderType
public interface Commands {
  /**
   * Begins a command on this thread, on which it is done and ended.
   *
   * @throws IllegalStateException inside another
   */
  Command begin();

  /** A command that is being done. */
  @ProviderType
  interface Command extends AutoCloseable {
    /**
     * Commits what has been done, together with {@code last}.
     *
     * @return false when nothing waits for it: {@code last} was not run, and whatever was done has
     *     been committed by itself
     * @throws io.lamplighter.api.Refusal.Unavailable as {@link UnitOfWork#call}; nothing is done
     *     then
     * @throws StoreException when {@code last} fails; nothing is done then
     */
    boolean commit(UnitOfWork.Action last);

    /** Ends the command; what has not been committed is rolled back. */
    @Override
    void close();
  }
}
