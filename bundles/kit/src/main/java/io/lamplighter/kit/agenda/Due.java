package io.lamplighter.kit.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing whose time has come, and that is ours for a while.
 *
 * @param version which taking this is: another node's, or a time put in afresh, makes it a new one
 * @param since when it was due first
 * @param attempts how often it has been taken, this time included
 * @param cause why it was not done the last time
 */
public record Due(
    long id,
    int version,
    String key,
    String subject,
    Instant due,
    Instant since,
    int attempts,
    @Nullable String cause) {
  /** Not done now: it comes again at that time. */
  public Later later(Instant at, @Nullable String cause) {
    return new Later(this, at, cause);
  }

  /**
   * A thing that comes again.
   *
   * @param cause why it was not done; null leaves the last one
   */
  public record Later(Due due, Instant at, @Nullable String cause) {}
}
