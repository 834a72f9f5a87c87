package io.lamplighter.visits;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By what a day's tickets are drawn: fixed before the first draw, told when the day is over. */
final class Seeds {
  /** Nodes' clocks may differ: none of them draws with a seed that another has told. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final Tools tools;

  Seeds(Tools tools) {
    this.tools = tools;
  }

  /** A day's seed. */
  record Seed(LocalDate day, String seed) {}

  /**
   * @param seed null while the day is not over
   */
  record Shown(LocalDate day, String commitment, @Nullable String seed, Instant committedAt) {}

  /** Today's; committed, with its commitment in the journal, when this returns. */
  Seed now() {
    LocalDate today = tools.now().atZone(tools.zone()).toLocalDate();
    return new Seed(
        today,
        tools
            .work()
            .call(
                transaction -> {
                  String seed = kept(transaction, today);
                  return seed == null ? made(transaction, today) : seed;
                }));
  }

  private String made(Transaction transaction, LocalDate today) throws SQLException {
    boolean made =
        new Sql(
                    transaction.connection(),
                    "insert into visits.seed (day, seed, made_at) values (?::date, ?, ?)"
                        + " on conflict do nothing")
                .with(today.toString(), Draw.seed(), tools.now())
                .run()
            == 1;
    String seed = Objects.requireNonNull(kept(transaction, today));
    if (made) {
      tell(
          transaction,
          new VisitFact.SeedCommitted(today.toString(), Draw.commitment(seed)),
          today.toString());
    }
    return seed;
  }

  private static @Nullable String kept(Transaction transaction, LocalDate day) throws SQLException {
    return new Sql(transaction.connection(), "select seed from visits.seed where day = ?::date")
        .with(day.toString())
        .first(Row::text);
  }

  /**
   * Tells by which tables is drawn from now on, unless that was the last that was told.
   *
   * @param digest of the tables
   */
  void tables(String digest) {
    tools
        .work()
        .run(
            transaction -> {
              boolean others =
                  new Sql(
                              transaction.connection(),
                              "insert into visits.tables (digest, since) select ?, ? where ? is distinct"
                                  + " from (select digest from visits.tables order by seq desc limit 1)")
                          .with(digest, tools.now(), digest)
                          .run()
                      == 1;
              if (others) {
                tell(transaction, new VisitFact.TablesInForce(digest), VisitRounds.SOURCE);
              }
            });
  }

  /**
   * Tells the seeds of days that are over.
   *
   * @return how many
   */
  int open() {
    Instant now = tools.now();
    LocalDate over = now.minus(MARGIN).atZone(tools.zone()).toLocalDate();
    return tools
        .work()
        .call(
            transaction -> {
              List<Seed> opened =
                  new Sql(
                          transaction.connection(),
                          "update visits.seed set opened_at = ? where day in (select day from"
                              + " visits.seed where opened_at is null and day < ?::date order by day"
                              + " limit 100 for update skip locked) returning day::text, seed")
                      .with(now, over.toString())
                      .list(row -> new Seed(LocalDate.parse(row.text()), row.text()));
              for (Seed one : opened) {
                String day = one.day().toString();
                tell(transaction, new VisitFact.SeedOpened(day, one.seed()), day);
              }
              return opened.size();
            });
  }

  private void tell(Transaction transaction, Record fact, String subject) {
    // What is said of seeds stands under the region of the house.
    String region = tools.house().region();
    tools
        .journal()
        .append(
            transaction,
            VisitRounds.SOURCE,
            Fact.of(fact, subject, region, VisitRounds.SELF.actor()));
  }

  /**
   * Newest first.
   *
   * @param before null for the newest
   */
  List<Shown> list(Transaction transaction, @Nullable LocalDate before, int most)
      throws SQLException {
    return new Sql(
            transaction.connection(),
            "select day::text, seed, made_at, opened_at is not null from visits.seed"
                + " where ?::date is null or day < ?::date order by day desc limit ?")
        .with(
            before == null ? null : before.toString(),
            before == null ? null : before.toString(),
            most)
        .list(
            row -> {
              LocalDate day = LocalDate.parse(row.text());
              String seed = row.text();
              Instant at = row.time();
              return new Shown(day, Draw.commitment(seed), row.is() ? seed : null, at);
            });
  }
}
