package io.lamplighter.api.assessors;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal has about a drawn case.
 *
 * @param entries those that there were when it was drawn, in the journal's order
 */
public record CaseEvidence(String caseNo, List<Shown> entries) {
  public CaseEvidence {
    entries = List.copyOf(entries);
  }

  /**
   * An entry. No entry has personal data.
   *
   * @param entry its cursor
   * @param type {@value #MISSING} when the journal has it no more; then the next two are null
   * @param block in which it is sealed; null until it is, and when it is missing
   * @param head hash of that block's head
   * @param holds whether it is as it was sealed; null until it is
   */
  public record Shown(
      String entry,
      String type,
      @Nullable Instant at,
      @Nullable Map<String, Object> data,
      @Nullable Long block,
      @Nullable String head,
      @Nullable Boolean holds) {
    public static final String MISSING = "missing";
  }
}
