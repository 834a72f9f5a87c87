package io.lamplighter.intake.sms;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Return visits by text: asked for a score, answered by a bare 1 to 5. */
final class Visits {
  private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
  private static final Caller SELF = Caller.system(Facts.SOURCE);
  private static final Duration OPEN = Duration.ofDays(7);

  private final UnitOfWork work;
  private final Desk desk;
  private final InstantSource clock;

  Visits(UnitOfWork work, Desk desk, InstantSource clock) {
    this.work = work;
    this.desk = desk;
    this.clock = clock;
  }

  static void ask(Transaction transaction, String requestNo, String phone, Instant now)
      throws SQLException {
    new Sql(
            transaction.connection(),
            "insert into sms.visit (request_no, phone, asked_at) values (?, ?, ?)"
                + " on conflict (request_no) do update set phone = excluded.phone,"
                + " asked_at = excluded.asked_at, answered_at = null, score = null")
        .with(requestNo, phone, now)
        .run();
  }

  /**
   * Gives the score to the visit this phone was asked for last.
   *
   * @return the request; empty when nothing is asked of this phone
   * @throws Refusal.Unavailable when the desk is away
   */
  Optional<String> score(String phone, int score) {
    Optional<String> asked = work.call(transaction -> asked(transaction, phone));
    asked.ifPresent(
        no -> {
          give(no, score);
          work.run(transaction -> answered(transaction, no, score));
        });
    return asked;
  }

  private void give(String no, int score) {
    try {
      desk.move(SELF, new MoveOrder(no, Move.VISIT, null, Map.of("score", (long) score)));
    } catch (Refusal.Conflict | Refusal.NotFound e) {
      // Scored on another channel, reopened, or by this very text before an interruption.
      LOG.info("The score of {} came too late: {}", no, e.getMessage());
    }
  }

  private Optional<String> asked(Transaction transaction, String phone) throws SQLException {
    return Optional.ofNullable(
        new Sql(
                transaction.connection(),
                "select request_no from sms.visit where phone = ? and answered_at is null"
                    + " and asked_at > ? order by asked_at desc limit 1")
            .with(phone, clock.instant().minus(OPEN))
            .first(Row::text));
  }

  private void answered(Transaction transaction, String no, int score) throws SQLException {
    new Sql(
            transaction.connection(),
            "update sms.visit set answered_at = ?, score = ? where request_no = ?")
        .with(clock.instant(), score, no)
        .run();
  }
}
