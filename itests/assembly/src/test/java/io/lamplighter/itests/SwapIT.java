package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.EventStream;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bundles replaced under load, again and again: nothing accepted is lost or doubled, callers see
 * waiting or 503 and never 404 or 500, followers miss and repeat nothing, and whoever does not
 * depend on the bundle is not restarted.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class SwapIT {
  private static final int ROUNDS = Integer.getInteger("swaps", 1);
  private static final String API = "io.lamplighter.api.";
  private static final String ASKED = "asked-for ";

  /** Services that must outlive the update of each bundle. */
  private static final Map<String, List<String>> UNTOUCHED =
      Map.of(
          "desk",
              List.of(
                  "security.Access", "customers.Customers", "journal.Journal", "store.Database"),
          "journal", List.of("store.Database"),
          "clocks",
              List.of(
                  "desk.Desk",
                  "organisation.Organisation",
                  "security.Access",
                  "customers.Customers",
                  "journal.Journal",
                  "store.Database"),
          "organisation",
              List.of(
                  "desk.Desk",
                  "clocks.Promises",
                  "security.Access",
                  "customers.Customers",
                  "journal.Journal",
                  "store.Database"),
          "intake-web",
              List.of(
                  "desk.Desk",
                  "security.Access",
                  "customers.Customers",
                  "journal.Journal",
                  "store.Database"),
          "door",
              List.of(
                  "desk.Desk",
                  "security.Access",
                  "customers.Customers",
                  "journal.Journal",
                  "store.Database"));

  private Instance instance;
  private Client people;

  @BeforeAll
  void start() throws Exception {
    // The books look at every request of the test.
    Map<String, String> looks = Map.of("requestsPerDay", "1000000");
    instance =
        Instance.fresh("swap")
            .with("LAMP_JAVA_OPTS", "")
            .configured("io.lamplighter.journal", looks)
            .start();
    instance.awaitHealthy(Instance.FIRST_START);
    people = instance.client().loggedIn(instance.users(), "dispatcher");
    String said = instance.shell("bundle:install -s file:" + System.getProperty("probe"));
    assertTrue(said.contains("Bundle ID"), said);
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  @Test
  void partsAreReplacedUnderLoadAndNobodyNotices() throws Exception {
    try (EventStream follower = follow()) {
      Clients clients = clients("swap", 4);
      try (clients) {
        more(clients, 50);
        for (String bundle : List.of("desk", "journal", "intake-web", "door")) {
          replace(instance, bundle, clients);
        }
        more(clients, 50);
      }
      System.out.println("SwapIT: " + clients + ", follower's answers " + follower.statuses());
      assertEquals(List.of(), clients.oddities(), "what no caller should see");
      assertEquals(0, clients.count(0), "connections that failed");
      assertFollowed(follower, clients);
      Books books = new Books(instance);
      books.balance(clients, "web", "swap");
      books.verifies();
    }
    assertFeaturesStillInstall(instance);
  }

  @Test
  void followersTooAreReplaced() throws Exception {
    try (EventStream follower = follow()) {
      Clients clients = clients("follow", 2);
      try (clients) {
        more(clients, 20);
        Map<String, String> ids = instance.bundleIds();
        for (String bundle : List.of("probe", "console", "probe", "console")) {
          update(instance, ids, bundle);
          more(clients, 20);
        }
      }
      assertEquals(List.of(), clients.oddities(), "what no caller should see");
      assertFollowed(follower, clients);
    }
  }

  /** Of every request that begins the limit there is one clock, which is what was promised. */
  @Test
  void theClocksAreReplacedUnderLoadAndEachPromiseRunsOnce() throws Exception {
    Clients clients = clients("clocks", 1);
    try (clients) {
      more(clients, 50);
      for (String bundle : List.of("clocks", "organisation", "clocks")) {
        replace(instance, bundle, clients);
      }
      more(clients, 50);
    }
    System.out.println("SwapIT, clocks: " + clients);
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    Books books = new Books(instance);
    String begun =
        "select count(*) from desk.request r where r.kind in ('FAULT_REPAIR', 'EMERGENCY') and ";
    String other =
        begun
            + "(select count(*) from clocks.clock c where c.subject = r.request_no"
            + " and c.rule = 'fault.first-response') <> 1";
    Await.untilDone(
        Duration.ofSeconds(60), () -> instance.shell("lamp:readers"), () -> books.number(other));
    String unpromised =
        begun
            + "r.state <> 'MERGED' and not exists (select from desk.promise p"
            + " where p.request_no = r.request_no and p.rule = 'fault.first-response'"
            + " and not p.withdrawn"
            + " and coalesce(p.now_due_at, p.due_at) = r.received_at + interval '30 minutes')";
    Await.untilDone(
        Duration.ofSeconds(60),
        () -> instance.shell("lamp:readers"),
        () -> books.number(unpromised));
    String facts = "select count(*) - count(distinct data ->> 'clock') from journal.entry";
    assertEquals(0, books.number(facts + " where type = 'clock.started'"), "begun twice");
    assertEquals(
        0,
        books.number("select count(*) from journal.entry where type = 'clock.breached'"),
        "late before its time");
  }

  private EventStream follow() {
    return people.stream("/api/v1/journal/stream?types=request.received&after=0-0");
  }

  private Clients clients(String prefix, int count) throws Exception {
    return new Clients(
        "web", prefix, count, instance.client().withKey(instance.users().key("web")));
  }

  /** Both who watch and who keep a cursor of their own have heard everything, once. */
  private void assertFollowed(EventStream follower, Clients clients) throws Exception {
    Set<String> wanted = new HashSet<>(clients.acknowledged().values());
    Await.untilDone(
        Duration.ofSeconds(60),
        () ->
            heard(follower).size() + " heard, " + wanted.size() + " wanted, " + follower.statuses(),
        () -> {
          Set<String> missing = new HashSet<>(wanted);
          missing.removeAll(heard(follower));
          return missing.size();
        });
    assertEquals(heard(follower).size(), Set.copyOf(heard(follower)).size(), "seen twice");
    assertEquals(0, follower.broken(), "streams cut off instead of ended");
    assertFalse(follower.statuses().contains(404), "the follower was told 404");
    assertFalse(follower.statuses().contains(500), "the follower was told 500");
    Books books = new Books(instance);
    String missing =
        "select count(*) from desk.request r"
            + " where not exists (select 1 from probe.heard h where h.subject = r.request_no)";
    Await.untilDone(
        Duration.ofSeconds(60), () -> instance.shell("lamp:readers"), () -> books.number(missing));
    assertEquals(
        0,
        books.number("select count(*) - count(distinct subject) from probe.heard"),
        "read twice");
  }

  private static List<String> heard(EventStream follower) {
    return follower.events().stream().map(event -> event.data().get("subject").asText()).toList();
  }

  private static void replace(Instance instance, String bundle, Clients clients) throws Exception {
    Map<String, String> ids = instance.bundleIds();
    Map<String, String> before = services(instance, UNTOUCHED.get(bundle));
    for (int round = 0; round < ROUNDS; round++) {
      update(instance, ids, bundle);
      more(clients, 20);
    }
    instance.awaitHealthy(Duration.ofSeconds(30));
    assertEquals(
        before,
        services(instance, UNTOUCHED.get(bundle)),
        "services that do not depend on " + bundle + " were restarted");
    System.out.println("SwapIT: " + bundle + " replaced " + ROUNDS + " times, " + clients);
  }

  private static void update(Instance instance, Map<String, String> ids, String bundle)
      throws Exception {
    Path jar =
        bundle.equals("probe") ? Path.of(System.getProperty("probe")) : Distribution.bundle(bundle);
    String said = instance.shell("bundle:update " + ids.get(bundle) + " file:" + jar);
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  /** Service ids by name, asked for at once: a service that was restarted has another one. */
  private static Map<String, String> services(Instance instance, List<String> names)
      throws Exception {
    String said =
        instance.shell(
            names.stream()
                .map(name -> "echo " + ASKED + name + "; service:list " + API + name)
                .collect(Collectors.joining("; ")));
    Map<String, String> ids = new TreeMap<>();
    for (String name : names) {
      String answer = said.substring(said.indexOf(ASKED + name)).split(ASKED)[1];
      String found =
          Pattern.compile("service\\.id\\s*=\\s*(\\d+)")
              .matcher(answer)
              .results()
              .map(id -> id.group(1))
              .collect(Collectors.joining(" "));
      assertFalse(found.isEmpty(), "no service " + name);
      ids.put(name, found);
    }
    return ids;
  }

  private static void more(Clients clients, int more) throws Exception {
    int before = clients.acknowledged().size();
    Await.until(
        Duration.ofSeconds(60),
        clients::toString,
        () -> clients.acknowledged().size() >= before + more);
  }

  private static void assertFeaturesStillInstall(Instance instance) throws Exception {
    instance.shell("feature:uninstall lamplighter-demo");
    String said = instance.shell("feature:install lamplighter-demo");
    assertFalse(said.contains("Error"), said);
    assertTrue(
        instance.shell("feature:list -i --no-format").contains("lamplighter-demo"),
        "the feature is not installed");
    instance.awaitHealthy(Duration.ofSeconds(30));
  }
}
