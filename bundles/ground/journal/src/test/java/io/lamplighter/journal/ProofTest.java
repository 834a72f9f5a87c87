package io.lamplighter.journal;

import static io.lamplighter.api.journal.Seals.Damage.CHAIN_BROKEN;
import static io.lamplighter.api.journal.Seals.Damage.CUT_OFF;
import static io.lamplighter.api.journal.Seals.Damage.HEAD_MISSING;
import static io.lamplighter.api.journal.Seals.Damage.INSERTED;
import static io.lamplighter.api.journal.Seals.Damage.SIGNATURE_WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Finding;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.store.TestHouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who may write to the database, to the log of heads, or to both, while the node runs and
 * while it does not: what of it is found. Three blocks of two entries to begin with.
 */
class ProofTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private Node node;
  private Path log;

  @BeforeEach
  void sealThreeBlocks() throws Exception {
    Node.clean();
    node = new Node();
    log = folder.resolve("heads.log");
    node.append("R0", "R1");
    Node.admit(folder);
    run(folder);
    for (int i = 2; i < 6; i += 2) {
      node.append("R" + i, "R" + (i + 1));
      run(folder);
    }
    assertEquals(Set.of(), afterRestart());
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
  }

  private static Sealing open(Path folder, Anchor... anchors) throws Exception {
    return new Sealing(
        Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(anchors), 60_000, () -> {});
  }

  /** Seals once. */
  private static void run(Path folder) throws Exception {
    open(folder).close();
  }

  private Set<Damage> afterRestart() throws Exception {
    Sealing sealing = open(folder);
    sealing.close();
    return damages(sealing);
  }

  private static Set<Damage> damages(Sealing sealing) {
    return sealing.verify().findings().stream()
        .map(Finding::damage)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Damage.class)));
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(log);
  }

  private void keep(int lines) throws Exception {
    Files.write(log, lines().subList(0, lines));
  }

  private static void plainInsert(String columns, String values) {
    Node.sql(
        "INSERT INTO journal.entry (type, subject, region, actor, source, time, data"
            + columns
            + ") SELECT type, subject, region, actor, source, time, data"
            + values
            + " FROM journal.entry ORDER BY xid, position LIMIT 1");
  }

  @Test
  void blocksSignedAgainWithAKeyThatIsOnlyInTheDatabase() throws Exception {
    Path forger = Files.createDirectory(folder.resolve("forger"));
    SealKey key = SealKey.open(forger);
    Node.sql(
        "INSERT INTO journal.seal_key (id, public_key, added_at, mac) VALUES ('"
            + key.id()
            + "', decode('"
            + Base64.getEncoder().encodeToString(key.publicKey().getEncoded())
            + "', 'base64'), now(), '\\x00')");
    Block last = Node.WORK.call(t -> BlockTable.lastAsList(t.connection())).get(0);
    Node.WORK.run(
        t -> {
          SealedList list =
              new SealedList(BlockTable.withLists(t.connection(), 2, 1).get(0).list());
          Block again = Block.seal(3, last.previous(), list, Node.CLOCK.instant(), key);
          try (var delete =
              t.connection().prepareStatement("DELETE FROM journal.block WHERE number = 3")) {
            delete.executeUpdate();
          }
          BlockTable.insert(t.connection(), again, list);
        });
    keep(2);
    Files.delete(folder.resolve("heads.next"));
    assertTrue(afterRestart().contains(SIGNATURE_WRONG));
  }

  @Test
  void headsTakenOutOfTheLogAreMissedAndNotMadeAnew() throws Exception {
    List<String> all = lines();
    for (int kept : new int[] {0, 1}) {
      keep(kept);
      assertEquals(Set.of(HEAD_MISSING), afterRestart(), "kept " + kept);
      node.append("later");
      run(folder);
      assertEquals(Set.of(HEAD_MISSING), afterRestart(), "kept " + kept);
      assertTrue(lines().stream().noneMatch(line -> line.equals(all.get(1))));
    }
    Files.delete(log);
    assertEquals(Set.of(HEAD_MISSING), afterRestart());
  }

  @Test
  void aHeadOnItsWayWhenAllStoppedIsNotMissed() throws Exception {
    List<String> all = lines();
    keep(2);
    assertEquals(Set.of(), afterRestart());
    assertEquals(all, lines());
    // A full disk or a crash in the middle of the line.
    Files.writeString(log, all.get(0) + "\n" + all.get(1) + "\n" + all.get(2).substring(0, 99));
    assertEquals(Set.of(), afterRestart());
    assertEquals(all, lines());
    Files.writeString(log, all.get(0) + "\n" + all.get(1).substring(0, 50));
    assertEquals(Set.of(HEAD_MISSING), afterRestart());
  }

  @Test
  void databaseAndLogCutTogetherOnTheRunningNode() throws Exception {
    Sealing sealing = open(folder);
    Node.await("a look", () -> sealing.alarms().stream().noneMatch(a -> a.tampered()));
    assertEquals(Set.of(), damages(sealing));
    Node.sql(
        "DELETE FROM journal.entry e USING journal.block b WHERE b.number = 3"
            + " AND (e.xid, e.position) >= (b.first_xid, b.first_position);"
            + " DELETE FROM journal.block WHERE number = 3");
    keep(2);
    assertEquals(EnumSet.of(CUT_OFF, HEAD_MISSING), damages(sealing));
    assertTrue(sealing.alarms().stream().anyMatch(a -> a.tampered()));
    node.append("later");
    sealing.close();
    // What the process remembered is in the log again, for the next one.
    assertTrue(afterRestart().contains(CUT_OFF), lines().toString());
  }

  @Test
  void databaseAndLogCutTogetherWhileItIsStopped() throws Exception {
    Node.sql(
        "DELETE FROM journal.entry e USING journal.block b WHERE b.number = 3"
            + " AND (e.xid, e.position) >= (b.first_xid, b.first_position);"
            + " DELETE FROM journal.block WHERE number = 3");
    keep(2);
    assertTrue(afterRestart().contains(CUT_OFF));
    Files.delete(folder.resolve("heads.next"));
    assertEquals(Set.of(HEAD_MISSING), afterRestart());
  }

  @Test
  void aRowOfPlainSqlIsNotSealedAndIsFound() throws Exception {
    plainInsert("", "");
    plainInsert(", mac", ", '\\x00112233445566778899aabbccddeeff'");
    plainInsert(", mac", ", mac");
    assertEquals(Set.of(INSERTED), damages(open(folder)));
    node.append("later");
    run(folder);
    assertEquals("7", Node.one("SELECT sum(count) FROM journal.block"));
    Sealing sealing = open(folder);
    sealing.close();
    assertEquals(3, sealing.verify().findings().size());
    assertEquals(Set.of(INSERTED), damages(sealing));
  }

  @Test
  void aCopyOfAGenuineRowIsFoundThoughItsProofIsGenuine() throws Exception {
    plainInsert(", position, mac", ", position, mac");
    assertEquals(Set.of(INSERTED), afterRestart());
    node.append("later");
    assertEquals(Set.of(INSERTED), afterRestart());
  }

  @Test
  void manyForgedRowsDoNotHoldUpSealing() throws Exception {
    Node.sql(
        "INSERT INTO journal.entry (type, subject, region, actor, source, time, data)"
            + " SELECT 'a.b', 's', '', 'a', 's', now(), '{}' FROM generate_series(1, 5000)");
    node.append("later");
    run(folder);
    assertEquals("7", Node.one("SELECT sum(count) FROM journal.block"));
  }

  @Test
  void theKeyIsRotatedByTakingTheOldOneAway() throws Exception {
    SealKey old = SealKey.open(folder);
    Files.delete(folder.resolve("seal-key"));
    node.append("later");
    assertEquals(Set.of(), afterRestart());
    TrustedKeys trusted = TrustedKeys.open(folder, SealKey.open(folder), 0);
    List<Block> blocks = Node.WORK.call(t -> BlockTable.after(t.connection(), 0, 10));
    assertEquals(2, blocks.stream().map(b -> b.head().keyId()).distinct().count());
    assertTrue(blocks.stream().allMatch(trusted::signed));
    // Whoever has stolen the old key cannot sign with it any more.
    SealedList list =
        Node.WORK.call(
            t -> new SealedList(BlockTable.withLists(t.connection(), 3, 1).get(0).list()));
    Block forged = Block.seal(4, blocks.get(2).head().hash(), list, Node.CLOCK.instant(), old);
    assertEquals(false, trusted.signed(forged));
  }

  @Test
  void aNodeWithoutTheHouseKeyWritesNothing() throws Exception {
    Path stranger = Files.createDirectory(folder.resolve("stranger"));
    assertThrows(Refusal.Unavailable.class, Node.keys(stranger)::key);
    Files.writeString(stranger.resolve("house-key"), "AAAA\n0-0\n");
    assertThrows(Refusal.Unavailable.class, Node.keys(stranger)::key);
    Node.admit(stranger);
    Node.keys(stranger).key();
  }

  @Test
  void anAnchorTellsWhatNothingOnThisMachineCouldTell() throws Exception {
    FileAnchor anchor = new FileAnchor(Files.createDirectory(folder.resolve("far")).resolve("h"));
    Sealing sealing = open(folder, anchor);
    sealing.close();
    assertEquals(lines(), Files.readAllLines(folder.resolve("far/h")));
    assertEquals(Set.of(), damages(sealing));
    // All of it is rewritten by somebody who has every key of this machine.
    Node.sql("TRUNCATE journal.block");
    Files.delete(log);
    Files.delete(folder.resolve("heads.next"));
    run(folder);
    assertEquals(Set.of(), afterRestart());
    Sealing again = open(folder, anchor);
    again.close();
    assertTrue(damages(again).contains(CHAIN_BROKEN));
    assertTrue(
        open(folder)
            .verify(Files.newBufferedReader(folder.resolve("far/h")))
            .findings()
            .toString()
            .contains("the heads given"));
  }

  @Test
  void headsOverHttpAreComparedToo() throws Exception {
    Sealing sealing = open(folder);
    sealing.close();
    Head head = sealing.heads(0).get(1);
    String item = HeadLine.write(new Block(head, ""));
    String page = "{\"items\":[" + item + "],\"next\":null}";
    assertTrue(sealing.verify(new BufferedReader(new StringReader(page))).sound());
    String other = page.replace(head.hash(), "ab".repeat(32));
    assertEquals(
        List.of(SIGNATURE_WRONG),
        sealing.verify(new BufferedReader(new StringReader(other))).findings().stream()
            .map(Finding::damage)
            .toList());
  }

  /** OpenSSL is the authority, and somebody else's verifier. */
  @Test
  void aTimeStampIsOneThatOpensslVerifies() throws Exception {
    Path tsa = Files.createDirectory(folder.resolve("tsa"));
    Files.writeString(
        tsa.resolve("c"),
        "[tsa]\nserial=serial\nsigner_cert=cert\nsigner_key=key\ncerts=cert\nsigner_digest=sha256\n"
            + "default_policy=1.2.3.4\ndigests=sha256\n[req]\ndistinguished_name=dn\nprompt=no\n"
            + "x509_extensions=v3\n[dn]\nCN=authority\n[v3]\nextendedKeyUsage=critical,timeStamping\n");
    openssl(tsa, "req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 2 -config c");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Files.write(tsa.resolve("q"), exchange.getRequestBody().readAllBytes());
          openssl(tsa, "ts -reply -queryfile q -out r -config c -section tsa");
          byte[] reply = Files.readAllBytes(tsa.resolve("r"));
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
    try {
      String address = "tsa:http://127.0.0.1:" + server.getAddress().getPort() + "/";
      Anchor stamps = Anchors.of(new String[] {address}, "", folder, Node.CLOCK).get(0);
      Sealing sealing = open(folder, stamps);
      sealing.close();
      Head last = sealing.heads(2).get(0);
      Path stamp = folder.resolve("stamps/3-" + last.hash() + ".tsr");
      openssl(tsa, "ts -verify -digest " + last.hash() + " -in " + stamp + " -CAfile cert");
      assertEquals(List.of(), sealing.alarms().stream().filter(a -> a.tampered()).toList());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void inTrainingNoHeadLeavesAndAfterwardsNoneIsMissing() throws Exception {
    List<String> taken = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          new String(body, StandardCharsets.UTF_8).lines().forEach(taken::add);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      Anchor far = Anchors.of(new String[] {address}, "", folder, Node.CLOCK).get(0);
      Node.HOUSE.in(TestHouse.Context.TRAINING);
      Sealing training = open(folder, far);
      training.close();
      assertEquals(List.of(), taken);
      assertTrue(training.alarms().stream().noneMatch(a -> a.text().en().startsWith("anchor")));
      Node.HOUSE.in(TestHouse.Context.PRODUCTION);
      Sealing sealing = open(folder, far);
      sealing.close();
      assertEquals(sealing.heads(0).size(), taken.size());
      assertTrue(taken.size() > 1, "heads of both times");
    } finally {
      Node.HOUSE.in(TestHouse.Context.PRODUCTION);
      server.stop(0);
    }
  }

  private static void openssl(Path folder, String words) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      assertEquals(0, process.waitFor(), () -> words + ": " + said(folder));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String said(Path folder) {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
