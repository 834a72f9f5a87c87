package io.lamplighter.network;

import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;

/**
 * One file that is being read.
 *
 * @param region only assets in it may stand in the file; a full one replaces all of them
 */
record Load(long number, Format format, Extent extent, String region) {
  boolean full() {
    return extent == Extent.FULL;
  }
}
