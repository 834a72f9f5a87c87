package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.Text;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.kit.text.CommaList;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typical cases (典型案例): what happened and what followed, in the library's own words and in no
 * others. No name, number or place is in them, nor what anybody wrote, so nobody is found by one.
 */
record Cases(Library library, ZoneId zone, Locale locale) {
  /**
   * @param no of the case; it leads to no file
   * @param year in which it happened: a day would tell too much
   * @param event what it was, as the next
   * @param hours how long it was open until it was final
   * @param level 1 the gravest to 4
   * @param measure what followed
   * @param article on which that rests
   */
  record Case(
      String no,
      int year,
      String event,
      String cause,
      String fault,
      String consequence,
      List<String> mitigations,
      boolean repeated,
      boolean appealed,
      long hours,
      int level,
      String measure,
      @Nullable String article) {}

  /** Those before a number, the greatest first: drawn at random, so in no order of time. */
  Page<Case> find(Connection connection, long before, int limit) throws SQLException {
    List<Case> found =
        new Sql(
                connection,
                "select case_no, at, opened_at, ended_at, event, cause, fault, consequence,"
                    + " mitigations, repeats is not null, exists (select 1 from"
                    + " accountability.step s where s.file = f.no and s.act = 'appealed'), level,"
                    + " measure, article from accountability.file f"
                    + " where case_no is not null and case_no < ? and state = 'FINAL'"
                    + " order by case_no desc limit ?")
            .with(before, limit + 1)
            .list(this::read);
    return Page.cut(found, limit, Case::no);
  }

  private Case read(Row row) throws SQLException {
    String no = Long.toString(row.number());
    int year = row.time().atZone(zone).getYear();
    Instant opened = row.time();
    Instant ended = row.time();
    EventClass event = library.events().get(row.text());
    FindingRule rule = library.rules().get(row.text());
    return new Case(
        no,
        year,
        event == null ? "" : event.name().in(locale),
        rule == null ? "" : rule.name().in(locale),
        name(library.faults(), row.maybeText()),
        name(library.consequences(), row.maybeText()),
        CommaList.of(row.text()).stream().map(this::mitigation).toList(),
        row.is(),
        row.is(),
        Duration.between(opened, ended).toHours(),
        row.count(),
        measure(row.text()),
        row.maybeText());
  }

  private String name(Map<String, Text> words, @Nullable String word) {
    Text name = word == null ? null : words.get(word);
    return name == null ? "" : name.in(locale);
  }

  private String mitigation(String word) {
    Adjustment one = library.adjustments().get(word);
    return one == null ? word : one.name().in(locale);
  }

  private String measure(String word) {
    Measure one = library.measures().get(word);
    return one == null ? word : one.name().in(locale);
  }
}
