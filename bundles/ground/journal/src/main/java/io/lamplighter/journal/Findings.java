package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, and tells what was moved from what was removed, changed or inserted. */
final class Findings {
  static final int MAX = 100;

  /** More are kept than shown, so that both ends of a move are likely to be among them. */
  private static final int MAX_KEPT = 10_000;

  private final List<Kept> kept = new ArrayList<>();

  /**
   * @param sealed content that was sealed here, hex
   * @param found content that is here now, hex
   */
  private record Kept(Finding finding, @Nullable String sealed, @Nullable String found) {}

  void block(Damage damage, long block, String detail) {
    keep(damage, block, null, detail, null, null);
  }

  void add(Finding finding) {
    keep(finding.damage(), finding.block(), finding.entry(), finding.detail(), null, null);
  }

  void cutOff(Block head) {
    keep(
        Damage.CUT_OFF,
        head.head().number(),
        head.head().last(),
        "the database lacks this block of " + head.head().count() + " entries",
        null,
        null);
  }

  void changed(long block, Cursor entry, byte[] sealed, byte[] found) {
    String detail = "the entry is not what was sealed";
    keep(Damage.CHANGED, block, entry, detail, Sha256.hex(sealed), Sha256.hex(found));
  }

  void removed(long block, Cursor entry, byte[] sealed) {
    keep(Damage.REMOVED, block, entry, "the entry is gone", Sha256.hex(sealed), null);
  }

  /** An entry that the house did not write, or wrote once and that stands here again. */
  void forged(long block, Cursor entry, String detail) {
    keep(Damage.INSERTED, block, entry, detail, null, null);
  }

  void inserted(long block, Cursor entry, byte[] found) {
    String detail = "the entry was not there when its block was sealed";
    keep(Damage.INSERTED, block, entry, detail, null, Sha256.hex(found));
  }

  private void keep(
      Damage damage,
      long block,
      @Nullable Cursor entry,
      String detail,
      @Nullable String sealed,
      @Nullable String found) {
    if (kept.size() < MAX_KEPT) {
      kept.add(new Kept(new Finding(damage, block, entry, detail), sealed, found));
    }
  }

  /** In the journal's order. */
  List<Finding> result() {
    Map<String, Cursor> nowAt = new HashMap<>();
    for (Kept one : kept) {
      if (one.found != null && one.finding.entry() != null) {
        nowAt.put(one.found, one.finding.entry());
      }
    }
    List<Finding> result = new ArrayList<>();
    Map<Cursor, Boolean> destinations = new HashMap<>();
    for (Kept one : kept) {
      Cursor moved = one.sealed == null ? null : nowAt.get(one.sealed);
      Finding old = one.finding;
      if (moved != null) {
        destinations.put(moved, true);
        result.add(
            new Finding(
                Damage.REORDERED, old.block(), old.entry(), "the entry is now at " + moved));
      } else {
        result.add(old);
      }
    }
    // Where a moved entry has come to is told by the entry itself.
    result.removeIf(f -> f.damage() == Damage.INSERTED && destinations.containsKey(f.entry()));
    result.sort(
        Comparator.comparingLong(Finding::block)
            .thenComparing(
                Finding::entry, Comparator.nullsFirst(Comparator.<Cursor>naturalOrder())));
    return List.copyOf(result.subList(0, Math.min(MAX, result.size())));
  }
}
