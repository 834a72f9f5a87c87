package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import org.jspecify.annotations.Nullable;

/**
 * How much a full file may take out. One that leaves out a great part was mostly not meant so: half
 * an export, or a file of something else.
 *
 * @param largestPercent of what is in force
 * @param confirmed by the sender; null for nothing
 */
record Removals(int largestPercent, @Nullable Long confirmed) {
  private static final int ALL = 100;

  /**
   * @param standing assets in force
   * @throws Refusal.Conflict when it is all of them, or too large a share, and not confirmed
   */
  void check(long removed, long standing) {
    boolean large =
        removed > 0 && (removed == standing || removed * ALL > standing * largestPercent);
    if (large && !Long.valueOf(removed).equals(confirmed)) {
      throw new Refusal.Conflict(
          "network.removes-too-many",
          new Text(
              "The file would take out "
                  + removed
                  + " of "
                  + standing
                  + " assets. If that is meant, send it with confirmRemoved="
                  + removed,
              "该文件将移除 "
                  + standing
                  + " 个设备中的 "
                  + removed
                  + " 个。如确需移除，请附加 confirmRemoved="
                  + removed));
    }
  }
}
