package io.lamplighter.answers;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerQuery;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers.Rate;
import io.lamplighter.kit.shares.Wilson;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of answers, and what has become of them by source and article. */
record AnswerQueries(Connection connection) {
  private static final int MOST_RATES = 5_000;

  /**
   * @param region of whoever looks
   */
  Page<Answer> find(AnswerQuery query, String region) throws SQLException {
    StringBuilder words = new StringBuilder("starts_with(region, ?)");
    List<Object> values = new ArrayList<>(List.of(region));
    AnswerState state = query.state();
    AnswerSource source = query.source();
    add(words, values, "state = ?", state == null ? null : state.name());
    add(words, values, "source = ?", source == null ? null : source.name());
    add(words, values, "starts_with(region, ?)", query.region());
    add(words, values, "article = ?", query.article());
    add(words, values, "request_no = ?", query.requestNo());
    add(words, values, "seq < ?", place(query.after()));
    values.add(query.limit() + 1);
    List<OneAnswer> found =
        new Sql(
                connection,
                "select"
                    + AnswerTables.COLUMNS
                    + "from answers.answer where "
                    + words
                    + " order by seq desc limit ?")
            .with(values.toArray())
            .list(AnswerTables::answer);
    return Page.cut(found, query.limit(), one -> Long.toString(one.seq))
        .map(one -> one.shown(false));
  }

  private static @Nullable Long place(@Nullable String after) {
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException e) {
      throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
    }
  }

  private static void add(
      StringBuilder words, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      words.append(" and ").append(condition);
      values.add(value);
    }
  }

  /**
   * @param region of whoever looks
   */
  List<Rate> rates(Instant from, Instant to, String region) throws SQLException {
    return new Sql(
            connection,
            "select source, article, article_version, count(*),"
                + " count(*) filter (where state = 'HELPED'),"
                + " count(*) filter (where state = 'PERSON_ASKED'),"
                + " count(*) filter (where state = 'TAKEN'),"
                + " count(*) filter (where state = 'SILENT')"
                + " from answers.answer where received_at >= ? and received_at < ?"
                + " and starts_with(region, ?) and state <> 'SOUGHT'"
                + " group by source, article, article_version"
                + " order by count(*) desc, source, article, article_version limit ?")
        .with(from, to, region, MOST_RATES)
        .list(AnswerQueries::rate);
  }

  private static Rate rate(Row row) throws SQLException {
    String source = row.maybeText();
    String article = row.maybeText();
    Integer version = row.maybeCount();
    long all = row.number();
    long helped = row.number();
    long personAsked = row.number();
    long taken = row.number();
    long silent = row.number();
    long said = helped + personAsked;
    Wilson within = said == 0 ? null : Wilson.of(helped, said);
    return new Rate(
        source == null ? null : AnswerSource.valueOf(source),
        article,
        version,
        all,
        helped,
        personAsked,
        taken,
        silent,
        said == 0 ? null : (double) helped / said,
        within == null ? null : within.low(),
        within == null ? null : within.high());
  }
}
