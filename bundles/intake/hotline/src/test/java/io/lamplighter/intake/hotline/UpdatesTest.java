package io.lamplighter.intake.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.ToldRequests;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps out of the journal, for those whom they concern. */
class UpdatesTest {
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final UnitOfWork work = TestDatabase.unit("hotline");
  private final Updates updates = new Updates(work);
  private final ToldRequests told = new ToldRequests();

  @BeforeEach
  void empty() {
    TestDatabase.reset("hotline");
  }

  @Test
  void aPartnerHearsOfHisChannelAndRegionOnlyAndOnce() {
    List<Entry> batch =
        List.of(
            step("1", 1, "hotline", "330602", "received", 0),
            step("1", 2, "hotline", "330602", "on-site", 60),
            step("2", 1, "web", "330602", "received", 1),
            step("3", 1, "hotline", "330702", "received", 2));
    work.run(transaction -> updates.handle(transaction, batch));
    work.run(transaction -> updates.handle(transaction, batch));

    assertEquals(
        List.of(
            new Updates.Update("1", 1, RequestState.RECEIVED, NINE),
            new Updates.Update("1", 2, RequestState.ON_SITE, NINE.plusSeconds(60))),
        updates.between(hotline(), NINE, NINE.plusSeconds(60), 10));
  }

  @Test
  void whatIsClosedChangedLastWhenItWasClosed() {
    work.run(
        transaction ->
            updates.handle(
                transaction,
                List.of(
                    step("1", 1, "hotline", "3306", "received", 0),
                    step("1", 2, "hotline", "3306", "resolved", 10),
                    step("1", 3, "hotline", "3306", "visited", 20),
                    step("1", 4, "hotline", "3306", "closed", 30),
                    step("2", 1, "hotline", "3306", "received", 5),
                    step("2", 2, "hotline", "3306", "merged", 6))));
    Changes changes = Changes.of(updates, List.of("1", "2", "3"));
    assertEquals(NINE.plusSeconds(10), changes.of("1", "1", NINE));
    assertEquals(NINE.plusSeconds(10), changes.of("2", "1", NINE), "as its root");
    assertEquals(NINE, changes.of("3", "3", NINE), "nothing is known of it yet");
  }

  @Test
  void whatNoMethodTakesIsAnsweredInTheFormOfThePath() {
    assertOtherwise(415, "POST", "requests.xml");
    assertOtherwise(405, "PUT", "requests.xml");
    assertOtherwise(405, "POST", "services/fault-repair.xml");
    assertOtherwise(404, "GET", "nothing.xml");
    assertOtherwise(405, "DELETE", "requests.json");
  }

  private static void assertOtherwise(int status, String method, String path) {
    Response answer = Errors.otherwise(method, path, Locale.ENGLISH);
    assertEquals(status, answer.getStatus(), path);
    boolean xml = path.endsWith(".xml");
    assertEquals(xml ? "xml" : "json", answer.getMediaType().getSubtype());
    assertEquals(xml, answer.getEntity().toString().contains("<errors><error><code>" + status));
  }

  @Test
  void thePeriodAndTheNumberAreBounded() {
    work.run(
        transaction ->
            updates.handle(
                transaction,
                List.of(
                    step("1", 1, "hotline", "3306", "received", 0),
                    step("1", 2, "hotline", "3306", "triaged", 10),
                    step("1", 3, "hotline", "3306", "scheduled", 20))));

    assertEquals(
        1, updates.between(hotline(), NINE.plusSeconds(11), NINE.plusSeconds(30), 9).size());
    assertEquals(2, updates.between(hotline(), NINE, NINE.plusSeconds(30), 2).size());
  }

  private static Caller hotline() {
    return new Caller("12345", Caller.Kind.PARTNER, Set.of(), "3306", Set.of("hotline"));
  }

  private Entry step(
      String no, long version, String channel, String region, String to, int second) {
    String type = "request." + (to.equals("on-site") ? "arrived" : to);
    Map<String, Object> data = Map.of("version", version, "channel", channel, "to", to);
    return new Entry(
        Cursor.START,
        type,
        no,
        region,
        "li",
        "desk",
        NINE.plusSeconds(second),
        told.data(type, no, data));
  }
}
