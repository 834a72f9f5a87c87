package io.lamplighter.api.assessors;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Words;

/**
 * What happens to samples; the subject is the sample's number. What is said in words is not told.
 */
public sealed interface SampleFact {
  /**
   * @throws IllegalArgumentException when the entry is not one of a sample
   */
  static SampleFact of(Entry entry) {
    return entry.as(SampleFact.class);
  }

  /**
   * @param of requests, files or visits
   * @param region prefix of the regions that it is drawn from
   * @param from first day
   * @param to last day
   * @param commitment SHA-256 of the assessor's secret, in hex
   */
  @FactType(
      value = "sample.committed",
      says = "An assessor has fixed what he draws, and by what, before anybody can know the draw.")
  record Committed(
      String sample,
      @Words(SampleOf.class) String of,
      String region,
      String from,
      String to,
      long size,
      String commitment)
      implements SampleFact {}

  /**
   * @param secret of which the commitment is the hash
   * @param block in which the commitment is sealed
   * @param head hash of that block's head
   * @param seed SHA-256 of {@code secret:head}, in hex
   * @param population out of how many
   * @param populationDigest SHA-256 of their numbers
   * @param size how many were drawn
   * @param casesDigest SHA-256 of those and their evidence
   */
  @FactType(value = "sample.drawn", says = "A sample was drawn, so that everybody can draw again.")
  record Drawn(
      String sample,
      String secret,
      long block,
      String head,
      String seed,
      long population,
      String populationDigest,
      long size,
      String casesDigest)
      implements SampleFact {}

  /**
   * @param caseNo of what was drawn
   * @param verdict in-order, wrong or unclear
   * @param digest SHA-256 of the finding's row
   */
  @FactType(value = "finding.recorded", says = "An assessor has said what he finds of a case.")
  record Recorded(String sample, String caseNo, @Words(Verdict.class) String verdict, String digest)
      implements SampleFact {}
}
