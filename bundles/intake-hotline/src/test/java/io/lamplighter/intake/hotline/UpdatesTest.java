package io.lamplighter.intake.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps out of the journal, for those whom they concern. */
class UpdatesTest {
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final UnitOfWork work = TestDatabase.unit("hotline");
  private final Updates updates = new Updates(work);

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

  private static Entry step(
      String no, long version, String channel, String region, String to, int second) {
    return new Entry(
        Cursor.START,
        "request.moved",
        no,
        region,
        "li",
        "desk",
        NINE.plusSeconds(second),
        Map.of("version", version, "channel", channel, "to", to));
  }
}
