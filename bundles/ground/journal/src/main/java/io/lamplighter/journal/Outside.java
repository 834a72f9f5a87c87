package io.lamplighter.journal;

import io.lamplighter.api.journal.Seals.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a verification holds the database against: the log of heads of this node, heads kept
 * elsewhere, and what the process has seen.
 */
final class Outside implements AutoCloseable {
  private final HeadsFile heads;
  private final HeadsReader log;
  private final @Nullable Block lastKept;
  private final TrustedKeys trusted;
  private final List<Named> elsewhere = new ArrayList<>();
  private final List<Finding> seen;

  private record Named(String name, HeadsReader heads) {}

  /**
   * @param seen what was found while the process ran
   */
  Outside(HeadsFile heads, TrustedKeys trusted, List<Finding> seen) throws IOException {
    this.heads = heads;
    this.trusted = trusted;
    this.seen = seen;
    log = heads.read();
    lastKept = heads.last();
  }

  void add(String name, HeadsReader more) {
    elsewhere.add(new Named(name, more));
  }

  TrustedKeys trusted() {
    return trusted;
  }

  List<Finding> seen() {
    return seen;
  }

  List<KeptHeads> sets(Findings findings) {
    long until = lastKept == null ? 0 : lastKept.head().number();
    List<KeptHeads> sets = new ArrayList<>();
    sets.add(new KeptHeads(log, "heads.log", trusted, findings, until, this::isOnItsWay));
    for (Named other : elsewhere) {
      sets.add(
          new KeptHeads(
              other.heads(), other.name(), trusted, findings, Long.MAX_VALUE, block -> true));
    }
    return sets;
  }

  /** Sealed by another node, or noted here and not in the log yet. */
  private boolean isOnItsWay(Block block) {
    boolean later = lastKept == null || block.head().number() > lastKept.head().number();
    Block noted = heads.intended();
    return later
        && (!trusted.isOwn(block.head().keyId())
            || (noted != null && noted.head().hash().equals(block.head().hash())));
  }

  @Override
  public void close() throws IOException {
    log.close();
    for (Named other : elsewhere) {
      other.heads().close();
    }
  }
}
