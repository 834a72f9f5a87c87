package io.lamplighter.api.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** How the followers of the journal are doing. */
@ProviderType
public interface Readers {
  List<Status> all();

  /**
   * One reader.
   *
   * @param present whether a service of that name is running on this node
   * @param cursor the last entry it has handled
   * @param behind entries still to handle, counted up to 100,000
   * @param lag age of the oldest entry still to handle; zero when none is
   * @param failures failed attempts since the last success
   * @param lastError why the last attempt failed, null after a success
   * @param retryAt when it tries again, null unless it has failed
   */
  record Status(
      String name,
      boolean present,
      Cursor cursor,
      long behind,
      Duration lag,
      int failures,
      @Nullable String lastError,
      @Nullable Instant retryAt) {}
}
