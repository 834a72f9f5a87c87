package io.lamplighter.answers;

import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers in the schema. */
record AnswerTables(Connection connection) {
  static final String COLUMNS =
      " request_no, region, channel, received_at, seq, state, why, source, article, article_version,"
          + " text, who, answered_at, ended_at, ended_on, over, version ";

  private static final Rows<OneAnswer> ROWS =
      Rows.<OneAnswer>of("answers.answer")
          .fixed("request_no", "text", one -> one.requestNo)
          .fixed("region", "text", one -> one.region)
          .fixed("channel", "text", one -> one.channel)
          .fixed("received_at", "timestamptz", one -> one.receivedAt)
          .moving("state", "text", one -> one.state)
          .moving("why", "text", one -> one.why)
          .moving("source", "text", one -> one.source)
          .moving("article", "text", one -> one.article)
          .moving("article_version", "int", one -> one.articleVersion)
          .moving("text", "text", one -> one.text)
          .moving("who", "text", one -> one.who)
          .moving("answered_at", "timestamptz", one -> one.answeredAt)
          .moving("ended_at", "timestamptz", one -> one.endedAt)
          .moving("ended_on", "text", one -> one.endedOn)
          .moving("over", "boolean", one -> one.over)
          .moving("version", "bigint", one -> one.version);

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  static OneAnswer answer(Row row) throws SQLException {
    OneAnswer one = new OneAnswer(row.text(), row.text(), row.text(), row.time());
    one.seq = row.number();
    one.state = AnswerState.valueOf(row.text());
    one.why = row.maybeText();
    String source = row.maybeText();
    one.source = source == null ? null : AnswerSource.valueOf(source);
    one.article = row.maybeText();
    one.articleVersion = row.maybeCount();
    one.text = row.maybeText();
    one.who = row.maybeText();
    one.answeredAt = row.maybeTime();
    one.endedAt = row.maybeTime();
    one.endedOn = row.maybeText();
    one.over = row.is();
    one.version = row.number();
    return one;
  }

  /**
   * An answer is to be sought for each of these.
   *
   * @return the numbers of those that were not there yet
   */
  List<String> add(Collection<OneAnswer> answers) throws SQLException {
    return answers.isEmpty()
        ? List.of()
        : sql("insert into answers.answer (request_no, region, channel, received_at, state, over,"
                + " version) select no, region, channel, at, 'SOUGHT', false, 1"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                + " as told (no, region, channel, at) on conflict do nothing returning request_no")
            .array(answers, one -> one.requestNo)
            .array(answers, one -> one.region)
            .array(answers, one -> one.channel)
            .array(answers, one -> one.receivedAt.toString())
            .list(Row::text);
  }

  /** As it is now: one version more. */
  void save(OneAnswer answer) throws SQLException {
    answer.version++;
    ROWS.put(connection, "request_no", List.of(answer));
  }

  @Nullable OneAnswer get(String requestNo) throws SQLException {
    return sql("select" + COLUMNS + "from answers.answer where request_no = ?")
        .with(requestNo)
        .first(AnswerTables::answer);
  }

  /** Its row is ours until the transaction ends. */
  @Nullable OneAnswer locked(String requestNo) throws SQLException {
    return sql("select" + COLUMNS + "from answers.answer where request_no = ? for update")
        .with(requestNo)
        .first(AnswerTables::answer);
  }

  /**
   * A person has taken these up; of those who have said nothing yet.
   *
   * @param when by the requests' numbers
   * @return the numbers of those
   */
  List<String> taken(Map<String, Instant> when) throws SQLException {
    return when.isEmpty()
        ? List.of()
        : sql("update answers.answer set state = 'TAKEN', ended_at = told.at, version = version + 1"
                + " from unnest(?::text[], ?::timestamptz[]) as told (no, at)"
                + " where request_no = told.no and state = 'GIVEN' returning request_no")
            .array(when.keySet())
            .array(when.values(), Instant::toString)
            .list(Row::text);
  }

  /** Whether the work of these requests is over, or is again to be done. */
  void over(Map<String, Boolean> over) throws SQLException {
    if (!over.isEmpty()) {
      sql("update answers.answer set over = told.ends, version = version + 1"
              + " from unnest(?::text[], ?::boolean[]) as told (no, ends)"
              + " where request_no = told.no and over <> told.ends")
          .array(over.keySet())
          .array(over.values(), String::valueOf)
          .run();
    }
  }

  /**
   * How many answers he was given since then; nobody else counts him until the transaction ends.
   */
  long given(String who, Instant since) throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended('answers.' || ?, 0))").with(who).call();
    return sql("select count(*) from answers.answer where who = ? and answered_at > ?"
            + " and source is not null")
        .with(who, since)
        .only(Row::number);
  }
}
