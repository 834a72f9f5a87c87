package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was kept long enough goes, in bounded steps, on one node, and everybody can see it. */
class RetentionTest {
  private static final String RULES =
      """
      # What is kept how long.
      row    30 days (keepDays) after at
             where settled
      part   with row
      seen   1 day after at set who = null
             where who is not null
      # and once more
      seen   kept: that it was seen
      """;

  private final UnitOfWork work =
      new LocalTransactions(TestDatabase.dataSource(), null, new LocalCommands());
  private Instant now = Instant.parse("2026-11-29T00:00:00Z");
  private int keepDays = 30;
  private final Retention retention =
      new Retention(() -> now, (pid, rule) -> rule.key() == null ? rule.days() : keepDays);

  @BeforeEach
  void make() throws InterruptedException {
    run("drop schema if exists keep cascade");
    run("create schema keep");
    run("create table keep.row (id int primary key, at timestamptz, settled boolean)");
    run("create table keep.part (row int references keep.row on delete cascade)");
    run("create table keep.seen (id int, at timestamptz, who text)");
    retention.begin("keep", "io.keep", work, RetentionRules.parse("keep", RULES));
  }

  @Test
  void whatIsOldGoesInSteps() throws InterruptedException {
    run(
        "insert into keep.row select n, timestamptz '2026-10-01', true from generate_series(1,"
            + " 2500) n union all select 3000, '2026-10-01', false union all select 3001,"
            + " '2026-11-28', true");
    run("insert into keep.part values (1), (3000)");
    assertEquals(1000, retention.round());
    assertEquals(1502L, ask("select count(*) from keep.row"), "a transaction stays short");
    assertEquals(Duration.ofDays(29).toSeconds(), figure("lamp_retention_overdue_seconds"));
    assertEquals(1000, retention.round());
    assertEquals(500, retention.round());
    assertEquals(0, retention.round());
    assertEquals(0, figure("lamp_retention_overdue_seconds"));
    assertEquals(2500, figure("lamp_retention_rows_total"));
    assertEquals(2L, ask("select count(*) from keep.row"), "the one in hand and the young one");
    assertEquals(1L, ask("select count(*) from keep.part"));
  }

  @Test
  void whoItWasIsForgottenAndTheRestStays() throws InterruptedException {
    run("insert into keep.seen values (1, '2026-11-27', 'wang'), (2, '2026-11-28 12:00Z', 'li')");
    assertEquals(1, retention.round());
    assertEquals(1L, ask("select count(*) from keep.seen where who is null"));
    assertEquals(2L, ask("select count(*) from keep.seen"));
  }

  @Test
  void onceAnHour() throws InterruptedException {
    assertEquals(0, retention.round());
    run("insert into keep.row values (1, '2026-10-01', true)");
    assertEquals(0, retention.round());
    now = now.plus(Duration.ofMinutes(59));
    assertEquals(0, retention.round());
    now = now.plus(Duration.ofMinutes(1));
    assertEquals(1, retention.round());
  }

  @Test
  void noughtIsForEverAndAChangeCounts() throws InterruptedException {
    run("insert into keep.row values (1, '2020-10-01', true)");
    keepDays = 0;
    assertEquals(0, retention.round());
    keepDays = -5;
    now = now.plus(Duration.ofHours(1));
    assertEquals(0, retention.round(), "what is no number of days takes nothing away");
    keepDays = 30;
    now = now.plus(Duration.ofHours(1));
    assertEquals(1, retention.round());
  }

  @Test
  void oneNodeAtATime() throws InterruptedException {
    run("insert into keep.row values (1, '2020-10-01', true)");
    work.run(
        other -> {
          other
              .connection()
              .createStatement()
              .execute("select pg_advisory_xact_lock(hashtext('lamplighter.retention.keep'))");
          assertEquals(0, retention.round());
        });
    now = now.plus(Duration.ofHours(1));
    assertEquals(1, retention.round());
  }

  @Test
  void aRuleThatFailsIsNamedAndHoldsUpNoOther() throws InterruptedException {
    run("insert into keep.seen values (1, '2026-11-27', 'wang')");
    run("alter table keep.row rename column at to other");
    assertEquals(1, retention.round());
    assertEquals(1, retention.failures().size());
    assertTrue(retention.failures().get(0).startsWith("keep.row keeps what is too old: "));
    run("alter table keep.row rename column other to at");
    now = now.plus(Duration.ofHours(1));
    retention.round();
    assertEquals(List.of(), retention.failures());
  }

  @Test
  void aBundleThatStopsTakesItsRulesAlong() throws InterruptedException {
    run("insert into keep.row values (1, '2020-10-01', true)");
    retention.end("keep");
    assertEquals(0, retention.round());
    assertEquals(List.of(), retention.metrics());
  }

  @Test
  void aRuleIsReadWordForWord() {
    assertEquals(
        List.of(
            new RetentionRule("keep.row", 30, "keepDays", "at", null, "settled"),
            new RetentionRule("keep.seen", 1, null, "at", "who = null", "who is not null")),
        RetentionRules.parse("keep", RULES));
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsLine() {
    for (String wrong :
        List.of("row for ever", "row", "row kept:", "row 30 days", "row x days after at")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> RetentionRules.parse("keep", "# rules\n\n" + wrong + "\nrow kept: so"));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("retention.txt of schema keep line 3"),
          refused::toString);
    }
  }

  private double figure(String name) {
    return retention.metrics().stream()
        .filter(m -> m.name().equals(name) && m.labels().equals(Map.of("table", "keep.row")))
        .mapToDouble(Metric::value)
        .findFirst()
        .orElseThrow();
  }

  private static void run(String sql) {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object ask(String sql) {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Objects.requireNonNull(row.getObject(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
