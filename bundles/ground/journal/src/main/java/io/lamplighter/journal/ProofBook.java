package io.lamplighter.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Entries with the way to the head of their block; each block is read once. */
@Component
public final class ProofBook implements Proofs {
  private final UnitOfWork work;

  @Activate
  public ProofBook(@Reference(target = "(schema=journal)") UnitOfWork work) {
    this.work = work;
  }

  @Override
  public List<Proof> of(Collection<Cursor> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Page.check(entries.size());
    return work.call(
        t -> {
          // Rows and blocks are of one instant.
          Verifier.snapshot(t.connection());
          List<Proof> proofs = new ArrayList<>();
          Tree tree = null;
          for (Stored row : rows(t.connection(), entries)) {
            if (tree == null || !tree.reaches(row.entry().cursor())) {
              tree = Tree.around(t.connection(), row.entry().cursor());
            }
            proofs.add(new Proof(row.entry(), row.data(), tree == null ? null : tree.place(row)));
          }
          return proofs;
        });
  }

  @Override
  public Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    work.run(
        t ->
            new Sql(t.connection(), "SELECT id, public_key FROM journal.seal_key")
                .each(
                    row -> keys.put(row.text(), Base64.getEncoder().encodeToString(row.bytes()))));
    return keys;
  }

  /**
   * @param source without the prefix that it has in an event
   */
  private record Stored(Entry entry, String source, String data) {
    static Stored of(Row row) throws SQLException {
      Cursor cursor = EntryTable.cursor(row);
      String type = row.text();
      String subject = row.text();
      String region = row.text();
      String actor = row.text();
      String source = row.text();
      var time = row.time();
      String data = row.text();
      return new Stored(
          new Entry(
              cursor,
              type,
              subject,
              region,
              actor,
              EntryTable.PREFIX + source,
              time,
              Json.read(data)),
          source,
          data);
    }

    byte[] content() {
      return new Content()
          .hash(
              entry.type(),
              entry.subject(),
              entry.region(),
              entry.actor(),
              source,
              entry.time(),
              data);
    }
  }

  private static List<Stored> rows(Connection connection, Collection<Cursor> entries)
      throws SQLException {
    return new Sql(
            connection,
            "SELECT xid, position, type, subject, region, actor, source, time, data"
                + " FROM journal.entry WHERE (xid, position) IN"
                + " (SELECT * FROM unnest(?::text[]::xid8[], ?::text[]::bigint[]))"
                + " ORDER BY xid, position")
        .array(entries, cursor -> Long.toString(cursor.xid()))
        .array(entries, cursor -> Long.toString(cursor.position()))
        .list(Stored::of);
  }

  /** A block with its tree. */
  private record Tree(Block block, SealedList list, MerklePaths paths, boolean sound) {
    /** Null when no block reaches so far yet. */
    static @Nullable Tree around(Connection connection, Cursor cursor) throws SQLException {
      BlockTable.Stored stored = BlockTable.reaching(connection, cursor);
      if (stored == null) {
        return null;
      }
      SealedList list =
          new SealedList(stored.list().length % SealedList.ITEM == 0 ? stored.list() : new byte[0]);
      MerklePaths paths = new MerklePaths(list);
      Block block = stored.block();
      boolean sound =
          list.size() > 0
              && paths.root().equals(block.head().root())
              && block.hash().equals(block.head().hash());
      return new Tree(block, list, paths, sound);
    }

    boolean reaches(Cursor cursor) {
      return cursor.compareTo(block.head().first()) >= 0
          && cursor.compareTo(block.head().last()) <= 0;
    }

    /** Of one that the block leaves out there is none: the house did not write it. */
    @Nullable Place place(Stored row) {
      Cursor cursor = row.entry().cursor();
      for (int i = 0; i < list.size(); i++) {
        if (list.compare(i, cursor.xid(), cursor.position()) == 0) {
          return new Place(
              i,
              paths.path(i),
              block.head(),
              block.previous(),
              sound && list.hasContent(i, row.content()));
        }
      }
      return null;
    }
  }
}
