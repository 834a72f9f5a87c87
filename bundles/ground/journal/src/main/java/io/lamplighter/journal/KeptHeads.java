package io.lamplighter.journal;

import io.lamplighter.api.journal.Seals.Damage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Holds the database's blocks against one set of heads that was kept outside it. */
final class KeptHeads {
  private final HeadsReader heads;
  private final String name;
  private final TrustedKeys trusted;
  private final Findings findings;
  private final long until;
  private final Allowed allowed;
  private long missingFrom;
  private long missingTo;

  /** Which blocks this set may lack. */
  interface Allowed {
    boolean lacks(Block block);
  }

  /**
   * @param until heads beyond this block are not looked at: they came after the snapshot
   */
  KeptHeads(
      HeadsReader heads,
      String name,
      TrustedKeys trusted,
      Findings findings,
      long until,
      Allowed allowed) {
    this.heads = heads;
    this.name = name;
    this.trusted = trusted;
    this.findings = findings;
    this.until = until;
    this.allowed = allowed;
  }

  void compare(Block block) throws IOException {
    long number = block.head().number();
    Block kept = heads.at(number);
    if (kept == null) {
      if (!allowed.lacks(block)) {
        missing(number);
      }
    } else if (isSound(kept) && !kept.head().hash().equals(block.head().hash())) {
      findings.block(
          Damage.CHAIN_BROKEN, number, "the head is not the one that is kept in " + name);
    }
  }

  private boolean isSound(Block kept) {
    // A page of heads as HTTP gives it does not name predecessors.
    boolean whole = kept.previous().isEmpty() || kept.hash().equals(kept.head().hash());
    if (!whole || !trusted.signed(kept)) {
      findings.block(
          Damage.SIGNATURE_WRONG,
          kept.head().number(),
          "its head in " + name + " is not signed by a trusted key");
      return false;
    }
    return true;
  }

  private void missing(long number) {
    if (missingFrom > 0 && number != missingTo + 1) {
      tellMissing();
    }
    missingFrom = missingFrom == 0 ? number : missingFrom;
    missingTo = number;
  }

  private void tellMissing() {
    if (missingFrom > 0) {
      findings.block(
          Damage.HEAD_MISSING,
          missingFrom,
          missingFrom == missingTo
              ? "its head is not kept in " + name
              : "the heads of blocks " + missingFrom + " to " + missingTo + " are not in " + name);
      missingFrom = 0;
    }
  }

  /** What is kept of blocks that the database does not have, and what is wrong with the set. */
  void end(long lastInDatabase) throws IOException {
    tellMissing();
    @Nullable Block kept = heads.from(lastInDatabase + 1);
    while (kept != null && kept.head().number() <= until) {
      if (isSound(kept)) {
        findings.cutOff(kept);
      }
      kept = heads.from(kept.head().number() + 1);
    }
    line(heads.broken(), "is no head");
    line(heads.contradicted(), "contradicts an earlier one");
  }

  private void line(long number, String what) {
    if (number > 0) {
      findings.block(Damage.SIGNATURE_WRONG, 0, "line " + number + " of " + name + " " + what);
    }
  }
}
