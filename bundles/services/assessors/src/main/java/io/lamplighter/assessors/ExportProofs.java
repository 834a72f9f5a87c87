package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Proofs.Place;
import io.lamplighter.api.journal.Proofs.Proof;
import io.lamplighter.api.journal.Seals.Head;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entries with their way to the heads of blocks, and the chain of those. */
final class ExportProofs {
  /** Of a longer chain only those are told in which there is something. */
  static final int MOST_BLOCKS = 50_000;

  private static final String SOURCE = "/lamplighter/";

  private final Tools tools;
  private final SortedMap<Long, Sealed> blocks = new TreeMap<>();

  ExportProofs(Tools tools) {
    this.tools = tools;
  }

  private record Sealed(Head head, String previous) {}

  /**
   * @param each hears of each entry that is there
   */
  void entries(Parcel parcel, SortedSet<Cursor> cursors, Consumer<Entry> each) throws IOException {
    List<Cursor> page = new ArrayList<>();
    for (Cursor cursor : cursors) {
      page.add(cursor);
      if (page.size() == Page.MAX) {
        write(parcel, page, each);
        page.clear();
      }
    }
    write(parcel, page, each);
  }

  private void write(Parcel parcel, List<Cursor> page, Consumer<Entry> each) throws IOException {
    for (Proof proof : tools.proofs().of(page)) {
      Entry entry = proof.entry();
      Place place = proof.place();
      if (place != null) {
        blocks.putIfAbsent(place.head().number(), new Sealed(place.head(), place.previous()));
      }
      each.accept(entry);
      parcel.row(
          "entry",
          entry.cursor().toString(),
          "type",
          entry.type(),
          "subject",
          entry.subject(),
          "region",
          entry.region(),
          "actor",
          entry.actor(),
          "source",
          entry.source().substring(SOURCE.length()),
          "time",
          entry.time(),
          "data",
          proof.data(),
          "block",
          place == null ? null : place.head().number(),
          "index",
          place == null ? null : place.index(),
          "path",
          place == null ? null : place.path());
    }
  }

  /** From the first in which there is something to the newest, where that is not too far. */
  void chain(Parcel parcel) throws IOException {
    if (blocks.isEmpty()) {
      return;
    }
    long first = blocks.firstKey();
    List<Head> newest = tools.seals().newest(1);
    long last = newest.isEmpty() ? blocks.lastKey() : newest.get(0).number();
    if (last - first >= MOST_BLOCKS) {
      for (Sealed block : blocks.values()) {
        write(parcel, block.head(), block.previous());
      }
      return;
    }
    @Nullable String before = null;
    for (List<Head> page = tools.seals().heads(first - 1);
        !page.isEmpty();
        page = tools.seals().heads(page.get(page.size() - 1).number())) {
      for (Head head : page) {
        Sealed known = blocks.get(head.number());
        String previous = known != null ? known.previous() : before == null ? "" : before;
        write(parcel, head, previous);
        before = head.hash();
      }
    }
  }

  private static void write(Parcel parcel, Head head, String previous) throws IOException {
    parcel.row(
        "number",
        head.number(),
        "first",
        head.first().toString(),
        "last",
        head.last().toString(),
        "count",
        head.count(),
        "root",
        head.root(),
        "previous",
        previous,
        "hash",
        head.hash(),
        "signature",
        head.signature(),
        "keyId",
        head.keyId(),
        "sealedAt",
        head.sealedAt());
  }

  /** Of texts, in the journal's order. */
  static SortedSet<Cursor> cursors(List<SampleTables.Case> cases) {
    SortedSet<Cursor> cursors = new TreeSet<>();
    cases.forEach(one -> one.evidence().forEach(text -> cursors.add(Cursor.parse(text))));
    return cursors;
  }
}
