package io.lamplighter.api.network;

import io.lamplighter.api.journal.FactType;

/** What is written when a network comes in; the subject is {@code network} and its region. */
public sealed interface NetworkFact {
  /**
   * @param extent full or change
   * @param version of the network in force
   */
  @FactType(value = "network.switched", says = "A region's network was switched over to a load.")
  record Switched(long load, String extent, long version, long added, long changed, long removed)
      implements NetworkFact {}

  @FactType(value = "network.placed", says = "Addresses and shapes of assets came in.")
  record Placed(long load, long added, long changed) implements NetworkFact {}
}
