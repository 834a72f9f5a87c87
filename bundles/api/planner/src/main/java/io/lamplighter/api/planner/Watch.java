package io.lamplighter.api.planner;

import org.osgi.annotation.versioning.ConsumerType;

/** Looks over a search's shoulder; called by its thread, so be quick. */
@ConsumerType
public interface Watch {
  /** Waits for the end. */
  Watch NONE = () -> false;

  /** Asked all the time: true ends the search with the best so far. */
  boolean cancelled();

  /** Told a few times a second. */
  default void progress(Progress progress) {}
}
