package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command that carries a key is done once, on whichever node it comes again. */
@Timeout(60)
class AnswersTest {
  private final UnitOfWork door = TestDatabase.unit("door");
  private final UnitOfWork things = TestDatabase.unit("things");
  private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

  /** What happens inside a command, before it is done. */
  private volatile Runnable inside = () -> {};

  private volatile @Nullable RuntimeException failure;
  private Node one;
  private Node two;

  /** A house with its own memory, on the one database. */
  private final class Node {
    final Gate<Answers> gate = new Gate<>(new Semaphore(4));
    final Answers answers = new Answers(door, TestDatabase.commands(), () -> now);
    final House house = new House(new Commands(), gate);

    Node() throws Exception {
      gate.arrive(answers);
    }

    void close() throws Exception {
      house.close();
    }

    Answered call(String path, String key, String body) {
      return call(path, key, body, "");
    }

    Answered call(String path, String key, String body, String headers) {
      try (Wire wire = new Wire(house)) {
        wire.head(
            path,
            headers
                + "Idempotency-Key: "
                + key
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n");
        return new Answered(wire.send(body).answer());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private record Answered(String text) {
    int status() {
      return Integer.parseInt(text.substring(9, 12));
    }

    boolean replayed() {
      return text.contains("Idempotent-Replayed: true");
    }

    /** What it says, whenever it says it. */
    String said() {
      return Pattern.compile("(?m)^(Date|Idempotent-Replayed|Content-Length):.*\\R")
          .matcher(text)
          .replaceAll("")
          .lines()
          .sorted()
          .toList()
          .toString();
    }
  }

  /** What is behind the door. */
  @Path("/")
  @Produces("application/json")
  @Consumes("application/json")
  public final class Commands implements Resource {
    @POST
    @Path("{name}")
    @MayCall({"public", "agent"})
    public Response make(@PathParam("name") String name, Map<String, Object> body) {
      inside.run();
      long id = things.command(t -> insert(t.connection(), name));
      RuntimeException wanted = failure;
      if (wanted != null) {
        throw wanted;
      }
      return Response.created(URI.create("/things/" + id))
          .tag("7")
          .header("Set-Cookie", "a=1")
          .header("Set-Cookie", "b=2")
          .entity(Map.of("id", id, "said", body))
          .build();
    }

    @POST
    @Path("{name}/gone")
    @MayCall("public")
    public void forget(@PathParam("name") String name) {
      things.command(t -> insert(t.connection(), name));
    }

    @POST
    @Path("{name}/file")
    @Consumes("text/csv")
    @MayCall(value = "public", streams = true)
    public Map<String, Object> file(@PathParam("name") String name, InputStream lines)
        throws IOException {
      long id = things.command(t -> insert(t.connection(), name));
      return Map.of("id", id, "read", lines.readAllBytes().length);
    }

    @POST
    @Path("{name}/plain")
    @MayCall("public")
    @Unkeyed("a sample")
    public void plain(@PathParam("name") String name) {
      things.command(t -> insert(t.connection(), name));
    }
  }

  private static long insert(java.sql.Connection connection, String name)
      throws java.sql.SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into things.thing (name) values (?) returning id")) {
      insert.setString(1, name);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private long count(String what) {
    return things.call(
        t -> {
          try (PreparedStatement select = t.connection().prepareStatement(what);
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private long made() {
    return count("select count(*) from things.thing");
  }

  @BeforeEach
  void open() throws Exception {
    TestDatabase.reset("things", "door");
    one = new Node();
    two = new Node();
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
  }

  @Test
  void theSameCallIsAnsweredAlikeAndDoneOnce() {
    Answered first = one.call("/things/a", "k-1", "{\"x\":\"停电\"}");
    assertEquals(201, first.status(), first.text());
    assertFalse(first.replayed());
    for (Node node : List.of(one, two)) {
      Answered again = node.call("/things/a", "\"k-1\"", "{\"x\":\"停电\"}");
      assertTrue(again.replayed(), again.text());
      assertEquals(first.said(), again.said());
    }
    assertEquals(204, one.call("/things/b/gone", "k-2", "").status());
    assertEquals(204, two.call("/things/b/gone", "k-2", "").status());
    assertEquals(2, made());
  }

  @Test
  void anotherCallUnderTheSameKeyIsRefused() {
    one.call("/things/a", "k", "{\"x\":1}");
    for (String path : List.of("/things/a", "/things/b", "/things/a?x=1")) {
      Answered other = two.call(path, "k", path.equals("/things/a") ? "{\"x\":2}" : "{\"x\":1}");
      assertEquals(409, other.status(), other.text());
      assertTrue(other.text().contains("urn:lamplighter:problem:idempotency-key.used"));
    }
    assertEquals(1, made());
  }

  @Test
  void aKeyIsItsCallersOwn() {
    Answered first = one.call("/things/a", "k", "{}");
    Answered others = one.call("/things/a", "k", "{}", House.AGENT);
    assertFalse(others.replayed());
    assertNotEquals(first.said(), others.said());
    assertEquals(2, made());
  }

  @Test
  void whoHasMovedIsSomebodyElse() {
    Answered first = one.call("/things/a", "k", "{}", House.AGENT);
    Answered moved = one.call("/things/a", "k", "{}", House.MOVED);
    assertFalse(moved.replayed());
    assertNotEquals(first.said(), moved.said());
  }

  @Test
  void theVersionThatWasSeenBelongsToTheCall() {
    assertEquals(201, one.call("/things/a", "k", "{}", "If-Match: \"1\"\r\n").status());
    assertEquals(409, one.call("/things/a", "k", "{}", "If-Match: \"7\"\r\n").status());
    assertEquals(409, one.call("/things/a", "k", "{}").status());
    assertTrue(one.call("/things/a", "k", "{}", "If-Match: \"1\"\r\n").replayed());
    assertEquals(1, made());
  }

  @Test
  void aFileThatIsReadWhileItComesIsKnownByAllOfIt() throws IOException {
    for (boolean chunked : List.of(false, true)) {
      String key = "k" + chunked;
      Answered first = file(key, "a,1\n", chunked);
      assertEquals(200, first.status(), first.text());
      Answered other = file(key, "a,2\n", chunked);
      assertEquals(409, other.status(), other.text());
      assertEquals(409, file(key, "a,1\na,2\n", chunked).status());
      Answered again = file(key, "a,1\n", !chunked);
      assertTrue(again.replayed(), again.text());
      assertEquals(first.said(), again.said());
    }
    assertEquals(2, made());
  }

  private Answered file(String key, String lines, boolean chunked) throws IOException {
    int length = lines.length();
    try (Wire wire = new Wire(one.house)) {
      wire.head(
          "/things/a/file",
          "Idempotency-Key: "
              + key
              + "\r\nContent-Type: text/csv\r\n"
              + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
              + "\r\n");
      String body = Integer.toHexString(length) + "\r\n" + lines + "\r\n0\r\n\r\n";
      return new Answered(wire.send(chunked ? body : lines).answer());
    }
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    failure = new Refusal.Conflict("not-yet", new Text("not yet", "尚不可"));
    assertEquals(409, one.call("/things/a", "k", "{}").status());
    assertEquals(0, made(), "what is answered with an error was not done");
    failure = null;
    assertEquals(201, one.call("/things/a", "k", "{}").status());
    failure = new IllegalStateException("an error of ours");
    assertEquals(201, two.call("/things/a", "k", "{}").status());
    assertEquals(500, two.call("/things/a", "other", "{}").status());
    assertEquals(1, made());
  }

  @Test
  void ofTwoAtOnceOnTwoNodesOneIsDone() {
    CyclicBarrier both = new CyclicBarrier(2);
    inside =
        () -> {
          try {
            both.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    for (int round = 0; round < 20; round++) {
      String key = "k" + round;
      List<CompletableFuture<Answered>> calls = new ArrayList<>();
      for (Node node : List.of(one, two)) {
        calls.add(CompletableFuture.supplyAsync(() -> node.call("/things/a", key, "{}")));
      }
      Answered a = calls.get(0).join();
      Answered b = calls.get(1).join();
      assertEquals(201, a.status(), a.text());
      assertEquals(a.said(), b.said());
      assertTrue(a.replayed() ^ b.replayed());
      assertEquals(round + 1, made());
    }
  }

  @Test
  void whileItIsStillBeingAnsweredTheSameCallIsToldToComeBack() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    inside =
        () -> {
          entered.countDown();
          try {
            go.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    var first = CompletableFuture.supplyAsync(() -> one.call("/things/a", "k", "{}"));
    assertTrue(entered.await(20, TimeUnit.SECONDS));
    Answered second = one.call("/things/a", "k", "{}");
    assertEquals(503, second.status(), second.text());
    assertTrue(second.text().contains("Retry-After: 1"), second.text());
    go.countDown();
    assertEquals(201, first.get(20, TimeUnit.SECONDS).status());
    assertEquals(first.get().said(), one.call("/things/a", "k", "{}").said());
    assertEquals(1, made());
  }

  @Test
  void whatIsKeptOpensWithTheKeyOnly() {
    one.call("/things/secretname", "k", "{\"password\":\"open-sesame\"}");
    byte[] kept =
        door.call(
            t -> {
              try (PreparedStatement select =
                      t.connection().prepareStatement("select given from door.answer");
                  ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
              }
            });
    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("sesame"));
    CallKey mine = CallKey.of(new Visitor(Caller.PUBLIC, "127.0.0.1", true).standing(), "k");
    assertTrue(new String(KeptAnswer.read(mine.open(kept)).body(), UTF_8).contains("open-sesame"));
  }

  @Test
  void keysAreOfSomeLengthAndNobodyKeepsThemForOthers() throws Exception {
    assertEquals(400, one.call("/things/a", "k".repeat(129), "{}").status());
    assertEquals(400, one.call("/things/a", "\"\"", "{}").status());
    one.call("/things/a/plain", "k", "");
    one.call("/things/a/plain", "k", "");
    assertEquals(2, made());
    Gate<Answers> nobody = new Gate<>(new Semaphore(4));
    try (House house = new House(new Commands(), nobody);
        Wire wire = new Wire(house)) {
      wire.head("/things/a/gone", "Idempotency-Key: k\r\nContent-Length: 0\r\n");
      assertTrue(wire.answer().startsWith("HTTP/1.1 503 "));
    }
    assertEquals(2, made());
  }

  @Test
  void afterDaysItIsForgotten() throws Exception {
    one.call("/things/a", "k", "{}");
    now = now.plus(Duration.ofDays(6));
    assertEquals(0, TestDatabase.forget("door", () -> now, Map.of()));
    assertTrue(one.call("/things/a", "k", "{}").replayed());
    now = now.plus(Duration.ofDays(2));
    TestDatabase.forget("door", () -> now, Map.of());
    assertEquals(0, count("select count(*) from door.answer"));
  }
}
