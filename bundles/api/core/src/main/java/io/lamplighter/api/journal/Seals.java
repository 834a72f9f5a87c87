package io.lamplighter.api.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.Text;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The sealed blocks of the journal, and the proof that nothing in them was touched. */
@ProviderType
public interface Seals {
  /**
   * Sealed heads, oldest first, after block number {@code after} (0 for all), at most {@link
   * Page#MAX}.
   */
  List<Head> heads(long after);

  /**
   * The last sealed heads, oldest first.
   *
   * @param most 1 to {@link Page#MAX}
   */
  List<Head> newest(int most);

  /** Age of the oldest entry that is not sealed yet; zero when all are. */
  Duration lag();

  /**
   * Checks every sealed block against the entries, the chain, the signatures and the heads kept
   * outside the database.
   */
  Verdict verify();

  /**
   * As {@link #verify()}, and against heads that were kept elsewhere.
   *
   * @param heads lines of a {@code heads.log}, or pages of heads as JSON; not closed
   */
  Verdict verify(BufferedReader heads);

  /** What was seen being touched since the start, and what weakens the proof; mostly empty. */
  List<Alarm> alarms();

  /**
   * Runs {@code action} while this node seals nothing and keeps the heads of all blocks, so that
   * copies of database and heads agree. Appending goes on.
   */
  void still(Runnable action);

  /**
   * The head of one sealed block.
   *
   * @param number 1, 2, 3… without a gap
   * @param first the first entry in it
   * @param last the last entry in it
   * @param count entries in it
   * @param hash hex SHA-256 over this head and its predecessor's hash
   * @param signature base64 Ed25519 signature of the hash
   * @param keyId which key signed
   */
  record Head(
      long number,
      Cursor first,
      Cursor last,
      int count,
      String root,
      String hash,
      String signature,
      String keyId,
      Instant sealedAt) {}

  /**
   * What operators should hear without asking for a verification.
   *
   * @param tampered whether something was touched; else the proof is only weaker than it should be
   */
  record Alarm(boolean tampered, Text text) {}

  /** What is wrong with an entry or block. */
  enum Damage {
    CHANGED,
    REMOVED,
    INSERTED,
    REORDERED,
    CUT_OFF,
    CHAIN_BROKEN,
    SIGNATURE_WRONG,
    /** The database has a block whose head nobody has kept. */
    HEAD_MISSING
  }

  /**
   * @param block number of the block it is in
   * @param entry the entry, null when it is the block as a whole
   */
  record Finding(Damage damage, long block, @Nullable Cursor entry, String detail) {}

  /**
   * @param entries sealed entries checked
   * @param unsealed entries that no block covers yet
   * @param findings in the journal's order, at most 100; empty when the journal is sound
   */
  record Verdict(long blocks, long entries, long unsealed, Duration took, List<Finding> findings) {
    public boolean sound() {
      return findings.isEmpty();
    }
  }
}
