package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;
import org.jspecify.annotations.Nullable;

/** Sends one entry down its route. */
@FunctionalInterface
interface Delivery {
  /** Null when it is delivered, else why not; {@link Withheld} is no failure. Must not throw. */
  @Nullable Throwable attempt(Entry entry);
}
