package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What crews do arrives once, in order, however it comes; their requests move with it. */
class ActsTest {
  private static final Caller MEMBER = Depot.person("A-0", Role.CREW);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private Depot depot;
  private Acts acts;
  private Files files;
  private long seq;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.crew("B");
    depot.works("A", "2026-11-24");
    depot.request("R1");
    depot.book("R1", DAY);
    new Plans(depot.tools).publish(Depot.AGENT, "S1", Depot.MONDAY.plusDays(1), null);
    depot.tellDesk();
    depot.now = Depot.at("2026-11-24T08:30");
    acts = new Acts(depot.tools);
    files = new Files(depot.tools, acts);
  }

  private Act act(String kind, String at, Map<String, Object> body) {
    return sent(kind, at, at, body, depot.now);
  }

  private Act sent(String kind, String at, String sentAt, Map<String, Object> body, Instant now) {
    return Act.read(
        new Act.Sent(
            UUID.randomUUID().toString(),
            "R1-1",
            kind,
            Depot.at(at).toString(),
            "phone-1",
            ++seq,
            Depot.at(sentAt).toString(),
            body),
        "/0",
        now);
  }

  private List<String> take(Act... some) {
    return acts.take(MEMBER, List.of(some)).stream().map(one -> one.outcome().wire()).toList();
  }

  private List<Act> day() {
    return List.of(
        act("accept", "2026-11-24T08:30", Map.of()),
        act("depart", "2026-11-24T08:30", Map.of()),
        act("arrive", "2026-11-24T08:30", Map.of()),
        act("finish", "2026-11-24T08:30", Map.of("result", "已装表")));
  }

  @Test
  void aDaysActsMoveTheRequestToItsEnd() {
    assertEquals(List.of("done", "done", "done", "done"), take(day().toArray(Act[]::new)));
    assertEquals(WorkState.FINISHED, depot.order("R1-1").state());
    depot.tellDesk();
    assertEquals(
        List.of(Move.SCHEDULE, Move.DISPATCH, Move.ACCEPT, Move.ARRIVE, Move.RESOLVE),
        depot.moves.stream().map(MoveOrder::move).toList());
    MoveOrder last = depot.moves.get(depot.moves.size() - 1);
    assertEquals("已装表", last.data().get("result"));
    List<String> told = depot.told("R1-1");
    assertEquals("work-order.finished", told.get(told.size() - 1));
  }

  @Test
  void whatComesAgainIsKnown() {
    List<Act> day = day();
    take(day.toArray(Act[]::new));
    int told = depot.journal.all().size();
    assertEquals(List.of("again", "again", "again", "again"), take(day.toArray(Act[]::new)));
    assertEquals(told, depot.journal.all().size());
  }

  @Test
  void inWhateverOrderTheyComeTheEndIsTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Act> day = new ArrayList<>(day());
    Collections.shuffle(day, random);
    for (Act one : day) {
      String outcome = take(one).get(0);
      assertTrue(outcome.equals("done") || outcome.equals("late"), outcome + ", seed " + seed);
    }
    assertEquals(WorkState.FINISHED, depot.order("R1-1").state(), "seed " + seed);
    depot.tellDesk();
    assertEquals(5, depot.moves.size(), "seed " + seed);
  }

  @Test
  void aPhonesWrongClockIsPutRight() {
    Act act = sent("arrive", "2026-11-24T10:00", "2026-11-24T10:10", Map.of(), depot.now);
    assertEquals(depot.now.minus(Duration.ofMinutes(10)), act.doneAt());
  }

  @Test
  void whatDoesNotFitIsSaidAndNotGuessed() {
    assertEquals(
        List.of("refused"),
        acts
            .take(
                Depot.person("B-0", Role.CREW),
                List.of(act("accept", "2026-11-24T08:30", Map.of())))
            .stream()
            .map(one -> one.outcome().wire())
            .toList(),
        "another crew's work");
    depot.happens("request.cancelled", "R1", Map.of("to", "cancelled"));
    assertEquals(List.of("conflict"), take(act("arrive", "2026-11-24T08:30", Map.of())));
    assertEquals("arrive", depot.order("R1-1").conflict());
    depot.now = Depot.at("2026-11-26T08:30");
    assertEquals(List.of("refused"), take(act("note", "2026-11-26T08:30", Map.of())), "off duty");
  }

  @Test
  void whoCannotDoItHasItNoMore() {
    take(day().subList(0, 3).toArray(Act[]::new));
    assertEquals(
        List.of("done"), take(act("fail", "2026-11-24T08:30", Map.of("reason", "no-access"))));
    WorkOrder order = depot.order("R1-1");
    assertEquals(WorkState.FAILED, order.state());
    assertNull(order.crew());
    assertEquals("no-access", order.failedFor());
  }

  @Test
  void anAbsentCustomerHasMissedUs() {
    take(day().subList(0, 2).toArray(Act[]::new));
    take(act("fail", "2026-11-24T08:30", Map.of("reason", "customer-absent")));
    assertTrue(depot.told("R1").contains("appointment.missed"));
  }

  @Test
  void badActsNameEveryField() {
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                Act.read(
                    new Act.Sent("x", null, "jump", "yesterday", "", -1L, null, Map.of()),
                    "/7",
                    depot.now));
    assertEquals(
        List.of(
            "/7/id", "/7/workOrder", "/7/kind", "/7/device", "/7/seq", "/7/deviceAt", "/7/sentAt"),
        wrong.errors().stream().map(one -> one.pointer()).toList());
  }

  /** The head of a PNG of that size, and what follows. */
  static byte[] png(int width, int height, int length) {
    byte[] bytes = new byte[length];
    byte[] head = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    System.arraycopy(head, 0, bytes, 0, head.length);
    for (int i = 0; i < 4; i++) {
      bytes[16 + i] = (byte) (width >> 24 - 8 * i);
      bytes[20 + i] = (byte) (height >> 24 - 8 * i);
    }
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private String announce(byte[] bytes, String kind) throws Exception {
    String id = UUID.randomUUID().toString();
    files.begin(
        MEMBER,
        id,
        new Files.Announced("R1-1", kind, "image/png", (long) bytes.length, sha256(bytes)));
    return id;
  }

  @Test
  void picturesComeFirstPartByPart() throws Exception {
    byte[] photo = png(1600, 1200, Files.PART + 1000);
    String id = announce(photo, "photo");
    take(day().subList(0, 3).toArray(Act[]::new));
    Act finish = act("finish", "2026-11-24T08:30", Map.of("result", "好", "files", List.of(id)));
    assertEquals(List.of("waiting-files"), take(finish));
    files.put(MEMBER, id, 1, Arrays.copyOfRange(photo, Files.PART, photo.length));
    files.put(MEMBER, id, 1, Arrays.copyOfRange(photo, Files.PART, photo.length));
    assertEquals(List.of("waiting-files"), take(finish));
    files.put(MEMBER, id, 0, Arrays.copyOf(photo, Files.PART));
    files.put(MEMBER, id, 0, Arrays.copyOf(photo, Files.PART));
    assertEquals(List.of("done"), take(finish));
  }

  @Test
  void whatIsNoPictureIsNotKept() throws Exception {
    byte[] words = "<svg onload=alert(1)>, and no signature".getBytes(StandardCharsets.UTF_8);
    String signature = announce(words, "signature");
    Refusal.Invalid no =
        assertThrows(Refusal.Invalid.class, () -> files.put(MEMBER, signature, 0, words));
    assertTrue(no.errors().get(0).message().en().contains("no picture"), no.toString());
    assertThrows(Refusal.NotFound.class, () -> files.put(MEMBER, signature, 0, words));

    byte[] bomb = png(60_000, 60_000, 500);
    String photo = announce(bomb, "photo");
    assertThrows(Refusal.Invalid.class, () -> files.put(MEMBER, photo, 0, bomb));

    byte[] other = png(10, 10, 500);
    String id = announce(other, "photo");
    assertThrows(
        Refusal.Invalid.class, () -> files.put(MEMBER, id, 0, png(20, 20, 500)), "other bytes");
    Caller stranger = Depot.person("B-0", Role.CREW);
    assertThrows(
        Refusal.NotFound.class, () -> files.put(stranger, announce(other, "photo"), 0, other));
  }

  @Test
  void whatIsTooLargeOrTooManyIsRefusedByField() throws Exception {
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                files.begin(
                    MEMBER, "?", new Files.Announced(null, "film", "video/mp4", 11L << 20, "zz")));
    assertEquals(6, wrong.errors().size());
    for (int i = 0; i < 10; i++) {
      announce(png(10, 10, 100 + i), "photo");
    }
    byte[] more = png(10, 10, 99);
    assertEquals(
        "file.too-many",
        assertThrows(Refusal.Conflict.class, () -> announce(more, "photo")).code());
  }

  @Test
  void whoeverMayLooksAtPicturesThatHaveCome() throws Exception {
    byte[] photo = png(1600, 1200, Files.PART + 1000);
    String id = announce(photo, "photo");
    announce(png(10, 10, 99), "signature");
    files.put(MEMBER, id, 1, Arrays.copyOfRange(photo, Files.PART, photo.length));
    assertEquals(List.of(), files.ofOrder(Depot.AGENT, "R1-1"), "a half is none");
    files.put(MEMBER, id, 0, Arrays.copyOf(photo, Files.PART));
    assertEquals(1, files.ofOrder(Depot.AGENT, "R1-1").size());
    Files.Picture picture = files.picture(Depot.AGENT, "R1-1", id);
    assertEquals("image/png", picture.file().type());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : picture.parts()) {
      all.write(part);
    }
    assertArrayEquals(photo, all.toByteArray());
    Caller elsewhere = new Caller("bo", Caller.Kind.PERSON, Set.of(Role.AGENT), "44", Set.of());
    assertThrows(Refusal.NotFound.class, () -> files.picture(elsewhere, "R1-1", id));
    assertThrows(Refusal.NotFound.class, () -> files.picture(Depot.AGENT, "R1-1", "?"));
  }

  @Test
  void picturesThatNeverCameKeepNoneOut() throws Exception {
    for (int i = 0; i < 10; i++) {
      announce(png(10, 10, 100 + i), "photo");
    }
    depot.now = depot.now.plus(Duration.ofHours(25));
    byte[] photo = png(10, 10, 99);
    files.put(MEMBER, announce(photo, "photo"), 0, photo);
  }

  @Test
  void oneBadActKeepsNoOtherBack() {
    String at = depot.now.toString();
    Map<String, Object> tooLong = Map.of("note", "长".repeat(4_001));
    List<Act.Sent> sent =
        List.of(
            new Act.Sent(id(), "R1-1", "note", at, "phone-1", 1L, at, tooLong),
            new Act.Sent(id(), "R1-1", "accept", at, "phone-1", 2L, at, Map.of()));
    List<ActsResource.Answer> answers = ActsResource.take(acts, MEMBER, sent, Locale.ENGLISH);
    assertEquals(
        List.of("refused", "done"), answers.stream().map(ActsResource.Answer::outcome).toList());
    assertTrue(String.valueOf(answers.get(0).reason()).contains("/0/body/note"), "" + answers);
    assertEquals(WorkState.ACCEPTED, depot.order("R1-1").state());
    List<Act.Sent> nameless = List.of(new Act.Sent("?", null, null, at, null, 1L, at, null));
    assertThrows(
        Refusal.Invalid.class, () -> ActsResource.take(acts, MEMBER, nameless, Locale.ENGLISH));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
