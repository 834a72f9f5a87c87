package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody with the owner's password of the database, who may also write to the log of heads: what
 * he does to the running product is found by {@code lamp:verify}. An anchor on another mount keeps
 * the heads meanwhile. Each test begins sound and leaves it sound.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class TamperIT {
  private Instance instance;
  private Books books;
  private Client web;
  private Path heads;
  private Path anchor;
  private int submitted;

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("tamper");
    anchor = instance.data.resolveSibling("tamper-anchor.log");
    Files.deleteIfExists(anchor);
    instance.configured("io.lamplighter.journal", Map.of("anchors", anchor.toString()));
    instance.start().awaitHealthy(Instance.FIRST_START);
    books = new Books(instance);
    web = instance.client().withKey(instance.users().key("web"));
    heads = instance.data.resolve("journal/heads.log");
    for (int i = 0; i < 3; i++) {
      sealSomething();
    }
    books.verifies();
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  private void sealSomething() throws Exception {
    long before = books.number("select coalesce(max(number), 0) from journal.block");
    web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                "tamper-" + ++submitted,
                "text",
                "家里没电",
                "region",
                "330602",
                "address",
                "绍兴市越城区天下小区" + submitted + "幢"))
        .expect(201);
    Await.until(
        Duration.ofSeconds(30),
        instance::tail,
        () ->
            books.number("select max(number) from journal.block") > before
                && Files.readAllLines(heads).size()
                    >= books.number("select max(number) from journal.block"));
  }

  private Set<String> damages() throws Exception {
    String said = instance.shell("lamp:verify --json");
    Set<String> damages = new TreeSet<>();
    for (JsonNode finding :
        Client.JSON.readTree(said.substring(said.indexOf('{'))).path("findings")) {
      damages.add(finding.get("damage").asText());
    }
    return damages;
  }

  private void sql(String sql) throws Exception {
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement()) {
      statement.execute(sql);
    }
  }

  private void restart() throws Exception {
    instance.stop();
    instance.start().awaitHealthy(Duration.ofSeconds(90));
  }

  @Test
  @Order(1)
  void theRoleThatWorksCanAddAndReadAndNothingElse() throws Exception {
    String password = Files.readString(instance.data.resolve("postgres-app-password")).strip();
    try (Connection owner = instance.jdbc();
        Connection app =
            DriverManager.getConnection(owner.getMetaData().getURL(), "lamplighter_app", password);
        Statement statement = app.createStatement()) {
      statement.executeQuery("select count(*) from journal.entry").close();
      for (String forbidden :
          List.of(
              "update journal.entry set actor = 'x'",
              "delete from journal.entry",
              "truncate journal.entry",
              "update journal.block set root = 'x'",
              "delete from journal.block",
              "truncate journal.block",
              "delete from journal.seal_key",
              "alter table journal.entry owner to lamplighter_app",
              "drop table journal.entry",
              "set role lamplighter",
              "create role mine superuser",
              "alter role lamplighter_app superuser")) {
        SQLException refused =
            assertThrows(SQLException.class, () -> statement.execute(forbidden), forbidden);
        assertEquals("42501", refused.getSQLState(), forbidden + ": " + refused);
      }
    }
    assertFalse(instance.client().get("/health").text().contains("database role"));
  }

  /**
   * A block in the middle is changed and signed with one's own key, the heads from it on are
   * deleted.
   */
  @Test
  @Order(2)
  void changedAndSignedAgainWithAKeyOfHisOwn() throws Exception {
    List<String> kept = Files.readAllLines(heads);
    sql("create table public.saved as select * from journal.block where number = 2");
    KeyPair forger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] open = forger.getPublic().getEncoded();
    String id =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(open))
            .substring(0, 16);
    try (Connection db = instance.jdbc();
        PreparedStatement key =
            db.prepareStatement("insert into journal.seal_key values (?, ?, now(), ?)");
        PreparedStatement block =
            db.prepareStatement(
                "update journal.block set key_id = ?, signature = ?, hash = ? where number = 2")) {
      key.setString(1, id);
      key.setBytes(2, open);
      key.setBytes(3, new byte[16]);
      key.executeUpdate();
      String hash = "ab".repeat(32);
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(forger.getPrivate());
      signature.update(hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      block.setString(1, id);
      block.setString(2, Base64.getEncoder().encodeToString(signature.sign()));
      block.setString(3, hash);
      block.executeUpdate();
    }
    List<String> before = kept.subList(0, 1);
    Files.write(heads, before);
    assertTrue(damages().contains("SIGNATURE_WRONG"), damages()::toString);
    sql(
        "delete from journal.block where number = 2;"
            + " insert into journal.block select * from public.saved; drop table public.saved;"
            + " delete from journal.seal_key where id = '"
            + id
            + "'");
    instance.stop();
    // What was sealed meanwhile came behind what was left.
    List<String> since = Files.readAllLines(heads);
    List<String> all = new ArrayList<>(kept);
    all.addAll(since.subList(before.size(), since.size()));
    Files.write(heads, all);
    instance.start().awaitHealthy(Duration.ofSeconds(90));
    assertEquals(Set.of(), damages());
  }

  @Test
  @Order(3)
  void headsEmptiedAndShortenedOnTheRunningNodeAndWhileItIsStopped() throws Exception {
    List<String> kept = Files.readAllLines(heads);
    Files.write(heads, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    assertTrue(damages().contains("HEAD_MISSING"));
    sealSomethingAnyhow();
    Await.until(
        Duration.ofSeconds(30),
        () -> instance.client().get("/health").text(),
        () -> instance.client().get("/health").text().contains("lamp:verify"));
    instance.stop();
    Files.write(heads, kept.subList(0, 1));
    instance.start().awaitHealthy(Duration.ofSeconds(90));
    sealSomethingAnyhow();
    assertTrue(damages().contains("HEAD_MISSING"), damages()::toString);
    assertTrue(
        Files.readString(instance.data.resolve("log/lamplighter.log")).contains("tampered with"));
    // They are not made anew; an anchor has them.
    instance.stop();
    assertTrue(Files.readAllLines(anchor).size() >= kept.size(), "the anchor has them");
    Files.copy(anchor, heads, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    instance.start().awaitHealthy(Duration.ofSeconds(90));
    assertEquals(Set.of(), damages());
  }

  private void sealSomethingAnyhow() throws Exception {
    long before = books.number("select max(number) from journal.block");
    web.post(
            "/api/v1/submissions",
            Map.of("channel", "web", "text", "停电", "region", "330602", "address", "某处"))
        .expect(201);
    Await.until(
        Duration.ofSeconds(30),
        instance::tail,
        () -> books.number("select max(number) from journal.block") > before);
  }

  @Test
  @Order(4)
  void aRowOfPlainSqlIsFoundBeforeAndAfterSealing() throws Exception {
    sql(
        "insert into journal.entry (type, subject, region, actor, source, time, data) values"
            + " ('request.closed', 'forged', '330602', 'agent', 'desk', now(), '{}')");
    assertEquals(Set.of("INSERTED"), damages());
    sealSomething();
    assertEquals(Set.of("INSERTED"), damages());
    Await.until(
        Duration.ofSeconds(30),
        () -> "what is written is not sealed, but for the forged one" + instance.tail(),
        () ->
            books.number(
                    "select (select count(*) - 1 from journal.entry)"
                        + " - (select sum(count) from journal.block)")
                == 0);
    sql("delete from journal.entry where subject = 'forged'");
    restart();
    assertEquals(Set.of(), damages());
  }

  /** The last test: it leaves nothing that could be mended. */
  @Test
  @Order(5)
  void databaseAndHeadsCutTogetherOnTheRunningNode() throws Exception {
    sealSomething();
    List<String> kept = Files.readAllLines(heads);
    Await.until(
        Duration.ofSeconds(20),
        () -> "anchor",
        () -> Files.readAllLines(anchor).size() >= kept.size());
    sql(
        "with cut as (delete from journal.block where number = (select max(number) from"
            + " journal.block) returning first_xid, first_position)"
            + " delete from journal.entry e using cut where (e.xid, e.position) >="
            + " (cut.first_xid, cut.first_position)");
    Files.write(heads, kept.subList(0, kept.size() - 1));
    assertTrue(damages().contains("CUT_OFF"), damages()::toString);
    instance.stop();
    Files.write(heads, kept.subList(0, kept.size() - 1));
    Files.delete(instance.data.resolve("journal/heads.next"));
    instance.configured("io.lamplighter.journal", Map.of("sealMillis", "500"));
    instance.start().awaitHealthy(Duration.ofSeconds(90));
    String said = instance.shell("lamp:verify --json --heads " + anchor);
    assertTrue(said.contains("CUT_OFF") || said.contains("CHAIN_BROKEN"), said);
  }
}
