package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people correct is counted; another model comes in force without a restart, and goes again.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class LearningIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LEARNING = "/api/v1/learning";
  private static final String SAID = "请问电费怎么算的，想问一下";

  private Instance instance;
  private Client web;
  private Client dispatcher;
  private Client supervisor;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    supervisor = instance.client().loggedIn(instance.users(), "supervisor");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  private String submitted() {
    Map<String, Object> said = new HashMap<>();
    said.put("channel", "web");
    said.put("channelRef", UUID.randomUUID().toString());
    said.put("text", SAID);
    said.put("address", "新昌县学习路" + UUID.randomUUID() + "号");
    said.put("region", "330624");
    return web.post("/api/v1/submissions", said).expect(201).json().get("requestNo").asText();
  }

  /** By which model a request was judged that comes in now. */
  private String judge() {
    return dispatcher
        .get("/api/v1/requests/" + submitted() + "/timeline")
        .expect(200)
        .json()
        .findPath("model")
        .asText();
  }

  private void awaitJudge(String model) throws Exception {
    Await.until(SOON, () -> model + " judges", () -> judge().equals(model));
  }

  private JsonNode figure() {
    Instant now = Instant.now();
    String span = "&from=" + now.minusSeconds(86_400) + "&to=" + now.plusSeconds(86_400);
    return supervisor
        .get(LEARNING + "/figures?by=kind&kind=enquiry" + span)
        .expect(200)
        .json()
        .at("/items/0");
  }

  @Test
  void aCorrectionIsCounted() throws Exception {
    String no = submitted();
    Await.until(SOON, this::figure, () -> figure().path("told").asLong() > 0);
    long before = figure().get("corrected").asLong();
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of("kind", "service"))
        .expect(200);
    Await.until(SOON, this::figure, () -> figure().get("corrected").asLong() == before + 1);
    assertTrue(figure().get("high").asDouble() > figure().get("low").asDouble());
    assertEquals(403, dispatcher.get(LEARNING).status());
  }

  @Test
  void anotherModelJudgesWithoutARestartAndTheOneThatShipsComesBack() throws Exception {
    String shipped = supervisor.get(LEARNING).expect(200).json().get("shipped").asText();
    assertEquals(shipped, judge());
    String table = shipped() + "# of another name\n";
    String model = name(table);
    assertNotEquals(shipped, model);
    String version = LEARNING + "/versions/" + kept(model, table);
    Client any = supervisor.with("If-Match", "*");
    assertEquals(
        "in-force",
        any.post(version + "/enforce", Map.of()).expect(200).json().get("state").asText());
    awaitJudge(model);
    // The desk goes on with what it has while nobody learns.
    String bundle = instance.bundleIds().get("learning");
    Shared.quiet(instance, "bundle:stop " + bundle);
    assertEquals(model, judge());
    Shared.quiet(instance, "bundle:start " + bundle);
    Await.until(
        SOON, () -> supervisor.get(LEARNING), () -> supervisor.get(LEARNING).status() == 200);
    supervisor.post(LEARNING + "/shipped/enforce", Map.of()).expect(200);
    awaitJudge(shipped);
    assertEquals("earlier", supervisor.get(version).expect(200).json().get("state").asText());
  }

  private static String shipped() throws IOException {
    try (ZipFile jar = new ZipFile(Distribution.bundle("desk").toFile());
        InputStream in = jar.getInputStream(jar.getEntry("triage/kinds.model"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String name(String table) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(table.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, 12);
  }

  /** As one that was learned here. */
  private long kept(String model, String table) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(table.getBytes(UTF_8));
    }
    try (Connection database = instance.jdbc();
        PreparedStatement insert =
            database.prepareStatement(
                """
                insert into learning.version (model, state, since, by, trained_at, trained_by, base,
                  against, shipped, corrected, people, new_parts, macro_f1, against_f1, danger_all,
                  danger, against_danger, missed, judged, changes, packed, version)
                values (?, 'EARLIER', now(), 'x', now(), 'x', 'x', 'x', 1, 1, 1, 0, 1, 1, 1, 1, 1,
                  0, 0, '[]', ?, 1) returning no""")) {
      insert.setString(1, model);
      insert.setBytes(2, packed.toByteArray());
      try (ResultSet made = insert.executeQuery()) {
        made.next();
        return made.getLong(1);
      }
    }
  }
}
