package io.lamplighter.knowledge;

import io.lamplighter.api.Text;
import io.lamplighter.kit.sql.Row;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The columns of articles (a) and editions (e), and what is read of them. */
final class ArticleRows {
  static final String HEAD =
      " a.seq, a.no, a.version, a.newest, a.region, a.state, a.changed_by, a.changed_at ";
  static final String EDITION =
      " e.no, e.edition, e.state, e.topic, e.region, e.owner, e.title_zh, e.title_en, e.text_zh,"
          + " e.text_en, e.asked, e.source_zh, e.source_en, e.valid_from::text, e.valid_to::text,"
          + " e.writers, e.written_at, e.submitted_by, e.submitted_at, e.judged_by, e.judged_at,"
          + " e.reason ";

  static Head head(Row row) throws SQLException {
    return new Head(
        row.number(),
        row.text(),
        row.number(),
        row.count(),
        row.text(),
        ArticleState.valueOf(row.text()),
        row.text(),
        row.time());
  }

  static Edition edition(Row row) throws SQLException {
    return new Edition(
        row.text(),
        row.count(),
        ArticleState.valueOf(row.text()),
        content(row),
        row.texts(),
        row.time(),
        row.maybeText(),
        row.maybeTime(),
        row.maybeText(),
        row.maybeTime(),
        row.maybeText());
  }

  private static Content content(Row row) throws SQLException {
    Topic topic = Topic.valueOf(row.text());
    String region = row.text();
    String owner = row.text();
    return new Content(
        topic,
        region,
        owner,
        text(row),
        text(row),
        row.texts(),
        text(row),
        day(row),
        maybeDay(row));
  }

  private static Text text(Row row) throws SQLException {
    String zh = row.text();
    return new Text(row.text(), zh);
  }

  private static LocalDate day(Row row) throws SQLException {
    return LocalDate.parse(row.text());
  }

  private static @Nullable LocalDate maybeDay(Row row) throws SQLException {
    String day = row.maybeText();
    return day == null ? null : LocalDate.parse(day);
  }

  private ArticleRows() {}
}
