package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.ExternalPostgres;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.NewerPart;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two nodes and a limit of a minute, so that clocks begin and fall due all the time: whoever is
 * killed, and while the part is replaced by a newer one and comes back, each is said to be late
 * once, none before it is, none is missed. It takes minutes, so it runs when it is asked for:
 * {@code -Dkills=20 -Dswaps=4}.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "kills", matches = "\\d+")
class DueIT {
  private static final Duration RESTART = Duration.ofSeconds(90);
  private static final Duration A_MINUTE_AND_MORE = Duration.ofMinutes(2);
  private static final String NEWER = "0.1.1";

  private static final String RULES =
      """
      code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
      test.short,1,own,-,-,-,-,-,-,-,-,request.received,request.closed,request.cancelled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,test
      """;

  private static final String BREACHED =
      " from journal.entry where type = 'clock.breached' and data ->> 'rule' = 'test.short'";
  private final int kills = Integer.getInteger("kills", 2);
  private final int swaps = Integer.getInteger("swaps", 1);
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private ExternalPostgres postgres;
  private List<Instance> nodes;
  private Books books;

  @BeforeAll
  void start() throws Exception {
    postgres = ExternalPostgres.start();
    Instance one = withRules(Instance.fresh("due-1").on(postgres.database())).start();
    Instance two = withRules(Instance.fresh("due-2").on(postgres.database()));
    nodes = List.of(one, two);
    one.awaitHealthy(Instance.FIRST_START);
    one.users();
    two.admittedBy(one).start().awaitHealthy(Instance.FIRST_START);
    books = new Books(one);
  }

  private static Instance withRules(Instance node) throws Exception {
    Path folder = Files.createDirectories(node.data.resolve("etc/clocks"));
    Files.writeString(folder.resolve("rules.csv"), RULES);
    return node;
  }

  @AfterAll
  void stop() throws Exception {
    for (Instance node : nodes) {
      node.close();
    }
    postgres.close();
  }

  @Test
  void eachIsLateOnceWhoeverIsKilledAndWhileANewerVersionComesAndGoes() throws Exception {
    System.out.println("DueIT -Dkills=" + kills + " -Dswaps=" + swaps + " -Dseed=" + seed);
    Clients clients = clients("due");
    try (clients) {
      moreLate(clients);
      for (int i = 0; i < kills; i++) {
        Instance node = nodes.get(random.nextInt(nodes.size()));
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
        node.kill();
        node.start().awaitHealthy(RESTART);
        moreLate(clients);
      }
      for (int i = 0; i < swaps; i++) {
        Instance node = nodes.get(i % nodes.size());
        Path newer =
            new NewerPart("clocks", NEWER)
                .with("db/clocks/V900__mark.sql", "create table clocks.mark (id int);")
                .jar(node.data.resolve("jars"));
        update(node, newer);
        assertTrue(node.bundles().containsValue(NEWER + " Active"), "the newer one runs");
        moreLate(clients);
        update(node, Distribution.bundle("clocks"));
        moreLate(clients);
      }
    }
    assertEquals(
        1, books.number("select count(*) from pg_tables where tablename = 'mark'"), "migrated");
    assertEachOnce(clients);
  }

  private static void update(Instance node, Path jar) throws Exception {
    String said = node.shell("bundle:update " + node.bundleIds().get("clocks") + " file:" + jar);
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
    node.awaitHealthy(Duration.ofSeconds(30));
  }

  private Clients clients(String prefix) throws Exception {
    Client web = nodes.get(0).client().withKey(nodes.get(0).users().key("web"));
    return new Clients("web", prefix, 1, web, web.at(nodes.get(1)));
  }

  private void moreLate(Clients clients) throws Exception {
    long before = books.number("select count(*)" + BREACHED);
    Await.until(
        A_MINUTE_AND_MORE,
        clients::toString,
        () -> books.number("select count(*)" + BREACHED) > before);
  }

  private void assertEachOnce(Clients clients) throws Exception {
    String begun = "select count(*) from clocks.clock where rule = 'test.short'";
    awaitNone(
        "select count(*) from desk.request r where (select count(*) from clocks.clock c"
            + " where c.subject = r.request_no and c.rule = 'test.short') <> 1");
    awaitNone(begun + " and state = 'running'");
    System.out.println(
        "DueIT: "
            + clients
            + "; late by at most "
            + books.number(
                "select max(1000 * extract(epoch from (data ->> 'seenAt')::timestamptz"
                    + " - (data ->> 'dueAt')::timestamptz))::bigint"
                    + BREACHED)
            + " ms");
    assertEquals(List.of(), clients.oddities(), "what no caller should see");
    assertEquals(
        books.number(begun),
        books.number(
            "select count(*) from clocks.clock c join desk.request r on r.request_no = c.subject"
                + " where c.rule = 'test.short' and (c.state = 'breached' or r.state = 'MERGED')"),
        "late, or another one's that is");
    long late = books.number(begun + " and breached_at is not null");
    assertTrue(late > clients.acknowledged().size() / 2, late + " of " + clients);
    assertEquals(late, books.number("select count(*)" + BREACHED), "said to be late");
    assertEquals(
        late, books.number("select count(distinct data ->> 'clock')" + BREACHED), "each of them");
    assertEquals(
        0,
        books.number(
            "select count(*)"
                + BREACHED
                + " and (data ->> 'seenAt')::timestamptz < (data ->> 'dueAt')::timestamptz"),
        "before it was due");
    books.verifies();
  }

  private void awaitNone(String left) throws Exception {
    Await.untilDone(
        Duration.ofSeconds(150),
        () -> nodes.get(0).shell("lamp:readers"),
        () -> books.number(left));
  }
}
