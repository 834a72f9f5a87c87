package io.lamplighter.accountability;

import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFile.Judgement;
import io.lamplighter.api.accountability.AccountabilityFile.Proposal;
import io.lamplighter.api.accountability.AccountabilityFile.Step;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.kit.text.CommaList;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files, their steps, and who is barred from them, as rows. */
record FileTables(Connection connection) {
  /** The acts of who judges a file or measures it. */
  static final String JUDGES = "'judged', 'measured'";

  /** The acts of who names somebody in a file, judges, measures, returns or approves it. */
  static final String HANDS = "'named', 'judged', 'measured', 'returned', 'approved'";

  static final String COLUMNS =
      " f.no, f.version, f.state, f.subject, f.region, f.cell, f.cause, f.by_rule, f.event, f.at,"
          + " f.opened_at, f.unit, f.person, f.why, f.late, f.finding, f.fault, f.consequence,"
          + " f.mitigations, f.line, f.edition, f.base, f.repeats, f.proposed_level,"
          + " f.proposed_measure, f.article, f.level, f.measure, f.annul_by, f.right_found,"
          + " f.published_at, f.proposed,"
          + " array(select distinct s.actor from accountability.step s where s.file = f.no"
          + " and s.act in ("
          + JUDGES
          + ")),"
          + " array(select distinct s.actor from accountability.step s where s.file = f.no"
          + " and s.act in ("
          + HANDS
          + ")) ";

  /** All of a file that counts, as one text; what stands in it stays, for it is in digests. */
  private static final String STAND =
      " jsonb_build_array(1, f.key, f.subject, f.region, f.cell, f.cause, f.by_rule, f.event,"
          + " extract(epoch from f.at), extract(epoch from f.opened_at), f.xid, f.position,"
          + " f.state, f.unit, f.person, f.why, f.late, f.finding, f.fault, f.consequence,"
          + " f.mitigations, f.line, f.edition, f.base, f.repeats, f.proposed_level,"
          + " f.proposed_measure, f.article, f.level, f.measure, f.annul_by, f.right_found,"
          + " extract(epoch from f.published_at), f.case_no, extract(epoch from f.ended_at),"
          + " array(select concat_ws(' ', e.xid, e.position, e.shows) from accountability.evidence e"
          + " where e.file = f.no order by e.xid, e.position),"
          + " array(select b.person from accountability.barred b where b.file = f.no"
          + " order by b.person collate \"C\"))::text ";

  /** Of a step's row. */
  private static final String DIGEST =
      " encode(sha256(convert_to(jsonb_build_array(s.salt, s.file, s.act, extract(epoch from s.at),"
          + " s.month::text, s.actor, s.level, s.text, s.stand)::text, 'UTF8')), 'hex') ";

  /** One statement, so that steps and file are of one instant. */
  private static final String STANDS =
      "select f.no, f.case_no::text, s.stand ="
          + STAND
          + ", s.act, s.at, s.actor, s.text,"
          + DIGEST
          + "from (select * from accountability.file where %s) f"
          + " join accountability.step s on s.file = f.no order by f.no, s.id";

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  long nextNumber() throws SQLException {
    return sql("select nextval('accountability.file_no')").only(Row::number);
  }

  boolean isCase(long number) throws SQLException {
    return sql("select 1 from accountability.file where case_no = ?").with(number).isThere();
  }

  /** Whether there has ever been somebody who told units. */
  boolean knowsUnits() throws SQLException {
    return sql("select 1 from accountability.file where unit is not null limit 1").isThere();
  }

  /**
   * Opens a file.
   *
   * @return whether there was none for this reason
   */
  boolean open(Cause cause, String no, String event, Instant now) throws SQLException {
    return sql("insert into accountability.file (no, key, subject, region, cell, cause, by_rule,"
                + " event, at, opened_at, xid, position, state)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPENED') on conflict (key) do nothing")
            .with(no, cause.key(), cause.on(), cause.region(), cause.cell(), cause.code())
            .with(cause.byRule(), event, cause.at(), now)
            .with(cause.entry().xid(), cause.entry().position())
            .run()
        == 1;
  }

  boolean isOpen(String key) throws SQLException {
    return sql("select 1 from accountability.file where key = ?").with(key).isThere();
  }

  @Nullable FileRow get(String no) throws SQLException {
    return sql("select" + COLUMNS + "from accountability.file f where no = ?")
        .with(no)
        .first(FileTables::file);
  }

  /** The entry that gave reason for it. */
  Cursor entry(String no) throws SQLException {
    return sql("select xid, position from accountability.file where no = ?")
        .with(no)
        .only(row -> new Cursor(row.number(), row.number()));
  }

  static FileRow file(Row row) throws SQLException {
    String no = row.text();
    long version = row.number();
    FileState state = FileState.valueOf(row.text());
    String on = row.text();
    String region = row.text();
    String cell = row.maybeText();
    String cause = row.text();
    boolean byRule = row.is();
    String event = row.text();
    Instant at = row.time();
    Instant openedAt = row.time();
    String unit = row.maybeText();
    String person = row.maybeText();
    String why = row.maybeText();
    boolean late = row.is();
    Judgement judgement = judgement(row);
    Proposal proposal = proposal(row);
    Integer level = whole(row);
    AccountabilityFile all =
        new AccountabilityFile(
            no,
            version,
            state,
            on,
            region,
            cell,
            cause,
            byRule,
            event,
            at,
            openedAt,
            unit,
            person,
            why,
            late,
            judgement,
            proposal,
            level,
            row.maybeText(),
            row.maybeText(),
            row.maybeIs(),
            row.maybeTime(),
            null,
            List.of(),
            List.of(),
            Set.of());
    return new FileRow(all, row.is(), row.texts(), row.texts());
  }

  private static @Nullable Judgement judgement(Row row) throws SQLException {
    String finding = row.maybeText();
    String fault = row.maybeText();
    String consequence = row.maybeText();
    List<String> mitigations = CommaList.of(row.text());
    return finding == null ? null : new Judgement(finding, fault, consequence, mitigations);
  }

  private static @Nullable Proposal proposal(Row row) throws SQLException {
    String line = row.maybeText();
    String edition = row.maybeText();
    Integer base = whole(row);
    String repeats = row.maybeText();
    Integer level = whole(row);
    String measure = row.maybeText();
    String article = row.maybeText();
    return line == null
            || edition == null
            || base == null
            || level == null
            || measure == null
            || article == null
        ? null
        : new Proposal(line, edition, base, repeats, level, measure, article);
  }

  private static @Nullable Integer whole(Row row) throws SQLException {
    Long number = row.maybeNumber();
    return number == null ? null : Math.toIntExact(number);
  }

  /** The last final file of the same person and class of event since then, that had a fault. */
  @Nullable String before(AccountabilityFile file, Instant since) throws SQLException {
    return sql("select no from accountability.file where person = ? and event = ? and no <> ?"
            + " and state = 'FINAL' and level > 0 and at >= ? and at <= ? order by at desc limit 1")
        .with(file.person(), file.event(), file.no(), since, file.at())
        .first(Row::text);
  }

  void bar(String no, Collection<String> people) throws SQLException {
    sql("insert into accountability.barred (file, person)"
            + " select ?, person from unnest(?::text[]) as these (person)"
            + " on conflict do nothing")
        .with(no)
        .array(people)
        .run();
  }

  boolean isBarred(String no, String person) throws SQLException {
    return sql("select 1 from accountability.barred where file = ? and person = ?")
        .with(no, person)
        .isThere();
  }

  /**
   * Adds a step.
   *
   * @param month in which it counts
   * @param level with which a file became final
   * @return the digest of its row, with the file as it stands now
   */
  String step(
      String no,
      String act,
      Instant at,
      LocalDate month,
      String by,
      @Nullable Integer level,
      @Nullable String text)
      throws SQLException {
    return sql("insert into accountability.step as s (file, act, at, month, actor, level, text,"
            + " stand) select f.no, ?, ?, ?::date, ?, ?::int, ?,"
            + STAND
            + "from accountability.file f where f.no = ? returning"
            + DIGEST)
        .with(act, at, month.toString(), by, level == null ? null : level.toString(), text)
        .with(no)
        .only(Row::text);
  }

  /** When he was named who is held responsible; null while nobody is. */
  @Nullable Instant notified(String no) throws SQLException {
    return sql("select at from accountability.step where file = ? and act = 'notified'"
            + " order by id desc limit 1")
        .with(no)
        .first(Row::time);
  }

  /**
   * What of a file its entries are to say.
   *
   * @param stands whether it is as it was after its last step
   * @param caseNo of its typical case
   */
  record Stand(String no, boolean stands, @Nullable String caseNo, List<Step> steps) {}

  /** Of one; empty when there is no such file. */
  List<Stand> stand(String no) throws SQLException {
    return stands(sql(STANDS.replace("%s", "no = ?")).with(no));
  }

  /** Those after a number, in their order. */
  List<Stand> stands(String after, int limit) throws SQLException {
    return stands(sql(STANDS.replace("%s", "no > ? order by no limit ?")).with(after, limit));
  }

  private static List<Stand> stands(Sql asked) throws SQLException {
    List<Stand> all = new ArrayList<>();
    asked.each(
        row -> {
          String no = row.text();
          String caseNo = row.maybeText();
          boolean stands = row.is();
          Step step = step(row);
          List<Step> steps = new ArrayList<>();
          int last = all.size() - 1;
          if (last >= 0 && all.get(last).no().equals(no)) {
            steps.addAll(all.remove(last).steps());
          }
          steps.add(step);
          all.add(new Stand(no, stands, caseNo, steps));
        });
    return all;
  }

  private static Step step(Row row) throws SQLException {
    return new Step(row.text(), row.time(), row.text(), row.maybeText(), row.text());
  }
}
