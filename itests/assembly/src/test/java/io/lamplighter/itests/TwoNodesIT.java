package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.EventStream;
import io.lamplighter.harness.ExternalPostgres;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two equal nodes on one PostgreSQL: what one takes in the other shows and moves, they share a
 * reader of the journal without doubling, and when one is killed the other goes on by itself.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class TwoNodesIT {
  private static final Duration TAKE_OVER = Duration.ofSeconds(20);

  private ExternalPostgres postgres;
  private Instance one;
  private Instance two;

  @BeforeAll
  void start() throws Exception {
    postgres = ExternalPostgres.start();
    one = Instance.fresh("node-1").on(postgres.database()).start();
    two = Instance.fresh("node-2").on(postgres.database());
    one.awaitHealthy(Instance.FIRST_START);
    two.admittedBy(one).start().awaitHealthy(Instance.FIRST_START);
    handOutUsers();
    for (Instance node : List.of(one, two)) {
      String said = node.shell("bundle:install -s file:" + System.getProperty("probe"));
      assertTrue(said.contains("Bundle ID"), said);
    }
  }

  /** The node that came first to the empty database has them. */
  private void handOutUsers() throws Exception {
    Path ones = one.data.resolve("first-users.json");
    Path twos = two.data.resolve("first-users.json");
    Await.until(Duration.ofSeconds(60), one::tail, () -> Files.exists(ones) || Files.exists(twos));
    if (Files.exists(ones)) {
      Files.copy(ones, twos);
    } else {
      Files.copy(twos, ones);
    }
  }

  @AfterAll
  void stop() throws Exception {
    one.close();
    two.close();
    postgres.close();
  }

  @Test
  void twoNodesAreOneHouse() throws Exception {
    Client web = one.client().withKey(one.users().key("web"));
    assertMovedByEither(web);
    assertSeenByEither();
    Instance survivor;
    Clients clients = new Clients("web", "nodes", 4, web, web.at(two));
    try (clients) {
      more(clients, 100);
      Instance reader = whoHeardLast();
      survivor = reader == one ? two : one;
      reader.kill();
      awaitTakenOver(survivor);
      more(clients, 50);
    }
    System.out.println("TwoNodesIT: " + clients);
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    assertEquals(0, clients.count(500), "errors of ours: " + clients);
    Books books = new Books(survivor);
    books.balance(clients, "web", "nodes");
    assertHeardOnce(books);
    books.verifies();
  }

  /** Taken in here, moved there with the session opened here, seen here. */
  private void assertMovedByEither(Client web) throws Exception {
    Map<String, String> submission =
        Map.of(
            "channel",
            "web",
            "channelRef",
            "moved-1",
            "text",
            "整个单元停电了",
            "region",
            "330602",
            "address",
            "绍兴市越城区天下小区3幢");
    String no =
        web.post("/api/v1/submissions", submission).expect(201).json().get("requestNo").asText();
    web.at(two).post("/api/v1/submissions", submission).expect(200);
    String path = "/api/v1/requests/" + no;
    Client here = one.client().loggedIn(one.users(), "dispatcher");
    Client there = here.at(two);
    String version = there.get(path).expect(200).header("ETag");
    there.with("If-Match", version).post(path + "/triage", Map.of("priority", 5)).expect(200);
    assertEquals("triaged", here.get(path).expect(200).json().get("state").asText());
    here.with("If-Match", version).post(path + "/triage", Map.of("priority", 5)).expect(412);
  }

  /** Two people at one request, each on a node of his own. */
  private void assertSeenByEither() throws Exception {
    Client here = one.client().loggedIn(one.users(), "dispatcher");
    Client there = two.client().loggedIn(one.users(), "supervisor");
    String no = here.get("/api/v1/requests").json().at("/items/0/requestNo").asText();
    String other = one.users().person("supervisor").get("user").asText();
    try (EventStream live = here.stream("/api/v1/journal/stream?parts=true")) {
      here.put("/api/v1/lookers/page-here", Map.of("requestNo", no)).expect(200);
      there.put("/api/v1/lookers/page-there", Map.of("requestNo", no)).expect(200);
      Await.until(TAKE_OVER, live::events, () -> lookers(live).contains(other));
      there.delete("/api/v1/lookers/page-there").expect(204);
      Await.until(TAKE_OVER, live::events, () -> !lookers(live).contains(other));
    }
  }

  private static String lookers(EventStream live) {
    return live.events().stream()
        .filter(event -> event.type().equals("lookers"))
        .reduce((before, last) -> last)
        .map(last -> last.data().toString())
        .orElse("");
  }

  private Instance whoHeardLast() throws Exception {
    Books books = new Books(one);
    Await.until(TAKE_OVER, () -> "nobody reads" + one.tail(), () -> heardBy(books, one, two) > 0);
    long node = books.number("select node from probe.heard order by ctid desc limit 1");
    return node == one.pid() ? one : two;
  }

  private static void awaitTakenOver(Instance survivor) throws Exception {
    long begun = System.nanoTime();
    Books books = new Books(survivor);
    long before = heardBy(books, survivor);
    Await.until(
        TAKE_OVER,
        () -> "nobody took over" + survivor.tail(),
        () -> heardBy(books, survivor) > before);
    System.out.println(
        "TwoNodesIT: reader taken over after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
  }

  private static long heardBy(Books books, Instance... nodes) throws Exception {
    long heard = 0;
    for (Instance node : nodes) {
      heard += books.number("select count(*) from probe.heard where node = " + node.pid());
    }
    return heard;
  }

  private static void assertHeardOnce(Books books) throws Exception {
    String missing =
        "select count(*) from desk.request r"
            + " where not exists (select 1 from probe.heard h where h.subject = r.request_no)";
    Await.untilDone(Duration.ofSeconds(30), () -> "not read", () -> books.number(missing));
    assertEquals(
        0,
        books.number("select count(*) - count(distinct subject) from probe.heard"),
        "read twice");
  }

  private static void more(Clients clients, int more) throws Exception {
    int before = clients.acknowledged().size();
    Await.until(
        Duration.ofSeconds(60),
        clients::toString,
        () -> clients.acknowledged().size() >= before + more);
  }
}
