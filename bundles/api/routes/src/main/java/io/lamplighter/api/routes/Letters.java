package io.lamplighter.api.routes;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The messages that routes could not deliver. To look needs the role integrator, administrator,
 * supervisor or assessor; to change, integrator or administrator; each within his region. Every
 * change is written to the journal: {@code letter.corrected}, {@code letter.replayed}, {@code
 * letter.discarded}.
 */
@ProviderType
public interface Letters {
  /**
   * Parked letters, oldest first.
   *
   * @param reader of one reader only; null for all
   */
  Page<Letter> find(Caller caller, @Nullable String reader, @Nullable String after, int limit);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code letter.unknown}, also for one of another
   *     region or one that was replayed meanwhile
   */
  Letter get(Caller caller, String id);

  /**
   * Gives a letter other data; it stays parked.
   *
   * @param seenVersion the version the caller saw; null skips the check
   * @throws io.lamplighter.api.Refusal.Stale when it has changed since
   */
  Letter correct(Caller caller, String id, @Nullable Long seenVersion, Map<String, Object> data);

  /**
   * Has letters delivered again, each before those that wait behind it. One that fails again is
   * parked again.
   *
   * @return how many; letters that are not parked any more are passed over
   */
  int replay(Caller caller, List<String> ids);

  /**
   * Has every letter of the caller's region delivered again.
   *
   * @param reader of one reader only; null for all
   */
  int replayAll(Caller caller, @Nullable String reader);

  /**
   * Gives a letter up; those behind it go on.
   *
   * @param why the reason, for the journal: no personal data
   */
  void discard(Caller caller, String id, String why);
}
