package io.lamplighter.camel;

import io.lamplighter.api.desk.Desk;
import org.jspecify.annotations.Nullable;

/** Where the desk is. */
@FunctionalInterface
interface Desks {
  /** The desk; waits a little for one that is being swapped. Null when there is none. */
  @Nullable Desk find() throws InterruptedException;
}
