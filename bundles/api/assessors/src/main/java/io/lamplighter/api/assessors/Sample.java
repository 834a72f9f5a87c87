package io.lamplighter.api.assessors;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random sample (抽样): committed first, drawn when the commitment is sealed.
 *
 * @param region prefix of the regions that it is drawn from
 * @param from first day, in the zone of the house
 * @param to last day
 * @param size how many are wanted
 * @param commitment SHA-256 of the assessor's secret, in hex; the house does not know the secret
 * @param drawn null before
 * @param findings in their order; empty in lists
 * @param wrong what of its rows is not as the journal says; null in lists
 */
public record Sample(
    String no,
    long version,
    SampleOf of,
    String region,
    LocalDate from,
    LocalDate to,
    int size,
    String commitment,
    String committedBy,
    Instant committedAt,
    @Nullable Drawn drawn,
    List<Finding> findings,
    @Nullable List<String> wrong) {
  public Sample {
    findings = List.copyOf(findings);
  }

  /**
   * How it was drawn, so that everybody can draw again: of the population those whose {@code
   * SHA-256(seed + ":" + number)} is lowest.
   *
   * @param secret of which {@link Sample#commitment} is the hash
   * @param block in which the commitment is sealed; what is in later ones is not drawn from
   * @param head hash of that block's head
   * @param seed SHA-256 of {@code secret + ":" + head}, in hex
   * @param population out of how many
   * @param populationDigest SHA-256 of their numbers in order, each with a line feed after it
   * @param casesDigest SHA-256 of the cases, each a line: its number, a space, the cursors of its
   *     evidence with commas
   * @param cases numbers of what was drawn, the lowest hash first
   */
  public record Drawn(
      String secret,
      long block,
      String head,
      String seed,
      int population,
      String populationDigest,
      String casesDigest,
      String by,
      Instant at,
      List<String> cases) {
    public Drawn {
      cases = List.copyOf(cases);
    }
  }

  /**
   * What was found of a case; a later one of the same case adds to it, and takes nothing back.
   *
   * @param salt without which words of few choices would be guessed from the digest
   * @param digest SHA-256 of its row: salt, sample, case, verdict, who, when and words, with line
   *     feeds between; its entry has it
   */
  public record Finding(
      String caseNo,
      Verdict verdict,
      String words,
      String by,
      Instant at,
      String salt,
      String digest) {}
}
