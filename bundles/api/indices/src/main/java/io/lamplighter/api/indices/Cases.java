package io.lamplighter.api.indices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The cases of one index, while an entry is read. */
@ProviderType
public interface Cases {
  /** Null when there is none of that name. */
  @Nullable Case find(String id);

  /**
   * Those of a key in a time, the earliest first.
   *
   * @param to before then
   */
  List<Case> of(String key, Instant from, Instant to);

  /** Adds one, or puts it in the place of the one of that name. */
  void put(Case one);

  /** Takes one away; nothing happens when it is not there. */
  void remove(String id);
}
