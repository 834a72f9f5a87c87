package io.lamplighter.api.systems;

import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Asks another system for something while a person waits: a bill, a reading, a fee. */
@ProviderType
public interface Lookups {
  /** Names of what can be asked here and now. */
  Set<String> names();

  /**
   * Asks within the lookup's time limit. A system that is away, slow or talks nonsense is no error:
   * the answer says so, and holds what was heard last.
   *
   * @param name as in {@code bill}
   * @param key number of what it is about, as in a customer number
   * @throws io.lamplighter.api.Refusal.NotFound when there is no such lookup, or the caller may not
   *     know of such a customer, request or asset
   */
  Answer ask(Caller caller, String name, String key);

  /** How good an answer is. */
  enum State {
    /** Asked just now, or within the time an answer holds. */
    CURRENT,
    /** The system does not answer now; this is what it said last. */
    OUTDATED,
    /** The system does not answer now, and nothing is known. */
    UNAVAILABLE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param asOf when the system said it; null when unavailable
   * @param data what it said; empty when unavailable
   */
  record Answer(State state, @Nullable Instant asOf, Map<String, Object> data) {}
}
