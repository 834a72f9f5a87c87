package io.lamplighter.api.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What other systems have told us, as they last told it. Each change is a fact {@code
 * <kind>.recorded} about the record's subject, with its data and {@code system} and {@code record}.
 */
@ProviderType
public interface Records {
  /** What became of a telling. */
  enum Outcome {
    ADDED,
    CHANGED,
    /** Nothing new. */
    SAME,
    /** We have been told something newer already. */
    OLDER
  }

  /**
   * Takes a record in. The same again, or an older one, changes nothing.
   *
   * @throws io.lamplighter.api.Refusal.Forbidden for a record of another region than the caller's
   */
  Outcome put(Caller caller, SystemRecord told);

  /**
   * Records of the caller's region, the newest first; every criterion that is given must match.
   *
   * @param limit 1 to {@link Page#MAX}
   */
  Page<SystemRecord> find(
      Caller caller,
      @Nullable String system,
      @Nullable String kind,
      @Nullable String subject,
      @Nullable String after,
      int limit);
}
