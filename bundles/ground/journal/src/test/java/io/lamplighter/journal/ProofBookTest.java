package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Proofs.Place;
import io.lamplighter.api.journal.Proofs.Proof;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entries are proved to somebody who computes by the README of the journal, and by nothing else.
 */
class ProofBookTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private final ProofBook book = new ProofBook(Node.WORK);
  private final List<Cursor> all = new ArrayList<>();

  @BeforeEach
  void sealBlocksOfManySizes() throws Exception {
    Node.clean();
    Node.admit(folder);
    try (Node node = new Node()) {
      for (int size = 1; size <= 13; size++) {
        for (int i = 0; i < size; i++) {
          node.append("R" + size + "-" + i);
          all.add(node.journal.end());
        }
        seal();
      }
      node.append("not sealed");
      all.add(node.journal.end());
    }
  }

  private void seal() throws Exception {
    new Sealing(Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(), 60_000, () -> {})
        .close();
  }

  @Test
  void everyEntryLeadsToTheHeadOfItsBlock() throws Exception {
    List<Proof> proofs = book.of(all);
    assertEquals(all, proofs.stream().map(one -> one.entry().cursor()).toList());
    assertNull(proofs.get(proofs.size() - 1).place(), "not sealed yet");
    for (Proof proof : proofs.subList(0, proofs.size() - 1)) {
      Place place = place(proof);
      assertTrue(place.holds());
      assertEquals(place.head().root(), root(proof), proof.entry().subject());
      assertTrue(book.keys().containsKey(place.head().keyId()));
    }
    assertEquals(
        place(proofs.get(0)).head().hash(), place(proofs.get(1)).previous(), "the chain goes on");
  }

  @Test
  void aRowThatWasChangedLeadsElsewhere() throws Exception {
    Node.sql(
        "UPDATE journal.entry SET data = '{\"n\":\"another\"}' WHERE subject IN ('R1-0', 'R7-3')");
    int changed = 0;
    for (Proof proof : book.of(all.subList(0, all.size() - 1))) {
      boolean is = List.of("R1-0", "R7-3").contains(proof.entry().subject());
      changed += is ? 1 : 0;
      assertEquals(!is, place(proof).holds(), proof.entry().subject());
      assertEquals(!is, place(proof).head().root().equals(root(proof)));
    }
    assertEquals(2, changed);
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    Node.sql("DELETE FROM journal.entry WHERE subject = 'R3-1'");
    assertEquals(all.size() - 1, book.of(all).size());
    assertTrue(book.of(List.of()).isEmpty());
    assertFalse(book.of(List.of(all.get(0), new Cursor(1, 1))).isEmpty());
  }

  private static Place place(Proof proof) {
    Place place = proof.place();
    assertNotNull(place, proof.entry().subject());
    return place;
  }

  /** The root by RFC 6962, 2.1.1, from the entry as it is shown. */
  private static String root(Proof proof) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    var entry = proof.entry();
    for (String text :
        List.of(
            entry.type(),
            entry.subject(),
            entry.region(),
            entry.actor(),
            entry.source().substring("/lamplighter/".length()))) {
      text(sha, text);
    }
    long micros = ChronoUnit.MICROS.between(Instant.parse("2000-01-01T00:00:00Z"), entry.time());
    sha.update(ByteBuffer.allocate(12).putInt(8).putLong(micros).array());
    text(sha, proof.data());
    byte[] content = sha.digest();
    sha.update((byte) 0);
    sha.update(
        ByteBuffer.allocate(16)
            .putLong(entry.cursor().xid())
            .putLong(entry.cursor().position())
            .array());
    byte[] node = sha.digest(content);
    Place place = place(proof);
    int next = 0;
    int index = place.index();
    for (int last = place.head().count() - 1; last > 0; last >>= 1, index >>= 1) {
      if (index == last && index % 2 == 0) {
        continue;
      }
      byte[] partner = HexFormat.of().parseHex(place.path().get(next++));
      sha.update((byte) 1);
      sha.update(index % 2 == 1 ? partner : node);
      node = sha.digest(index % 2 == 1 ? node : partner);
    }
    assertEquals(place.path().size(), next, "nothing is left over");
    return HexFormat.of().formatHex(node);
  }

  private static void text(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(0, bytes.length).array());
    sha.update(bytes);
  }
}
