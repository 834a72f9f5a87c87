package io.lamplighter.api.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The open sessions of people: everybody sees and ends his own, an administrator his region's. */
@ProviderType
public interface Sessions {
  /**
   * Those the caller may end, last used first, at most {@link io.lamplighter.api.Page#MAX}.
   *
   * @param user of whom; null for everybody's
   */
  List<Open> open(Caller caller, @Nullable String user);

  /**
   * Ends one at once, with the streams that hang on it. In the journal: {@code session.closed}.
   *
   * @throws io.lamplighter.api.Refusal.NotFound {@code session.unknown} also for one that the
   *     caller may not end
   */
  void end(Caller caller, String id);

  /**
   * An open session.
   *
   * @param id names it; it is not the token and opens nothing
   * @param usedAt exact to a minute
   * @param expiresAt when it ends, used or not
   * @param address where it was opened from, empty when unknown
   */
  record Open(
      String id,
      String user,
      Instant openedAt,
      Instant usedAt,
      Instant expiresAt,
      String address) {}
}
