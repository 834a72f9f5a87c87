package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.LiveLoaders;
import io.lamplighter.harness.NewerPart;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
 * Parts moved to a newer version and back by the documented commands, while clients post: the part
 * moves and nothing else, whatever is newer besides; what goes wrong is said; nothing is kept.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class UpgradeIT {
  private static final int ROUNDS = Integer.getInteger("upgrades", 1);
  private static final String OLD = "0.1.0";
  private static final String NEWER = "0.1.1";
  private static final String NEWER_CONTRACT = "1.99.0";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Instance instance;

  @BeforeAll
  void start() throws Exception {
    instance = Instance.fresh("upgrade").start();
    instance.awaitHealthy(Instance.FIRST_START);
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
  }

  @Test
  @Order(1)
  void onePartMovesUnderLoadAndComesBack() throws Exception {
    List<NewerPart> newer =
        List.of(
            new NewerPart("api", NEWER_CONTRACT),
            new NewerPart("desk-api", NEWER_CONTRACT),
            new NewerPart("store", NEWER),
            new NewerPart("security", NEWER),
            new NewerPart("door", NEWER));
    StringBuilder known = new StringBuilder();
    for (NewerPart part : newer) {
      known.append("feature:repo-add ").append(part.lay(instance)).append(';');
    }
    known.append("feature:repo-add ").append(newerPlatform()).append(';');
    NewerPart desk =
        new NewerPart("desk", NEWER)
            .with("db/desk/V900__mark.sql", "CREATE TABLE desk.mark (id int);");
    known.append("feature:repo-add ").append(desk.lay(instance));
    assertNoError(instance.shell(known.toString()));

    Map<String, String> before = instance.bundles();
    Books books = new Books(instance);
    Clients clients = clients("upgrade");
    try (clients) {
      for (int round = 0; round < ROUNDS; round++) {
        more(clients);
        assertNoError(instance.shell("feature:install -u -r lamplighter-desk/" + NEWER));
        awaitBundles(moved(before, "io.lamplighter.desk", NEWER));
        more(clients);
        assertEquals(1, marks(books), "the newer desk's migration");
        assertNoError(instance.shell("feature:install -u -r lamplighter-desk/" + OLD));
        awaitBundles(before);
      }
      more(clients);
    }
    instance.awaitHealthy(SOON);
    System.out.println("UpgradeIT: " + clients + ", refused " + clients.refusedMillis() + " ms");
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    assertEquals(0, clients.count(0), "connections that failed");
    assertTrue(clients.refusedMillis() < 2_000, clients.refusedMillis() + " ms of 503");
    books.balance(clients, "web", "upgrade");
  }

  /** Of a fragment in it only one version fits its host; it stays the old one. */
  private String newerPlatform() throws Exception {
    Path system = instance.data.resolve("system/io/lamplighter");
    new NewerPart("jetty-errors", NEWER).jar(system.resolve("jetty-errors/" + NEWER));
    Path old =
        Distribution.home()
            .resolve("system/io/lamplighter/platform/" + OLD)
            .resolve("platform-" + OLD + "-features.xml");
    Path folder = Files.createDirectories(system.resolve("platform/" + NEWER));
    Files.writeString(
        folder.resolve("platform-" + NEWER + "-features.xml"),
        Files.readString(old)
            .replace('"' + OLD + '"', '"' + NEWER + '"')
            .replace("/jetty-errors/" + OLD, "/jetty-errors/" + NEWER));
    return "mvn:io.lamplighter/platform/" + NEWER + "/xml/features";
  }

  @Test
  @Order(2)
  void everyPartThatStandsAloneMovesAndComesBack() throws Exception {
    Map<String, String> before = instance.bundles();
    for (String part : List.of("customers", "notices", "systems", "network", "health", "journal")) {
      String address = new NewerPart(part, NEWER).lay(instance);
      assertNoError(
          instance.shell(
              "feature:repo-add " + address + "; feature:install -u -r " + feature(part, NEWER)));
      awaitBundles(moved(before, "io.lamplighter." + part, NEWER));
      assertNoError(instance.shell("feature:install -u -r " + feature(part, OLD)));
      awaitBundles(before);
    }
    instance.awaitHealthy(SOON);
  }

  @Test
  @Order(3)
  void aBundleThatCannotRunIsTold() throws Exception {
    String id = instance.bundleIds().get("desk");
    Path folder = instance.data.resolve("jars");
    Path bad = new NewerPart("desk", "0.1.2").importing("io.nowhere.at.all").jar(folder);
    instance.shell("bundle:update " + id + " file:" + bad);
    awaitCheck("parts", "nobody offers (osgi.wiring.package=io.nowhere.at.all)");

    instance.shell("bundle:update " + id + " file:" + Distribution.bundle("desk"));
    awaitCheck(
        "parts", "io.lamplighter.desk 0.1.0 does not run though it should: bundle:start " + id);
    instance.shell("bundle:start " + id);
    instance.awaitHealthy(SOON);
  }

  @Test
  @Order(4)
  void aMigrationThatFailsIsTold() throws Exception {
    Path jar =
        new SchemaJar("acme", "V1__broken.sql", "CREATE TABEL acme.x (id int);")
            .write(instance.data.resolve("jars"));
    String id =
        instance.shell("bundle:install -s file:" + jar).replaceAll("(?s).*: (\\d+).*", "$1");
    awaitCheck("schemas", "V1__broken.sql");
    awaitCheck("schemas", "acme.records 1.0.0");
    instance.shell("bundle:uninstall " + id);
    awaitCheck("schemas", "all stand");
  }

  @Test
  @Order(5)
  void nobodyHearsOfDeadClassesOrMissingServletsWhileTheApiIsRefreshed() throws Exception {
    String api = instance.bundleIds().get("api");
    Clients clients = clients("refresh");
    try (clients) {
      for (int round = 0; round < 3; round++) {
        more(clients);
        instance.shell("bundle:refresh " + api);
        instance.awaitHealthy(SOON);
      }
      more(clients);
    }
    System.out.println("UpgradeIT: API refreshed, " + clients);
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    new Books(instance).balance(clients, "web", "refresh");
  }

  @Test
  @Order(6)
  void nothingIsKeptOfWhatWasReplaced() throws Exception {
    Map<String, String> ids = instance.bundleIds();
    Clients clients = clients("kept");
    LiveLoaders before;
    try (clients) {
      // A library may hold the last one it has seen; what counts is that more swaps keep no more.
      swap(ids, 2);
      before = LiveLoaders.of(instance);
      swap(ids, 3);
      more(clients);
    }
    Await.until(
        Duration.ofSeconds(60),
        () -> LiveLoaders.of(instance) + " after, " + before + " before 18 more swaps",
        () -> LiveLoaders.of(instance).loaders() <= before.loaders() + 2);
  }

  private void swap(Map<String, String> ids, int times) throws Exception {
    StringBuilder swaps = new StringBuilder();
    for (String part : List.of("desk", "store", "door", "console", "customers", "systems")) {
      String update = "bundle:update " + ids.get(part) + " file:" + Distribution.bundle(part) + ";";
      swaps.append(update.repeat(times));
    }
    assertNoError(instance.shell(swaps.toString()));
    instance.awaitHealthy(SOON);
  }

  private static String feature(String part, String version) {
    return "lamplighter-" + part + "/" + version;
  }

  private static Map<String, String> moved(
      Map<String, String> before, String name, String version) {
    Map<String, String> moved = new TreeMap<>(before);
    moved.replaceAll(
        (bundle, state) -> bundle.startsWith(name + " ") ? version + " Active" : state);
    return moved;
  }

  /** These versions and no others; whoever uses the part may need a moment until he works again. */
  private void awaitBundles(Map<String, String> expected) throws Exception {
    Await.until(
        SOON,
        () -> "moved " + instance.bundles() + " instead of " + expected,
        () -> instance.bundles().equals(expected));
  }

  private static long marks(Books books) throws Exception {
    return books.number("select count(*) from pg_tables where tablename = 'mark'");
  }

  private Clients clients(String prefix) throws Exception {
    return new Clients("web", prefix, 4, instance.client().withKey(instance.users().key("web")));
  }

  private static void more(Clients clients) throws Exception {
    int before = clients.acknowledged().size();
    Await.until(
        Duration.ofSeconds(60),
        clients::toString,
        () -> clients.acknowledged().size() >= before + 40);
  }

  private void awaitCheck(String name, String part) throws Exception {
    Await.until(SOON, () -> name + ": " + message(name), () -> message(name).contains(part));
  }

  private String message(String name) {
    Client.Answer answer = instance.client().tryGet("/health");
    if (answer == null) {
      return "";
    }
    for (JsonNode check : answer.json().path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check.path("message").asText();
      }
    }
    return "";
  }

  private static void assertNoError(String said) {
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }
}
