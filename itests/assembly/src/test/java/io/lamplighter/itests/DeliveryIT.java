package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.ExternalPostgres;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.itests.Partner.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A stream of entries is delivered to a partner by a route bundle (the one that the archetype
 * makes) and by a route file, while the bundle is updated, the file edited, the Camel bundle
 * updated, the node killed, and in the end another node takes over: no entry is missed, the order
 * of each subject is kept, and an entry that comes twice has the same id.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class DeliveryIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REGION = "330683";
  private static final Made BUNDLE = new Made("route", "street-light");
  private static final String FILE =
      """
      - route:
          id: by-file
          from:
            uri: journal:by-file?types=request.received,request.triaged&region=%s&from=start
            steps:
              - marshal:
                  json: {}
              - setHeader:
                  name: CamelHttpMethod
                  constant: POST
              - to:
                  uri: "{{partner}}/file/%s/{{node}}"
      """;

  private final Partner partner = new Partner();
  private ExternalPostgres postgres;

  /** Delivers, and is killed. */
  private Instance one;

  /** Takes the requests in all the time, and delivers in the end. */
  private Instance two;

  @BeforeAll
  void start() throws Exception {
    partner.open();
    postgres = ExternalPostgres.start();
    two = Instance.fresh("delivery-2").on(postgres.database()).start();
    two.awaitHealthy(Instance.FIRST_START);
    one = Instance.fresh("delivery-1").on(postgres.database()).admittedBy(two).start();
    one.awaitHealthy(Instance.FIRST_START);
  }

  @AfterAll
  void stop() throws Exception {
    one.close();
    two.close();
    postgres.close();
    partner.close();
  }

  @Test
  void noEntryIsMissedWhateverHappensMeanwhile() throws Exception {
    Storm storm =
        new Storm(
            two.client().withKey(two.users().key("web")),
            two.client().loggedIn(two.users(), "dispatcher"),
            REGION);
    try (storm) {
      routeFile(one, "one", "v1");
      installBundle(one, "one");
      arrives("/file/v1/one");
      arrives("/bundle/one");

      shell("bundle:update " + BUNDLE.pid() + " file:" + BUNDLE.jar());
      arrives("/bundle/one");

      routeFile(one, "one", "v2");
      arrives("/file/v2/one");

      shell("bundle:update io.lamplighter.camel file:" + Distribution.bundle("camel"));
      arrives("/file/v2/one");
      arrives("/bundle/one");

      one.kill();
      one.start().awaitHealthy(Instance.FIRST_START);
      arrives("/file/v2/one");
      arrives("/bundle/one");

      int calm = partner.taken().size();
      routeFile(two, "two", "v2");
      Await.until(LIMIT, two::tail, () -> runs(two));
      arrives("/file/v2/one");
      assertTakenOnce(partner.taken().subList(calm, partner.taken().size()));
      one.kill();
      long killed = System.nanoTime();
      arrives("/file/v2/two");
      System.out.printf(
          "DeliveryIT: taken over within %d ms%n", (System.nanoTime() - killed) / 1_000_000);
    }
    installBundle(two, "two");
    Map<String, List<String>> written = written();
    assertArrived("/file/", written);
    assertArrived("/bundle/", written);
  }

  private void routeFile(Instance node, String name, String version) throws IOException {
    Path routes = Files.createDirectories(node.data.resolve("etc/routes"));
    Files.writeString(
        routes.resolve("by-file.properties"), "partner = " + partner.url() + "\nnode = " + name);
    Files.writeString(routes.resolve("by-file.camel.yaml"), FILE.formatted(REGION, version));
  }

  private void installBundle(Instance node, String name) throws Exception {
    String install = BUNDLE.lay(node);
    node.configured(
        BUNDLE.pid(),
        Map.of(
            "out",
            partner.url() + "/bundle/" + name,
            "types",
            "request.received,request.triaged",
            "region",
            REGION,
            "from",
            "start"));
    shell(node, install);
  }

  private void shell(String command) throws IOException {
    shell(one, command);
  }

  private static void shell(Instance node, String command) throws IOException {
    String said = node.shell(command);
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  private static boolean runs(Instance node) {
    return node.client().get("/metrics").text().contains("lamp_route_waiting{reader=\"by-file\"}");
  }

  /** Entries come in there from now on. */
  private void arrives(String path) throws Exception {
    int before = count(path);
    Await.until(
        LIMIT, () -> path + " of " + partner.taken().size(), () -> count(path) > before + 20);
  }

  private int count(String path) {
    return (int) partner.taken().stream().filter(taken -> taken.path().endsWith(path)).count();
  }

  private static void assertTakenOnce(List<Taken> taken) {
    assertEquals(taken.size(), new HashSet<>(taken).size(), "sent twice without need");
  }

  /** Ids of all entries by subject, in the journal's order. */
  private Map<String, List<String>> written() throws Exception {
    Map<String, List<String>> written = new HashMap<>();
    try (Connection database = two.jdbc();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT subject, xid || '-' || position FROM journal.entry"
                    + " WHERE type IN ('request.received', 'request.triaged')"
                    + " AND region = '"
                    + REGION
                    + "' ORDER BY xid, position")) {
      while (rows.next()) {
        written.computeIfAbsent(rows.getString(1), s -> new ArrayList<>()).add(rows.getString(2));
      }
    }
    return written;
  }

  private void assertArrived(String path, Map<String, List<String>> written) throws Exception {
    Set<String> all = new HashSet<>();
    written.values().forEach(all::addAll);
    int left = missing(all, path);
    long begun = System.nanoTime();
    Await.untilDone(LIMIT, () -> path + " of " + all.size() + two.tail(), () -> missing(all, path));
    System.out.printf(
        "DeliveryIT: %s worked off the last %d within %d ms%n",
        path, left, (System.nanoTime() - begun) / 1_000_000);
    Map<String, Set<String>> arrived = new HashMap<>();
    List<Taken> taken = to(path);
    for (Taken one : taken) {
      arrived.computeIfAbsent(one.subject(), s -> new LinkedHashSet<>()).add(one.id());
    }
    Map<String, List<String>> order = new LinkedHashMap<>();
    arrived.forEach((subject, ids) -> order.put(subject, List.copyOf(ids)));
    assertEquals(written, order, path + " in the order of each subject, each under its own id");
    assertTrue(all.size() > 200, "a stream: " + all.size());
    System.out.printf(
        "DeliveryIT: %s got %d entries, %d of them twice%n",
        path, all.size(), taken.size() - all.size());
  }

  private int missing(Set<String> all, String path) {
    Set<String> missing = new HashSet<>(all);
    missing.removeAll(ids(path));
    return missing.size();
  }

  private Set<String> ids(String path) {
    Set<String> ids = new HashSet<>();
    to(path).forEach(taken -> ids.add(taken.id()));
    return ids;
  }

  private List<Taken> to(String path) {
    return partner.taken().stream().filter(taken -> taken.path().contains(path)).toList();
  }
}
