package io.lamplighter.itests;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A storm of requests over REST as fast as it goes, each worked off to its end or called off, on
 * the real assembly with units and rules in force: how far the clocks and the organisation fall
 * behind, and whether each request has the clocks it has on a quiet day. No test, so it is not run
 * by the build but by {@code bench/storm}.
 */
class StormBench {
  private static final int STORM = Integer.getInteger("storm", 20_000);
  private static final int CLIENTS = 16;
  private static final int QUIET = 4;
  private static final long SAMPLE_MILLIS = 200;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      st,风暴县,county,,330602,
      st-1,风暴供电所,station,st,330602,
      st-1-a,风暴一格,cell,st-1,330602,urban
      """;
  private static final String RULES =
      """
      cell,by,value
      st-1-a,address,绍兴市风暴街
      """;

  /** Of each follower that is watched, since when what it has not read yet stands there. */
  private static final String BEHIND =
      """
      select r.name, coalesce(1000 * extract(epoch from clock_timestamp() - (
               select e.time from journal.entry e
                where (e.xid, e.position) > (r.xid, r.position) and e.type = any (r.types)
                order by e.xid, e.position limit 1)), 0)
        from journal.reader r where r.name in ('clocks', 'organisation')""";

  /** A request's clocks: of which rule, and how each ended. */
  private static final String CLOCKS =
      """
      select distinct (select string_agg(concat_ws(' ', c.rule, case when c.mean then 'mean' end,
                                         c.state, c.why), ', ' order by c.rule, c.mean, c.state)
                         from clocks.clock c where c.subject = r.request_no)
        from desk.request r where r.channel_ref like '%s-%%' and r.state = '%s'""";

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong moves = new AtomicLong();
  private final Map<String, Long> farthest = new TreeMap<>();
  private Instance instance;
  private Books books;
  private Client web;
  private Client dispatcher;

  @BeforeEach
  void house() throws Exception {
    Map<String, String> noLimit =
        Map.of(
            "partnerPerSecond", "100000",
            "partnerBurst", "100000",
            "personPerSecond", "100000",
            "personBurst", "100000");
    instance =
        Instance.fresh("storm-bench")
            .configured("io.lamplighter.door", noLimit)
            .configured("io.lamplighter.journal", Map.of("requestsPerDay", "10000000"))
            .start();
    instance.awaitHealthy(Instance.FIRST_START);
    books = new Books(instance);
    web = instance.client().withKey(instance.users().key("web"));
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    Client integrator =
        instance.client().loggedIn(instance.users(), "integrator").with("Content-Type", "text/csv");
    integrator.postRaw("/api/v1/units", UNITS.getBytes(UTF_8)).expect(200);
    integrator.postRaw("/api/v1/units/rules", RULES.getBytes(UTF_8)).expect(200);
    // Whoever looks has what was just brought in, and so has the desk.
    String place = "/api/v1/cells/at?region=330602&address=" + encode("绍兴市风暴街1号", UTF_8);
    assertEquals("st-1-a", dispatcher.get(place).expect(200).json().get("cell").asText());
  }

  @AfterEach
  void end() throws Exception {
    instance.close();
  }

  @Test
  void measure() throws Exception {
    for (int i = 0; i < QUIET; i++) {
      request("quiet");
      awaitRead();
    }
    String closed = onlyClocks("quiet", "CLOSED");
    String cancelled = onlyClocks("quiet", "CANCELLED");
    storm("warm", STORM / 10);
    awaitRead();
    farthest.clear();
    moves.set(0);
    long begun = System.nanoTime();
    Thread watch = new Thread(this::watch, "watch");
    watch.start();
    storm("storm", STORM);
    double seconds = (System.nanoTime() - begun) / 1e9;
    awaitRead();
    double read = (System.nanoTime() - begun) / 1e9;
    watch.interrupt();
    watch.join();
    say(
        "storm: %,d requests and %,d moves in %.1f s, %.0f calls/s; all read after %.1f s",
        STORM, moves.get(), seconds, (STORM + moves.get()) / seconds, read);
    say("storm: farthest behind, of at most 5,000 ms: %s ms", farthest);
    assertEquals(Set.of("clocks", "organisation"), farthest.keySet(), "watched");
    assertEquals(
        STORM, books.number("select count(*) from desk.request where channel_ref like 'storm-%'"));
    assertEquals(List.of(closed), books.texts(String.format(CLOCKS, "storm", "CLOSED")));
    assertEquals(List.of(cancelled), books.texts(String.format(CLOCKS, "storm", "CANCELLED")));
    assertEquals(
        0,
        books.number(
            "select count(*) from clocks.clock where state in ('running', 'paused', 'breached')"));
    assertEquals(0, books.number("select count(*) from clocks.agenda"), "nothing is left to say");
    say("storm: each has its clocks, all ended. Closed: %s. Cancelled: %s", closed, cancelled);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private void storm(String name, int count) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(clients.submit(() -> request(name)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** One in two is worked off, the others are called off. */
  private void request(String name) {
    int number = next.incrementAndGet();
    String ref = name + "-" + number;
    Map<String, Object> body =
        Map.of(
            "channel", "web",
            "channelRef", ref,
            "kind", "fault-repair",
            "text", "停电",
            "customerNo", ref,
            "address", "绍兴市风暴街" + number + "号",
            "region", "330602");
    String no = web.post("/api/v1/submissions", body).expect(201).json().get("requestNo").asText();
    if (number % 2 == 0) {
      move(no, "cancel", Map.of("reason", "已恢复"));
      return;
    }
    move(no, "triage", Map.of("priority", 5));
    move(no, "schedule", Map.of("from", "2030-01-01T08:00:00Z", "to", "2030-01-01T09:00:00Z"));
    move(no, "dispatch", Map.of("crew", "st-1-C1"));
    move(no, "accept", Map.of());
    move(no, "arrive", Map.of());
    move(no, "resolve", Map.of("cause", "熔丝烧断", "result", "已更换"));
    move(no, "visit", Map.of("score", 5));
    move(no, "close", Map.of());
  }

  private void move(String no, String move, Map<String, Object> data) {
    dispatcher.post("/api/v1/requests/" + no + "/" + move, data).expect(200);
    moves.incrementAndGet();
  }

  private void awaitRead() throws Exception {
    Await.until(
        LONG,
        () -> instance.shell("lamp:readers"),
        () -> behind().values().stream().allMatch(one -> one == 0));
  }

  private void watch() {
    try {
      while (true) {
        behind().forEach((name, millis) -> farthest.merge(name, millis, Math::max));
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the followers cannot be watched", e);
    }
  }

  private Map<String, Long> behind() throws Exception {
    Map<String, Long> now = new TreeMap<>();
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(BEHIND)) {
      while (rows.next()) {
        now.put(rows.getString(1), Math.round(rows.getDouble(2)));
      }
    }
    assertEquals(2, now.size(), now.toString());
    return now;
  }

  private String onlyClocks(String name, String state) throws Exception {
    List<String> found = books.texts(String.format(CLOCKS, name, state));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0) != null && found.get(0).contains("fault.on-site"), found.toString());
    return found.get(0);
  }
}
