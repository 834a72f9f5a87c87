package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.NewerPart;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.intake.sms.Centre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Parts moved to a newer version and back under load, one after the other: the lines to the message
 * centre, to the broker and from the concentrators to it stay up through all of it, what was
 * acknowledged is there once, and who calls over HTTP waits a moment at most.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class LinesIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final long MOST_REFUSED_MILLIS = 2_000;
  private static final long SLOWEST_MILLIS = 10_000;
  private static final int MORE = 5;
  private static final String NEWER = "0.1.1";

  /**
   * What the lines stand on, nearest first. What stands beside it needs another three minutes:
   * {@code -Dlines=security,notices,systems,network,health}.
   */
  private static final List<String> PARTS =
      List.of(System.getProperty("lines", "customers,desk,journal,store").split(","));

  private Instance instance;
  private Books books;
  private Centre centre;

  @BeforeAll
  void start() throws Exception {
    centre = new Centre();
    instance = Instance.fresh("lines");
    Texts.over(instance, centre, 500);
    instance.start().awaitHealthy(Instance.FIRST_START);
    books = new Books(instance);
    Await.until(SOON, () -> instance.client().get("/health").text(), () -> centre.binds.get() > 0);
    Concentrator.awaitLine(instance, SOON);
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
    centre.close();
  }

  @Test
  void linesStayUpWhateverIsReplaced() throws Exception {
    String key = instance.users().key("meter");
    Concentrator modern = Concentrator.modern(instance, "lines-5", EventPublisher.USER, key);
    Concentrator old = Concentrator.old(instance, "lines-3", EventPublisher.USER, key);
    Edges edges = new Edges(instance, centre, null);
    Pressure texts = new Pressure("texts", edges::text);
    EventPublisher five = new EventPublisher("lines5", modern);
    EventPublisher three = new EventPublisher("lines3", old);
    try (texts;
        five;
        three) {
      for (String part : PARTS) {
        replace(part, texts, List.of(five, three));
        assertEquals(1, centre.binds.get(), part + ": the message centre was bound again");
        assertEquals(1, modern.connects(), part + ": the concentrator had to connect again");
        assertEquals(1, old.connects(), part + ": the old concentrator had to connect again");
        assertEquals(1, lines(), part + ": the platform had to connect to the broker again");
      }
    }
    System.out.println("LinesIT: " + texts + ", " + five + ", " + three);
    five.balance(books);
    three.balance(books);
    assertThereOnce(texts);
    books.verifies();
  }

  /** To the newer version and back, with load before, between and after. */
  private void replace(String part, Pressure texts, List<EventPublisher> meters) throws Exception {
    String id = instance.bundleIds().get(part);
    NewerPart newer = new NewerPart(part, NEWER);
    if (part.equals("desk")) {
      newer.with("db/desk/V900__mark.sql", "CREATE TABLE desk.mark (id int);");
    }
    Clients clients =
        new Clients(
            "web", "lines-" + part, 3, instance.client().withKey(instance.users().key("web")));
    try (clients) {
      for (Path jar :
          List.of(newer.jar(instance.data.resolve("jars")), Distribution.bundle(part))) {
        more(clients, texts, meters);
        String said = instance.shell("bundle:update " + id + " file:" + jar);
        assertFalse(said.contains("Error") || said.contains("Exception"), said);
      }
      more(clients, texts, meters);
    }
    instance.awaitHealthy(SOON);
    System.out.println(
        "LinesIT: " + part + ": " + clients + ", refused " + clients.refusedMillis() + " ms");
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    assertEquals(0, clients.count(0), "connections that failed");
    assertTrue(
        clients.refusedMillis() < MOST_REFUSED_MILLIS,
        part + ": " + clients.refusedMillis() + " ms of 503");
    assertTrue(clients.slowestMillis() < SLOWEST_MILLIS, part + ": " + clients);
    books.balance(clients, "web", "lines-" + part);
  }

  private static void more(Clients clients, Pressure texts, List<EventPublisher> meters)
      throws Exception {
    int before = clients.acknowledged().size();
    int texted = texts.acknowledged().size();
    for (EventPublisher one : meters) {
      one.awaitMore(MORE);
    }
    Await.until(
        SOON,
        () -> clients + ", " + texts,
        () ->
            clients.acknowledged().size() >= before + 20
                && texts.acknowledged().size() >= texted + MORE);
  }

  /** How often the platform has opened a line to its broker, as its log says. */
  private long lines() throws IOException {
    try (Stream<Path> logs = Files.find(instance.data.resolve("log"), 1, (f, a) -> isLog(f))) {
      long opened = 0;
      for (Path log : logs.toList()) {
        opened +=
            Files.readAllLines(log).stream()
                .filter(line -> line.contains("Connected to lamplighter@tcp"))
                .count();
      }
      return opened;
    }
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().contains(".log");
  }

  private void assertThereOnce(Pressure texts) throws Exception {
    Map<String, String> counts =
        Map.of(
            "lost",
            "select count(*) from unnest(string_to_array('"
                + String.join(",", texts.acknowledged())
                + "', ',')) m where not exists"
                + " (select from desk.request where channel = 'sms' and contact_phone = m)",
            "doubled",
            "select count(*) - count(distinct contact_phone) from desk.request"
                + " where channel = 'sms'");
    for (Map.Entry<String, String> count : counts.entrySet()) {
      assertEquals(0, books.number(count.getValue()), count.getKey() + ": " + texts);
    }
  }
}
