package io.lamplighter.learning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that was learned here, without its table.
 *
 * @param model its name
 * @param why why it was refused; null when it was not
 * @param since when it came to its state
 * @param by whose doing that was
 * @param version grows with every change; the ETag
 */
record Version(
    long no,
    String model,
    VersionState state,
    @Nullable String why,
    Instant since,
    String by,
    Instant trainedAt,
    String trainedBy,
    Origin origin,
    Trial trial,
    Preview preview,
    long version) {
  /**
   * What it was learned from, in counts.
   *
   * @param base name of the model that shipped then
   * @param shipped texts that ship
   * @param corrected texts that people corrected or confirmed
   * @param people by how many different phones and customers they were written
   * @param newParts parts in it that the model that ships has not
   */
  record Origin(String base, int shipped, int corrected, int people, int newParts) {}

  /**
   * How it did on the control texts.
   *
   * @param against name of the one in force then
   * @param dangerAll control texts of danger
   * @param danger how many of them it finds
   * @param againstDanger how many the other one finds
   * @param missed how many the other one finds and it does not
   */
  record Trial(
      String against,
      double macroF1,
      double againstF1,
      int dangerAll,
      int danger,
      int againstDanger,
      int missed) {}

  /**
   * What it tells otherwise of last month's texts than the one in force then.
   *
   * @param judged how many texts both have judged
   */
  record Preview(int judged, List<Count> changes) {
    Preview {
      changes = List.copyOf(changes);
    }
  }

  /** So many requests told to be of one kind are told to be of another. */
  record Count(String before, String after, int count) {}

  /** A request that is told to be of another kind. */
  record Change(String requestNo, String region, String before, String after) {}
}
