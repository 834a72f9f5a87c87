package io.lamplighter.intake.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.House.Context;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge's message is a request, its answer is posted back, signed. */
@NullUnmarked
class SocialTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String MESSAGE =
      "{\"type\":\"message.created\",\"timestamp\":\"2026-11-22T00:00:00Z\",\"data\":{\"text\":\"停电\","
          + "\"user\":{\"id\":\"wx-7\",\"name\":\"王\",\"phone\":\"13800000000\"},"
          + "\"location\":{\"lon\":120.5,\"lat\":30}}}";

  private final UnitOfWork work = TestDatabase.unit("social");
  private final List<Submission> submissions = new ArrayList<>();
  private final CommittedFacts journal = new CommittedFacts();
  private final List<Fact> facts = journal.all();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<Boolean> signed = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private volatile int status = 200;
  private List<String> answered;
  private volatile String retryAfter;
  private final TestHouse house = new TestHouse();
  private HttpServer bridge;
  private Hooks hooks;
  private Callbacks callbacks;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    TestDatabase.reset("social");
    bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bridge.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          posted.add(new String(body, UTF_8));
          var headers = exchange.getRequestHeaders();
          signed.add(
              Signature.fits(
                  List.of(Signature.secret(SECRET)),
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  body,
                  headers.getFirst("webhook-signature"),
                  now,
                  Duration.ofMinutes(5)));
          if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    bridge.start();
    Files.writeString(
        folder.resolve("wechat.properties"),
        "secret = "
            + SECRET
            + "\ncallback = http://127.0.0.1:"
            + bridge.getAddress().getPort()
            + "/answers\nregion = 33\n");
    hooks = new Hooks(work, desk(), this::answers, () -> now, Duration.ofMinutes(5), folder);
    callbacks = new Callbacks(work, journal, () -> now, house, folder, Duration.ofHours(24));
  }

  @AfterEach
  void stop() {
    bridge.stop(0);
  }

  private Hooks.Taken send(String name, String id, String body) throws Exception {
    byte[] bytes = body.getBytes(UTF_8);
    String signature = Signature.sign(List.of(Signature.secret(SECRET)), id, now, bytes);
    return hooks.take(name, id, Long.toString(now.getEpochSecond()), signature, bytes);
  }

  @Test
  void aSignedMessageIsARequest() throws Exception {
    assertThrows(Refusal.Unauthenticated.class, () -> send("weibo", "m1", MESSAGE));
    assertThrows(Refusal.Unauthenticated.class, () -> send("../wechat", "m1", MESSAGE));
    assertThrows(
        Refusal.Unauthenticated.class,
        () -> hooks.take("wechat", "m1", "1", "v1,x", MESSAGE.getBytes(UTF_8)));
    assertThrows(
        Refusal.Unauthenticated.class, () -> hooks.take("wechat", null, null, null, new byte[0]));
    send("wechat", "m1", MESSAGE);
    Submission taken = submissions.get(0);
    assertEquals("wechat:m1", taken.channelRef());
    assertEquals("social", taken.channel());
    assertEquals(120.5, taken.location().lon());
    assertEquals(MESSAGE, taken.raw());
    send("wechat", "m2", MESSAGE.replace("\"data\":{", "\"data\":{\"drill\":true,"));
    assertEquals(List.of(false, true), submissions.stream().map(Submission::drill).toList());
  }

  @Test
  void whatIsNoMessageIsRefused() {
    for (String body :
        List.of(
            "",
            "[]",
            "{\"type\":\"x\"}",
            "{\"type\":\"message.created\",\"data\":[]}",
            MESSAGE.replace("120.5", "\"here\""),
            MESSAGE.replace("\"停电\"", "7"),
            MESSAGE.replace("\"data\":{", "\"data\":{\"drill\":1,"),
            MESSAGE + "x",
            "[".repeat(1000))) {
      assertThrows(Refusal.Invalid.class, () -> send("wechat", "m1", body), body);
    }
    assertEquals(0, submissions.size());
  }

  private static Notice notice(String id, String channelRef) {
    return new Notice(id, "R1", "3306", channelRef, null, "已派工", false);
  }

  @Test
  void theAnswerIsPostedBackOnceAndSigned() throws Exception {
    send("wechat", "m1", MESSAGE);
    assertEquals(Carrier.Outcome.TAKEN, callbacks.carry(notice("n1", "wechat:m1")));
    assertEquals(Carrier.Outcome.TAKEN, callbacks.carry(notice("n1", "wechat:m1")));
    assertEquals(Carrier.Outcome.NO_ADDRESS, callbacks.carry(notice("n2", "wechat:m9")));
    assertEquals(Carrier.Outcome.NO_ADDRESS, callbacks.carry(notice("n2", null)));
    while (callbacks.round() > 0) {
      // until nothing is due
    }
    assertEquals(1, posted.size());
    assertTrue(posted.get(0).contains("\"inReplyTo\":\"m1\",\"user\":\"wx-7\""), posted.get(0));
    assertEquals(List.of(true), signed);
    assertEquals(List.of("notice.delivered"), facts.stream().map(Fact::type).toList());
  }

  @Test
  void inTrainingNothingIsPostedAndNothingLater() throws Exception {
    house.in(Context.TRAINING);
    send("wechat", "m1", MESSAGE);
    callbacks.carry(notice("n1", "wechat:m1"));
    assertEquals(1, callbacks.round());
    assertEquals(List.of("notice.withheld"), facts.stream().map(Fact::type).toList());
    assertEquals("training", facts.get(0).data().get("cause"));
    assertEquals("social", facts.get(0).data().get("channel"));
    house.in(Context.PRODUCTION);
    now = now.plus(Duration.ofHours(1));
    assertEquals(0, callbacks.round());
    callbacks.carry(notice("n2", "wechat:m1"));
    callbacks.round();
    assertEquals(1, posted.size());
  }

  @Test
  void aBridgeThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() throws Exception {
    send("wechat", "m1", MESSAGE);
    callbacks.carry(notice("n1", "wechat:m1"));
    status = 503;
    callbacks.round();
    callbacks.round();
    assertEquals(1, posted.size(), "not at once again");
    now = now.plusSeconds(5);
    status = 410;
    callbacks.round();
    assertEquals(List.of("notice.failed"), facts.stream().map(Fact::type).toList());
    assertEquals("HTTP 410", facts.get(0).data().get("cause"));
    bridge.stop(0);
    callbacks.carry(notice("n2", "wechat:m1"));
    callbacks.round();
    now = now.plus(Duration.ofHours(25));
    callbacks.round();
    assertEquals(2, facts.size());
  }

  @Test
  void aBridgeThatSaysWhenIsNotAskedBefore() throws Exception {
    send("wechat", "m1", MESSAGE);
    callbacks.carry(notice("n1", "wechat:m1"));
    status = 429;
    retryAfter = "120";
    callbacks.round();
    retryAfter = "Sun, 22 Nov 2026 00:10:00 GMT";
    callbacks.carry(notice("n2", "wechat:m1"));
    now = now.plusSeconds(119);
    callbacks.round();
    assertEquals(2, posted.size(), "only the new one");
    now = now.plusSeconds(300);
    callbacks.round();
    assertEquals(2, posted.size(), "the second word counts for both");
    status = 200;
    now = Instant.parse("2026-11-22T00:10:01Z");
    callbacks.round();
    assertEquals(4, posted.size());
  }

  @Test
  void whatWasTakenAlongWaitsTooWhenABridgeSaysWhen() throws Exception {
    send("wechat", "m1", MESSAGE);
    for (String id : List.of("n1", "n2", "n3")) {
      callbacks.carry(notice(id, "wechat:m1"));
    }
    status = 429;
    retryAfter = "60";
    callbacks.round();
    assertEquals(1, posted.size());
    status = 200;
    now = now.plusSeconds(180);
    callbacks.round();
    assertEquals(4, posted.size());
  }

  @Test
  void octetsThatAreNoTextAreRefusedAndAByteOrderMarkIsNot() throws Exception {
    send("wechat", "m1", "\uFEFF" + MESSAGE);
    byte[] overlong = MESSAGE.replace("停电", "~~").getBytes(UTF_8);
    int at = new String(overlong, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("~~");
    overlong[at] = (byte) 0xC0;
    overlong[at + 1] = (byte) 0x80;
    assertThrows(Refusal.Invalid.class, () -> SocialMessage.of(overlong));
    assertThrows(Refusal.Invalid.class, () -> send("wechat", "m\0", MESSAGE));
    assertEquals(1, submissions.size());
  }

  @Test
  void whoWroteIsForgottenAfterSoManyDays() throws Exception {
    send("wechat", "m1", MESSAGE);
    callbacks.carry(notice("n1", "wechat:m1"));
    callbacks.carry(notice("n2", "wechat:m1"));
    callbacks.round();
    status = 503;
    callbacks.carry(notice("n3", "wechat:m1"));
    callbacks.round();
    now = now.plus(Duration.ofDays(31));
    assertEquals(
        3,
        TestDatabase.forget("social", () -> now, Map.of("keepDays", 30)),
        "the conversation and the posted answers, not the one that waits");
    assertEquals(Carrier.Outcome.NO_ADDRESS, callbacks.carry(notice("n4", "wechat:m1")));
  }

  @Test
  void whoWasAnsweredAndWantsAPersonReachesOne() throws Exception {
    String wish = MESSAGE.replace("停电", "转人工");
    assertEquals(null, send("wechat", "m0", wish).forPerson(), "nobody answers at once");
    answered = List.of("R1");
    assertEquals(null, send("wechat", "m1", wish).forPerson(), "he was told of nothing");
    callbacks.carry(notice("n1", "wechat:m1"));
    assertEquals("R1", send("wechat", "m2", wish).forPerson());
    assertEquals("R1", send("wechat", "m2", wish).forPerson(), "sent again it is the same");
    assertEquals(2, submissions.size());
    String other = wish.replace("wx-7", "wx-8");
    assertEquals(null, send("wechat", "m3", other).forPerson(), "that is somebody else");
    now = now.plus(Duration.ofDays(8));
    assertEquals(null, send("wechat", "m4", wish).forPerson(), "too long ago");
    assertEquals(4, submissions.size());
  }

  private Answers answers() {
    return answered == null
        ? null
        : (Answers)
            Proxy.newProxyInstance(
                SocialTest.class.getClassLoader(),
                new Class<?>[] {Answers.class},
                (proxy, method, arguments) -> answered.contains((String) arguments[1]));
  }

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            SocialTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) -> {
              submissions.add((Submission) arguments[1]);
              return new Receipt("R1", "t", RequestState.RECEIVED, now, null, List.of(), false);
            });
  }
}
