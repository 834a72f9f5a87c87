package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which sealed block an entry is in, as the journal tells its heads. */
final class Blocks {
  private final Seals seals;
  private @Nullable List<Seals.Head> newest;

  Blocks(Seals seals) {
    this.seals = seals;
  }

  /** Empty until it is sealed. */
  Optional<Seals.Head> of(Cursor entry) {
    if (newest == null) {
      newest = seals.newest(Page.MAX);
    }
    List<Seals.Head> last = newest;
    if (last.isEmpty() || entry.compareTo(last.get(last.size() - 1).last()) > 0) {
      return Optional.empty();
    }
    return entry.compareTo(last.get(0).first()) < 0
        ? among(entry, last.get(0).number())
        : in(entry, last);
  }

  /** Blocks are numbered in the order of what is in them: the pages of heads are halved. */
  private Optional<Seals.Head> among(Cursor entry, long before) {
    long low = 0;
    long high = before - 1;
    while (low < high) {
      long middle = (low + high) / 2;
      List<Seals.Head> page = seals.heads(middle);
      if (page.isEmpty() || entry.compareTo(page.get(0).first()) < 0) {
        high = middle;
      } else if (entry.compareTo(page.get(page.size() - 1).last()) <= 0) {
        return in(entry, page);
      } else {
        low = middle + page.size();
      }
    }
    return Optional.empty();
  }

  private static Optional<Seals.Head> in(Cursor entry, List<Seals.Head> heads) {
    return heads.stream()
        .filter(head -> entry.compareTo(head.first()) >= 0 && entry.compareTo(head.last()) <= 0)
        .findFirst();
  }
}
