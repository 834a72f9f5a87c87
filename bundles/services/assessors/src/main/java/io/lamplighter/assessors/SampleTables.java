package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Drawn;
import io.lamplighter.api.assessors.Sample.Finding;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.Verdict;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Samples, what was drawn, and what was found, as rows. */
record SampleTables(Connection connection) {
  private static final String COLUMNS =
      " no, version, of, region, first_day::text, last_day::text, size, commitment, committed_by,"
          + " committed_at, secret, block, head, seed, population, population_digest, cases_digest,"
          + " drawn_by, drawn_at, array(select d.case_no from assessors.drawn d where d.sample = s.no"
          + " order by d.place) from assessors.sample s ";

  /** A case that was drawn, and the cursors of its evidence, in the journal's order. */
  record Case(String no, List<String> evidence) {
    /** As it is in the digest. */
    String line() {
      return no + " " + String.join(",", evidence);
    }
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  long nextNumber() throws SQLException {
    return sql("select nextval('assessors.sample_no')").only(Row::number);
  }

  void insert(Sample sample) throws SQLException {
    sql("insert into assessors.sample (no, of, region, first_day, last_day, size, commitment,"
            + " committed_by, committed_at) values (?, ?, ?, ?::date, ?::date, ?, ?, ?, ?)")
        .with(sample.no(), sample.of().name(), sample.region())
        .with(sample.from().toString(), sample.to().toString(), sample.size())
        .with(sample.commitment(), sample.committedBy(), sample.committedAt())
        .run();
  }

  /**
   * @param lock whether others wait who would change it
   */
  @Nullable Sample get(String no, boolean lock) throws SQLException {
    return sql("select" + COLUMNS + "where no = ?" + (lock ? " for update" : ""))
        .with(no)
        .first(SampleTables::sample);
  }

  /** One that there is; others wait who would change it. */
  Sample locked(String no) throws SQLException {
    return Objects.requireNonNull(get(no, true), no);
  }

  Page<Sample> find(String region, @Nullable String after, int limit) throws SQLException {
    List<Sample> found =
        sql("select"
                + COLUMNS
                + "where starts_with(region, ?) and (?::text is null or no < ?) order by no desc"
                + " limit ?")
            .with(region, after, after, limit + 1)
            .list(SampleTables::sample);
    return Page.cut(found, limit, Sample::no);
  }

  private static Sample sample(Row row) throws SQLException {
    return new Sample(
        row.text(),
        row.number(),
        SampleOf.valueOf(row.text()),
        row.text(),
        LocalDate.parse(row.text()),
        LocalDate.parse(row.text()),
        row.count(),
        row.text(),
        row.text(),
        row.time(),
        drawn(row),
        List.of(),
        null);
  }

  private static @Nullable Drawn drawn(Row row) throws SQLException {
    String secret = row.maybeText();
    Long block = row.maybeNumber();
    String head = row.maybeText();
    String seed = row.maybeText();
    Long population = row.maybeNumber();
    String populationDigest = row.maybeText();
    String casesDigest = row.maybeText();
    String by = row.maybeText();
    var at = row.maybeTime();
    List<String> cases = row.texts();
    return secret == null
        ? null
        : new Drawn(
            secret,
            Objects.requireNonNullElse(block, 0L),
            Objects.requireNonNullElse(head, ""),
            Objects.requireNonNullElse(seed, ""),
            Math.toIntExact(Objects.requireNonNullElse(population, 0L)),
            Objects.requireNonNullElse(populationDigest, ""),
            Objects.requireNonNullElse(casesDigest, ""),
            Objects.requireNonNullElse(by, ""),
            Objects.requireNonNullElse(at, java.time.Instant.EPOCH),
            cases);
  }

  void draw(String no, Drawn drawn, List<Case> cases) throws SQLException {
    sql("update assessors.sample set version = version + 1, secret = ?, block = ?, head = ?, seed = ?,"
            + " population = ?, population_digest = ?, cases_digest = ?, drawn_by = ?, drawn_at = ?"
            + " where no = ?")
        .with(drawn.secret(), drawn.block(), drawn.head(), drawn.seed(), drawn.population())
        .with(drawn.populationDigest(), drawn.casesDigest(), drawn.by(), drawn.at(), no)
        .run();
    int place = 0;
    for (Case one : cases) {
      sql("insert into assessors.drawn (sample, place, case_no, evidence) values (?, ?, ?, ?)")
          .with(no, ++place, one.no())
          .array(one.evidence())
          .run();
    }
  }

  /** The cases of a sample, as they were drawn. */
  List<Case> cases(String no) throws SQLException {
    return sql("select case_no, evidence from assessors.drawn where sample = ? order by place")
        .with(no)
        .list(row -> new Case(row.text(), row.texts()));
  }

  /** One of them. */
  @Nullable Case drawnCase(String no, String caseNo) throws SQLException {
    return sql("select case_no, evidence from assessors.drawn where sample = ? and case_no = ?"
            + " order by place limit 1")
        .with(no, caseNo)
        .first(row -> new Case(row.text(), row.texts()));
  }

  void add(String no, Finding finding) throws SQLException {
    sql("insert into assessors.finding (sample, case_no, verdict, words, actor, at, salt)"
            + " values (?, ?, ?, ?, ?, ?, ?)")
        .with(no, finding.caseNo(), finding.verdict().name(), finding.words(), finding.by())
        .with(finding.at(), finding.salt())
        .run();
    sql("update assessors.sample set version = version + 1 where no = ?").with(no).run();
  }

  /** In their order, each with the digest of its row as it is now. */
  List<Finding> findings(String no) throws SQLException {
    return sql("select case_no, verdict, words, actor, at, salt from assessors.finding"
            + " where sample = ? order by id")
        .with(no)
        .list(
            row ->
                Findings.finding(
                    no,
                    row.text(),
                    Verdict.valueOf(row.text()),
                    row.text(),
                    row.text(),
                    row.time(),
                    row.text()));
  }

  /** Numbers after one, for whoever goes through all. */
  List<String> numbers(String after, int most) throws SQLException {
    return sql("select no from assessors.sample where no > ? order by no limit ?")
        .with(after, most)
        .list(Row::text);
  }
}
