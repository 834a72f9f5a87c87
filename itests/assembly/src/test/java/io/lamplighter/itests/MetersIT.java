package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Concentrators of both protocol versions against the running assembly: what is acknowledged is
 * stored once whatever is swapped meanwhile, several last gasps are one request, strangers stay
 * outside.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MetersIT {
  private static final String LOST = "3.26.9.185";
  private static final String USER = "meter-1";
  private static final String OWN = "meters/330602/" + USER + "/events";
  private static final Duration SOON = Duration.ofMinutes(2);

  private Instance instance;
  private Books books;
  private String key;
  private Instant at;

  @BeforeEach
  void connected() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
    key = instance.users().key("meter");
    at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    awaitLine();
  }

  private void awaitLine() throws Exception {
    Await.until(
        SOON,
        () -> instance.client().get("/health").text(),
        () -> {
          for (JsonNode check : instance.client().get("/health").json().path("checks")) {
            if (check.path("name").asText().equals("meters")) {
              return check.path("message").asText().equals("connected");
            }
          }
          return false;
        });
  }

  @Test
  void everyAcknowledgedEventIsStoredOnceWhilePartsAreReplaced() throws Exception {
    try (Publisher modern =
            new Publisher("swap5", Concentrator.modern(instance, "it-5", USER, key));
        Publisher old = new Publisher("swap3", Concentrator.old(instance, "it-3", USER, key))) {
      more(modern, old);
      String intake = bundleId("intake-meters");
      quiet("bundle:update " + intake + " file:" + Distribution.bundle("intake-meters"));
      more(modern, old);
      quiet("bundle:restart " + bundleId("broker-embedded"));
      more(modern, old);
      quiet("bundle:update " + intake + " file:" + Distribution.bundle("intake-meters"));
      more(modern, old);
      modern.close();
      old.close();
      System.out.println("MetersIT: " + modern + ", " + old);
      assertStored("swap5", modern.acknowledged);
      assertStored("swap3", old.acknowledged);
    }
  }

  private void more(Publisher... publishers) throws Exception {
    for (Publisher publisher : publishers) {
      int wanted = publisher.acknowledged.size() + 20;
      Await.until(SOON, () -> publisher.toString(), () -> publisher.acknowledged.size() >= wanted);
    }
  }

  private void assertStored(String prefix, Set<String> acknowledged) throws Exception {
    String stored = "select count(*) from meters.event where meter like '" + prefix + "-%'";
    // One that was sent but not acknowledged before the end may be there too.
    Await.until(
        SOON,
        () -> acknowledged.size() + " acknowledged, stored " + books.number(stored),
        () -> books.number(stored) >= acknowledged.size());
    String missing =
        "select count(*) from unnest(string_to_array('"
            + String.join(",", acknowledged)
            + "', ',')) m where not exists (select from meters.event e where e.meter = m)";
    assertEquals(0, books.number(missing), "acknowledged and not stored");
    String journaled =
        "select count(*) from journal.entry where type = 'meter-event.received' and subject like '"
            + prefix
            + "-%'";
    assertEquals(books.number(stored), books.number(journaled), "one entry for each event");
  }

  private void quiet(String command) throws Exception {
    String said = instance.shell(command);
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  private String bundleId(String name) throws Exception {
    Matcher row =
        Pattern.compile("(?m)^\\s*(\\d+)\\D.*io\\.lamplighter\\." + name + "\\s*$")
            .matcher(instance.shell("bundle:list -t 0 -s --no-format"));
    assertEquals(true, row.find(), name);
    return row.group(1);
  }

  @Test
  void severalLastGaspsOfOneTransformerAreOneRequest() throws Exception {
    Client loader = instance.client().loggedIn(instance.users(), "integrator");
    StringBuilder csv = new StringBuilder("customerNo,name,region,meter,transformer\n");
    for (int i = 1; i <= 3; i++) {
      csv.append("MIT-" + i + ",客户,330602,MITM-" + i + ",MIT-T1\n");
      csv.append("MIT-9" + i + ",客户,330602,MITM-9" + i + ",MIT-T2\n");
    }
    loader
        .with("Content-Type", "text/csv")
        .postRaw("/api/v1/customers/import", csv.toString().getBytes(StandardCharsets.UTF_8))
        .expect(200);
    try (Concentrator concentrator = Concentrator.modern(instance, "it-gasp", USER, key)) {
      concentrator.publish(OWN, Concentrator.event("MITM-91", LOST, at));
      for (int i = 1; i <= 3; i++) {
        concentrator.publish(OWN, Concentrator.event("MITM-" + i, LOST, at.plusSeconds(i)));
      }
    }
    Client dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    String joined =
        "select count(*) from meters.event e join meters.outage o on o.id = e.outage"
            + " where o.transformer = 'MIT-T1' and o.request_no is not null";
    Await.until(SOON, () -> books.number(joined), () -> books.number(joined) == 3);
    List<JsonNode> requests =
        dispatcher.all("/api/v1/requests?channel=meter&transformer=MIT-T1&limit=50");
    assertEquals(1, requests.size(), requests.toString());
    assertEquals("fault-repair", requests.get(0).path("kind").asText());
    assertEquals(
        0, books.number("select count(*) from meters.outage where transformer = 'MIT-T2'"));
  }

  @Test
  void strangersStayOutsideAndGarbageIsKeptWithItsCause() throws Exception {
    List<Concentrator> strangers =
        List.of(
            Concentrator.modern(instance, "it-w5", USER, "wrong"),
            Concentrator.old(instance, "it-w3", USER, "wrong"),
            Concentrator.modern(instance, "it-x5", "meter-2", key),
            Concentrator.old(instance, "it-k3", USER, instance.users().key("web")));
    for (Concentrator stranger : strangers) {
      assertThrows(
          Exception.class, () -> stranger.publish(OWN, Concentrator.event("no-1", LOST, at)));
      stranger.close();
    }
    List<Concentrator> known =
        List.of(
            Concentrator.modern(instance, "it-g5", USER, key),
            Concentrator.old(instance, "it-g3", USER, key));
    for (Concentrator one : known) {
      byte[] event = Concentrator.event("no-2", LOST, at);
      assertThrows(Exception.class, () -> one.publish("meters/330602/other/events", event));
      assertThrows(Exception.class, () -> one.publish("meters/11/" + USER + "/events", event));
      assertThrows(Exception.class, () -> one.publish(OWN, new byte[1 << 20]));
      String garbage = "garbage of " + known.indexOf(one);
      one.publish(OWN, garbage.getBytes(StandardCharsets.UTF_8));
      one.publish(OWN, Concentrator.event("kept-" + known.indexOf(one), LOST, at));
      one.close();
    }
    String kept = "select count(*) from meters.event where meter in ('kept-0', 'kept-1')";
    Await.until(SOON, () -> books.number(kept), () -> books.number(kept) == 2);
    assertEquals(
        2,
        books.number(
            "select count(*) from meters.set_aside where cause = 'not-json'"
                + " and convert_from(payload, 'UTF8') like 'garbage of%'"));
    assertEquals(0, books.number("select count(*) from meters.event where meter like 'no-%'"));
  }

  /** Publishes one event after the other, each again until it is acknowledged. */
  private final class Publisher implements AutoCloseable {
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<String> failures = new ArrayList<>();
    private final String prefix;
    private final Concentrator concentrator;
    private final Thread thread;
    private volatile boolean closed;

    Publisher(String prefix, Concentrator concentrator) {
      this.prefix = prefix;
      this.concentrator = concentrator;
      thread = new Thread(this::run, prefix);
      thread.start();
    }

    private void run() {
      for (int i = 0; !closed; i++) {
        String meter = prefix + "-" + i;
        while (!acknowledged.contains(meter) && !closed) {
          try {
            concentrator.publish(OWN, Concentrator.event(meter, LOST, at));
            acknowledged.add(meter);
          } catch (Exception e) {
            synchronized (failures) {
              failures.add(e.toString());
            }
            pause();
          }
        }
      }
    }

    private void pause() {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        closed = true;
      }
    }

    @Override
    public void close() throws Exception {
      closed = true;
      thread.join();
      concentrator.close();
    }

    @Override
    public String toString() {
      synchronized (failures) {
        return prefix
            + ": "
            + acknowledged.size()
            + " acknowledged, not at once "
            + failures.size()
            + failures.stream().distinct().limit(5).toList();
      }
    }
  }
}
