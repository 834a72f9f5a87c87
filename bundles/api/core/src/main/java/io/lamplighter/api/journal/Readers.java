package io.lamplighter.api.journal;

import io.lamplighter.api.security.Caller;
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
   * Gives up the cursor of a reader that is not there any more, and what it had taken and not yet
   * handled. Written to the journal: {@code reader.forgotten}. Should it come back it begins anew.
   *
   * @param caller an integrator or administrator of the house's whole region
   * @throws io.lamplighter.api.Refusal.Forbidden {@code other-region}
   * @throws io.lamplighter.api.Refusal.NotFound {@code reader.unknown}
   * @throws io.lamplighter.api.Refusal.Conflict {@code reader.running}
   */
  void forget(Caller caller, String name);

  /**
   * One reader.
   *
   * @param present whether it runs: on this node, or seen on another within the last half minute
   * @param cursor the last entry it has handled
   * @param behind entries still to handle, counted up to 100,000
   * @param lag age of the oldest entry still to handle; zero when none is
   * @param failures failed attempts since the last success
   * @param lastError why the last attempt failed, null after a success; may hold data of any
   *     region, and is shown to whom the house's whole region is open
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
