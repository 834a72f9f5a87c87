package io.lamplighter.intake.sms;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person instead of the house: whoever was answered at once, and writes the word for it, means
 * the request that this phone was told of last and that was answered so.
 *
 * @param answers null where nobody answers at once
 */
record Persons(UnitOfWork work, Supplier<@Nullable Answers> answers, InstantSource clock) {
  private static final Caller SELF = Caller.system(Facts.SOURCE);
  private static final Duration OPEN = Duration.ofDays(7);

  /** More than so many at a time nobody has in mind. */
  private static final int LATEST = 5;

  /**
   * @param phone as phones are compared
   * @return the request; empty when the house has answered none of this phone's
   * @throws Refusal.Unavailable while whoever answers is being replaced
   */
  Optional<String> ask(String phone) {
    Answers house = answers.get();
    return house == null
        ? Optional.empty()
        : toldOf(phone).stream().filter(no -> house.askPerson(SELF, no)).findFirst();
  }

  private List<String> toldOf(String phone) {
    return work.call(
        transaction ->
            new Sql(
                    transaction.connection(),
                    "select subject from sms.outgoing where number = ? and made_at > ?"
                        + " group by subject order by max(id) desc limit "
                        + LATEST)
                .with(Keys.dialled(phone), clock.instant().minus(OPEN))
                .list(Row::text));
  }
}
