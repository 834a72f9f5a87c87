package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.routes.Letter;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.TestDatabase;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class CouriersTest {
  private static final Caller INTEGRATOR =
      new Caller("li", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR), "33", Set.of());

  private final Partner partner = new Partner();
  private Post post;

  /** Notes what reached it, by subject, in order. */
  private static final class Partner implements Delivery {
    final Map<String, List<Long>> got = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile Delivery mood = entry -> null;

    @Override
    public @Nullable Throwable attempt(Entry entry) {
      calls.incrementAndGet();
      Throwable trouble = mood.attempt(entry);
      if (trouble == null) {
        got.computeIfAbsent(entry.subject(), s -> new ArrayList<>()).add(entry.cursor().position());
      }
      return trouble;
    }

    int count() {
      return got.values().stream().mapToInt(List::size).sum();
    }
  }

  @BeforeEach
  void open() {
    TestDatabase.unit("routes");
    TestDatabase.reset("routes");
    post = new Post();
  }

  @AfterEach
  void close() {
    post.close();
  }

  @Test
  void everyEntryArrivesInOrderOfItsSubjectWhileSomeAttemptsFail() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    partner.mood =
        entry -> {
          synchronized (random) {
            return random.nextInt(10) == 0 ? new IllegalStateException("now and then") : null;
          }
        };
    post.follow(Samples.settings("erp", 100), partner);
    Map<String, List<Long>> sent = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (long i = 1; i <= 3_000; i++) {
      String subject = "s" + random.nextInt(40);
      entries.add(Samples.entry(i, subject));
      sent.computeIfAbsent(subject, s -> new ArrayList<>()).add(i);
    }
    post.write("erp", entries);
    Samples.await("all delivered", () -> partner.count() == entries.size());
    assertEquals(sent, partner.got);
    Samples.await("table empty", () -> Post.kept("erp") == 0);
  }

  @Test
  void nothingOfADrillGoesOut() throws Exception {
    Entry one = Samples.entry(1, "a");
    Entry drill =
        new Entry(
            one.cursor(),
            one.type(),
            one.subject(),
            one.region(),
            one.actor(),
            one.source(),
            one.time(),
            Map.of("drill", true));
    post.follow(Samples.settings("erp", 3), partner);
    post.write("erp", List.of(drill, Samples.entry(2, "a")));
    Samples.await("the other is delivered", () -> partner.count() == 1);
    assertEquals(Map.of("a", List.of(2L)), partner.got);
  }

  @Test
  void aBadOneIsParkedAndHoldsUpOnlyItsOwnSubject() throws Exception {
    AtomicBoolean bad = new AtomicBoolean(true);
    partner.mood =
        entry ->
            bad.get() && entry.cursor().position() == 2
                ? new IllegalArgumentException("no such material, password=secret&x=1")
                : null;
    post.follow(Samples.settings("erp", 3), partner);
    post.write(
        "erp",
        List.of(
            Samples.entry(1, "a"),
            Samples.entry(2, "a"),
            Samples.entry(3, "a"),
            Samples.entry(4, "b")));
    Samples.await("parked", () -> letters().size() == 1);
    post.write("erp", List.of(Samples.entry(5, "a"), Samples.entry(6, "b")));
    Samples.await("others flow", () -> partner.got.getOrDefault("b", List.of()).size() == 2);
    Samples.await("behind it", () -> letters().get(0).behind() == 2);

    Letter letter = letters().get(0);
    assertEquals(2, letter.entry().cursor().position());
    assertEquals(3, letter.attempts());
    assertTrue(letter.cause().contains("no such material"), letter.cause());
    assertTrue(!letter.cause().contains("secret"), letter.cause());
    assertEquals(List.of(1L), partner.got.get("a"));

    bad.set(false);
    Letter corrected =
        post.letters.correct(INTEGRATOR, letter.id(), letter.version(), Map.of("material", "M1"));
    assertEquals("li", corrected.correctedBy());
    assertThrows(
        Refusal.Stale.class,
        () -> post.letters.correct(INTEGRATOR, letter.id(), letter.version(), Map.of()));
    assertEquals(1, post.letters.replay(INTEGRATOR, List.of(letter.id())));
    Samples.await("order kept", () -> List.of(1L, 2L, 3L, 5L).equals(partner.got.get("a")));
    Samples.await("table empty", () -> Post.kept("erp") == 0);
    assertEquals(
        List.of("letter.parked", "letter.corrected", "letter.replayed"),
        post.facts.stream().map(fact -> fact.type()).toList());
    assertEquals("li", post.facts.get(2).actor());
  }

  @Test
  void aDiscardedOneLetsThoseBehindItGo() throws Exception {
    partner.mood =
        entry -> entry.cursor().position() == 1 ? new IllegalArgumentException("bad") : null;
    post.follow(Samples.settings("erp", 1), partner);
    post.write("erp", List.of(Samples.entry(1, "a"), Samples.entry(2, "a")));
    Samples.await("parked", () -> letters().size() == 1);
    assertThrows(
        Refusal.NotFound.class,
        () ->
            post.letters.discard(
                new Caller("x", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR), "11", Set.of()),
                letters().get(0).id(),
                "not mine"));
    post.letters.discard(INTEGRATOR, letters().get(0).id(), "entered by hand");
    Samples.await("next goes", () -> List.of(2L).equals(partner.got.get("a")));
  }

  @Test
  void nothingIsParkedWhileThePartnerIsAwayAndAllComesAfterwards() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    partner.mood = entry -> away.get() ? new ConnectException("refused") : null;
    post.follow(Samples.settings("erp", 2), partner);
    List<Entry> entries = new ArrayList<>();
    for (long i = 1; i <= 300; i++) {
      entries.add(Samples.entry(i, "s" + i % 30));
    }
    post.write("erp", entries);
    Samples.await("the circuit opens", () -> figures().blockedSince() != null);
    int calls = partner.calls.get();
    Samples.await("it is probed", () -> partner.calls.get() > calls + 3);
    assertNotNull(figures().oldest());
    away.set(false);
    Samples.await("all delivered", () -> partner.count() == 300);
    assertEquals(List.of(), letters());
    assertEquals(null, figures().blockedSince());
  }

  @Test
  void aPartnerIsLeftAloneAsLongAsHeSays() throws Exception {
    partner.mood =
        entry ->
            new HttpOperationFailedException(
                "http://erp/x", 429, "", null, Map.of("Retry-After", "3600"), "busy");
    post.follow(Samples.settings("erp", 2), partner);
    post.write("erp", List.of(Samples.entry(1, "a")));
    Samples.await("the circuit opens", () -> figures().blockedSince() != null);
    List<Entry> entries = new ArrayList<>();
    for (long i = 2; i <= 100; i++) {
      entries.add(Samples.entry(i, "s" + i));
    }
    post.write("erp", entries);
    Samples.await("all wait", () -> figures().waiting() == 100);
    assertEquals(1, partner.calls.get());
    assertEquals(List.of(), letters());
  }

  @Test
  void whatIsNotDeliveredIsThereAfterARestart() throws Exception {
    partner.mood = entry -> new ConnectException("refused");
    post.follow(Samples.settings("erp", 2), partner);
    post.write("erp", List.of(Samples.entry(1, "a"), Samples.entry(2, "a")));
    Samples.await("tried", () -> partner.calls.get() > 0);
    post.close();

    post = new Post();
    partner.mood = entry -> null;
    post.follow(Samples.settings("erp", 2), partner);
    Samples.await("delivered", () -> List.of(1L, 2L).equals(partner.got.get("a")));
  }

  @Test
  void whatAForgottenReaderHadLeftGoesWithIt() throws Exception {
    partner.mood = entry -> new IllegalArgumentException("bad");
    post.follow(Samples.settings("erp", 1), partner);
    post.write("erp", List.of(Samples.entry(1, "a"), Samples.entry(2, "a")));
    Samples.await("parked", () -> letters().size() == 1);
    Entry forgotten =
        new Entry(
            new Cursor(9, 9),
            "reader.forgotten",
            "erp",
            "33",
            "li",
            "/lamplighter/journal",
            Samples.CLOCK.instant(),
            Map.of());
    ForgottenReaders follower = new ForgottenReaders(Post.WORK);
    Post.WORK.run(t -> follower.handle(t, List.of(forgotten)));
    assertEquals(2, Post.kept("erp"), "it is followed again");
    post.couriers.remove("erp");
    Post.WORK.run(t -> follower.handle(t, List.of(forgotten)));
    assertEquals(0, Post.kept("erp"));
  }

  @Test
  void anotherNodeTakesOverFromOneThatIsSilent() throws Exception {
    post.follow(Samples.settings("erp", 2), partner);
    Samples.await("first node follows", () -> post.follows("erp"));
    try (Post second = new Post()) {
      Partner other = new Partner();
      second.follow(Samples.settings("erp", 2), other);
      post.write("erp", List.of(Samples.entry(1, "a")));
      Samples.await("delivered by the first", () -> partner.count() == 1);
      post.die();
      Samples.await("one of them follows", () -> second.follows("erp") || post.follows("erp"));
      Samples.await("only one", () -> second.follows("erp") != post.follows("erp"));
    }
  }

  @Test
  void aReadersNameIsTakenOnce() {
    post.follow(Samples.settings("erp", 2), partner);
    assertThrows(
        IllegalStateException.class, () -> post.follow(Samples.settings("erp", 2), partner));
  }

  private CourierFigures figures() {
    CourierFigures figures = post.couriers.figures("erp");
    assertNotNull(figures);
    return figures;
  }

  private List<Letter> letters() {
    return post.letters.find(INTEGRATOR, null, null, 10).items();
  }
}
