package io.lamplighter.api.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Samples. Supervisors, assessors and administrators look at those of their region; only an
 * assessor, who is nothing else, commits, draws, goes through evidence and records what he finds.
 */
@ProviderType
public interface Samples {
  /** The newest first. */
  Page<Sample> find(Caller caller, @Nullable String after, int limit);

  /**
   * @throws Refusal.NotFound {@code sample.unknown}
   */
  Sample get(Caller caller, String no);

  /**
   * Fixes what is to be drawn, and the secret by which.
   *
   * @throws Refusal.Forbidden {@code sample.not-independent} when the caller has another role
   * @throws Refusal.Invalid naming every field that is missing or wrong
   */
  Sample commit(Caller caller, SampleOrder order);

  /**
   * Draws, once.
   *
   * @param seen the version that the caller saw; null when any will do
   * @throws Refusal.Invalid {@code /secret} when it is not the one that was committed
   * @throws Refusal.Conflict {@code sample.not-sealed} until the commitment is, {@code
   *     sample.drawn}, {@code sample.empty}, {@code sample.too-large}
   * @throws Refusal.Stale when it has changed since
   */
  Sample draw(Caller caller, String no, @Nullable Long seen, String secret);

  /**
   * The evidence of a drawn case; the look is on record.
   *
   * @throws Refusal.NotFound {@code sample.unknown}, {@code sample.case-unknown}
   */
  CaseEvidence evidence(Caller caller, String no, String caseNo);

  /**
   * Records what was found of a case.
   *
   * @throws Refusal.Invalid {@code /verdict}, {@code /words}
   * @throws Refusal.Conflict {@code sample.full} after 400
   */
  Sample record(Caller caller, String no, String caseNo, @Nullable Verdict verdict, String words);
}
