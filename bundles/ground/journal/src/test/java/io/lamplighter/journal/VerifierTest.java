package io.lamplighter.journal;

import static io.lamplighter.api.journal.Seals.Damage.CHAIN_BROKEN;
import static io.lamplighter.api.journal.Seals.Damage.CHANGED;
import static io.lamplighter.api.journal.Seals.Damage.CUT_OFF;
import static io.lamplighter.api.journal.Seals.Damage.INSERTED;
import static io.lamplighter.api.journal.Seals.Damage.REMOVED;
import static io.lamplighter.api.journal.Seals.Damage.REORDERED;
import static io.lamplighter.api.journal.Seals.Damage.SIGNATURE_WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Finding;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.api.journal.Seals.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three blocks of four entries, e0 to e11, each written in a transaction of its own. */
class VerifierTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private final List<Cursor> e = new ArrayList<>();

  @BeforeEach
  void sealThreeBlocks() throws Exception {
    Node.clean();
    try (Node node = new Node()) {
      for (int block = 0; block < 3; block++) {
        for (int i = 0; i < 4; i++) {
          node.append("R" + (4 * block + i));
          e.add(node.journal.end());
        }
        Node.admit(folder);
        seal(folder);
      }
    }
    assertEquals(3, verify().blocks());
  }

  private static void seal(Path folder) throws Exception {
    open(folder).close();
  }

  /** Seals once; asked to close at once, it seals no more. */
  private static Sealing open(Path folder) throws Exception {
    Sealing sealing =
        new Sealing(
            Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(), 60_000, () -> {});
    sealing.close();
    return sealing;
  }

  /** Without sealing before: what the damage left is what is looked at. */
  private Verdict verify() throws Exception {
    NodeKeys keys = Node.keys(folder);
    HouseKey key = keys.key();
    HeadsFile heads = HeadsFile.open(folder);
    TrustedKeys trusted = TrustedKeys.open(folder, keys.own(), 3);
    return Node.WORK.call(
        t -> {
          Verifier.snapshot(t.connection());
          try (Outside outside = new Outside(heads, trusted, List.of())) {
            return new Verifier(t.connection(), key, outside)
                .run((blocks, of) -> true)
                .orElseThrow();
          }
        });
  }

  private record Expected(Damage damage, long block, int entry) {}

  private static Expected at(Damage damage, long block, int entry) {
    return new Expected(damage, block, entry);
  }

  /** Damage to the block as a whole. */
  private static Expected whole(Damage damage, long block) {
    return new Expected(damage, block, -1);
  }

  static Stream<Arguments> damages() {
    String where = " WHERE (xid, position) = {5}";
    return Stream.of(
        Arguments.of("data", set("data = '{\"n\":\"R6\"}'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of(
            "spacing of data", set("data = '{\"n\": \"R5\"}'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of("type", set("type = 'request.closed'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of("subject", set("subject = 'R6'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of("region", set("region = ''"), List.of(at(CHANGED, 2, 5))),
        Arguments.of("actor", set("actor = 'other'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of("source", set("source = 'shell'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of(
            "time", set("time = time + interval '1 microsecond'"), List.of(at(CHANGED, 2, 5))),
        Arguments.of(
            "a byte moved over to the next column",
            set("actor = 'teste', source = 'rdesk'"),
            List.of(at(CHANGED, 2, 5))),
        Arguments.of("removed", "DELETE FROM journal.entry" + where, List.of(at(REMOVED, 2, 5))),
        Arguments.of(
            "first and last removed",
            "DELETE FROM journal.entry WHERE (xid, position) IN ({0}, {11})",
            List.of(at(REMOVED, 1, 0), at(REMOVED, 3, 11))),
        Arguments.of(
            "a whole block's entries removed",
            "DELETE FROM journal.entry WHERE (xid, position) BETWEEN {4} AND {7}",
            List.of(at(REMOVED, 2, 4), at(REMOVED, 2, 5), at(REMOVED, 2, 6), at(REMOVED, 2, 7))),
        Arguments.of(
            "position moved within the order",
            "UPDATE journal.entry SET position = position + 1000" + where,
            List.of(at(REORDERED, 2, 5))),
        Arguments.of(
            "two exchanged",
            "UPDATE journal.entry SET position = position + 1000 WHERE (xid, position) = {5};"
                + "UPDATE journal.entry SET xid = {5x}, position = {5p} WHERE (xid, position) = {9};"
                + "UPDATE journal.entry SET xid = {9x}, position = {9p}"
                + " WHERE xid = {5x} AND position = {5p} + 1000",
            List.of(at(REORDERED, 2, 5), at(REORDERED, 3, 9))),
        Arguments.of(
            "a block's hash",
            "UPDATE journal.block SET hash = repeat('a', 64) WHERE number = 2",
            List.of(whole(CHAIN_BROKEN, 2), whole(SIGNATURE_WRONG, 2), whole(CHAIN_BROKEN, 3))),
        Arguments.of(
            "a block's signature",
            "UPDATE journal.block SET signature = (SELECT signature FROM journal.block WHERE"
                + " number = 1) WHERE number = 2",
            List.of(whole(SIGNATURE_WRONG, 2))),
        Arguments.of(
            "a block's time",
            "UPDATE journal.block SET sealed_at = sealed_at - interval '1 day' WHERE number = 2",
            List.of(whole(CHAIN_BROKEN, 2))),
        Arguments.of(
            "a block's list",
            "UPDATE journal.block SET list = set_byte(list, 40, get_byte(list, 40) # 1)"
                + " WHERE number = 2",
            List.of(whole(CHAIN_BROKEN, 2))),
        Arguments.of(
            "a block's list shortened",
            "UPDATE journal.block SET list = substring(list for 50) WHERE number = 2",
            List.of(whole(CHAIN_BROKEN, 2))),
        Arguments.of(
            "a key exchanged",
            "UPDATE journal.block SET key_id = 'x' WHERE number = 3",
            List.of(whole(CHAIN_BROKEN, 3), whole(SIGNATURE_WRONG, 3))),
        Arguments.of(
            "a block removed from the middle",
            "DELETE FROM journal.block WHERE number = 2",
            List.of(whole(CHAIN_BROKEN, 2))),
        Arguments.of(
            "the first block removed",
            "DELETE FROM journal.block WHERE number = 1",
            List.of(whole(CHAIN_BROKEN, 1))),
        Arguments.of(
            "the tail cut off, blocks and entries",
            "DELETE FROM journal.block WHERE number = 3;"
                + "DELETE FROM journal.entry WHERE (xid, position) >= {8}",
            List.of(at(CUT_OFF, 3, 11))),
        Arguments.of(
            "everything cut off",
            "TRUNCATE journal.block, journal.entry",
            List.of(at(CUT_OFF, 1, 3), at(CUT_OFF, 2, 7), at(CUT_OFF, 3, 11))));
  }

  private static String set(String what) {
    return "UPDATE journal.entry SET " + what + " WHERE (xid, position) = {5}";
  }

  private String fill(String sql) {
    String filled = sql;
    for (int i = 0; i < e.size(); i++) {
      Cursor c = e.get(i);
      filled =
          filled
              .replace("{" + i + "}", "('" + c.xid() + "'::xid8, " + c.position() + ")")
              .replace("{" + i + "x}", "'" + c.xid() + "'::xid8")
              .replace("{" + i + "p}", Long.toString(c.position()));
    }
    return filled;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void theDamageIsNamed(String name, String sql, List<Expected> expected) throws Exception {
    Node.sql("ALTER TABLE journal.entry ALTER COLUMN position SET GENERATED BY DEFAULT");
    Node.sql(fill(sql));
    assertEquals(expected, found(verify()));
  }

  private List<Expected> found(Verdict verdict) {
    return verdict.findings().stream()
        .map(f -> new Expected(f.damage(), f.block(), e.indexOf(nullable(f))))
        .distinct()
        .toList();
  }

  private static @Nullable Object nullable(Finding finding) {
    return finding.entry();
  }

  @Test
  void soundIsSoundAlsoWithATailThatIsNotSealed() throws Exception {
    try (Node node = new Node()) {
      node.append("tail1", "tail2");
    }
    Verdict verdict = verify();
    assertEquals(List.of(), verdict.findings());
    assertTrue(verdict.sound());
    assertEquals(3, verdict.blocks());
    assertEquals(12, verdict.entries());
    assertEquals(2, verdict.unsealed());
  }

  @Test
  void insertedIsNamedWhereverItStands() throws Exception {
    List<Cursor> forged =
        List.of(
            new Cursor(1, -5),
            new Cursor(e.get(5).xid(), e.get(5).position() - 1_000),
            new Cursor(e.get(10).xid(), e.get(10).position() + 1_000));
    for (Cursor c : forged) {
      Node.sql(
          "INSERT INTO journal.entry (xid, position, type, subject, region, actor, source, time,"
              + " data) OVERRIDING SYSTEM VALUE SELECT '"
              + c.xid()
              + "', "
              + c.position()
              + ", 'request.closed', 'forged"
              + c
              + "', region, actor, source, time, data FROM journal.entry LIMIT 1");
    }
    assertEquals(
        List.of(
            "1 INSERTED " + forged.get(0),
            "2 INSERTED " + forged.get(1),
            "3 INSERTED " + forged.get(2)),
        verify().findings().stream()
            .map(f -> f.block() + " " + f.damage() + " " + f.entry())
            .toList());
  }

  @Test
  void aHistoryRewrittenAndSealedAgainDiffersFromTheHeadsOutside() throws Exception {
    Node.sql("TRUNCATE journal.block");
    Node.sql(fill(set("actor = 'nobody'")));
    Path forger = Files.createDirectory(folder.resolve("forger"));
    Node.admit(forger);
    seal(forger);
    // The forger has even the house key, and his own published with it; his one block covers all.
    TrustedKeys.open(folder, Node.keys(folder).own(), 3)
        .introduce(List.of(Node.keys(forger).own().publicKey()));
    List<Expected> found = found(verify());
    assertEquals(
        List.of(
            whole(CHAIN_BROKEN, 1),
            // The changed entry, which the sealer has left out.
            at(INSERTED, 1, 5),
            at(CUT_OFF, 2, 7),
            at(CUT_OFF, 3, 11)),
        found);
  }

  @Test
  void aBrokenLineOfTheHeadsIsNamed() throws Exception {
    Path heads = folder.resolve("heads.log");
    Files.writeString(heads, "{}\n", StandardOpenOption.APPEND);
    assertEquals(List.of(whole(SIGNATURE_WRONG, 0)), found(verify()));
  }

  @Test
  void twoNodesSealOneChainEachWithItsOwnKeyAndFile() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Node.admit(other);
    try (Node node = new Node()) {
      node.append("R12");
      seal(other);
      node.append("R13");
    }
    Sealing here = open(folder);
    seal(other);
    List<Head> heads = here.heads(0);
    assertEquals(5, heads.size());
    assertEquals(2, heads.stream().map(Head::keyId).distinct().count());
    assertEquals(List.of(), here.verify().findings());
    assertEquals(
        Files.readAllLines(folder.resolve("heads.log")),
        Files.readAllLines(other.resolve("heads.log")));
    assertTrue(here.lag().isZero());
    assertEquals(2, here.heads(3).size());
  }

  @Test
  void thePrivateKeyIsOnlyForItsOwner() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("seal-key"))));
  }

  /** The content hash recomputed from the columns as SQL gives them. */
  @Test
  void theContentHashIsWhatTheReadmeSays() throws Exception {
    SealedList list =
        Node.WORK.call(
            t -> new SealedList(BlockTable.withLists(t.connection(), 0, 1).get(0).list()));
    byte[] oracle =
        Node.WORK.call(
            t -> {
              try (Statement statement = t.connection().createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "SELECT type, subject, region, actor, source, (extract(epoch FROM time -"
                              + " '2000-01-01T00:00:00Z') * 1000000)::bigint, data::text FROM"
                              + " journal.entry ORDER BY xid, position LIMIT 1")) {
                row.next();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes);
                for (int column = 1; column <= 7; column++) {
                  if (column == 6) {
                    out.writeInt(8);
                    out.writeLong(row.getLong(6));
                  } else {
                    byte[] text = row.getString(column).getBytes(StandardCharsets.UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                  }
                }
                return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
              }
            });
    assertEquals(Sha256.hex(oracle), Sha256.hex(list.content(0)));
  }
}
