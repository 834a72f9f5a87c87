package io.lamplighter.knowledge;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Articles and their editions, in the schema. */
record ArticleTables(Connection connection) {
  /** An article with its newest edition. */
  record Whole(Head head, Edition newest) {}

  private static Whole whole(Row row) throws SQLException {
    return new Whole(ArticleRows.head(row), ArticleRows.edition(row));
  }

  private static final String WHOLE =
      "select"
          + ArticleRows.HEAD
          + ","
          + ArticleRows.EDITION
          + "from knowledge.article a join knowledge.edition e on e.no = a.no and e.edition ="
          + " a.newest ";

  /**
   * @param lock whether nobody else may change it until this transaction is over
   */
  @Nullable Whole find(String no, boolean lock) throws SQLException {
    return new Sql(connection, WHOLE + "where a.no = ?" + (lock ? " for update of a" : ""))
        .with(no)
        .first(ArticleTables::whole);
  }

  /** Of these numbers; in whatever order. */
  List<Whole> all(List<String> numbers) throws SQLException {
    return new Sql(connection, WHOLE + "where a.no = any (?)")
        .array(numbers)
        .list(ArticleTables::whole);
  }

  /**
   * Newest first.
   *
   * @param caller's region: his, those above it and those below
   * @param before seq of the last on the page before
   */
  List<Whole> list(
      String caller,
      @Nullable ArticleState state,
      @Nullable Topic topic,
      @Nullable String region,
      @Nullable Long before,
      int limit)
      throws SQLException {
    String stated = state == null ? null : state.name();
    String about = topic == null ? null : topic.name();
    return new Sql(
            connection,
            WHOLE
                + "where (starts_with(a.region, ?) or starts_with(?, a.region))"
                + " and (?::text is null or a.state = ?) and (?::text is null or a.topic = ?)"
                + " and (?::text is null or starts_with(a.region, ?))"
                + " and (?::text is null or a.seq < ?::bigint) order by a.seq desc limit ?")
        .with(caller, caller, stated, stated, about, about, region, region)
        .with(before == null ? null : before.toString())
        .with(before == null ? null : before.toString(), limit)
        .list(ArticleTables::whole);
  }

  /** All editions of an article, newest first. */
  List<Edition> editions(String no, int before, int limit) throws SQLException {
    return new Sql(
            connection,
            "select"
                + ArticleRows.EDITION
                + "from knowledge.edition e where e.no = ? and e.edition < ?"
                + " order by e.edition desc limit ?")
        .with(no, before, limit)
        .list(ArticleRows::edition);
  }

  private static final String APPROVED =
      "select" + ArticleRows.EDITION + "from knowledge.edition e where e.state = 'APPROVED'";

  /** All approved editions, those of an article in order. */
  List<Edition> approved() throws SQLException {
    return new Sql(connection, APPROVED + " order by e.no, e.edition").list(ArticleRows::edition);
  }

  /** The approved editions of an article, in order. */
  List<Edition> approved(String no) throws SQLException {
    return approved(List.of(no)).getOrDefault(no, List.of());
  }

  /** Those of these articles, by article, each in order. */
  Map<String, List<Edition>> approved(List<String> numbers) throws SQLException {
    return new Sql(connection, APPROVED + " and e.no = any (?) order by e.no, e.edition")
        .array(numbers).list(ArticleRows::edition).stream()
            .collect(Collectors.groupingBy(Edition::no));
  }

  /** The newest editions of all articles. */
  List<Edition> newest() throws SQLException {
    return new Sql(
            connection,
            "select"
                + ArticleRows.EDITION
                + "from knowledge.edition e join knowledge.article a on a.no = e.no and a.newest ="
                + " e.edition order by e.no")
        .list(ArticleRows::edition);
  }

  /** Nobody else begins an article until this transaction is over; how many there are. */
  long countAlone() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtext('knowledge.article'))").call();
    return new Sql(connection, "select count(*) from knowledge.article").only(Row::number);
  }

  /** Begins an article; its number. */
  String begin(Content says, ArticleState state, String by, Instant at) throws SQLException {
    long next = new Sql(connection, "select nextval('knowledge.article_no')").only(Row::number);
    String no = String.format(Locale.ROOT, "K%04d", next);
    new Sql(
            connection,
            "insert into knowledge.article (no, version, newest, region, topic, state, changed_by,"
                + " changed_at) values (?, 1, 1, ?, ?, ?, ?, ?)")
        .with(no, says.region(), says.topic().name(), state.name(), by, at)
        .run();
    add(no, 1, says, state, by, at);
    return no;
  }

  /** A further edition. */
  void add(String no, int edition, Content says, ArticleState state, String by, Instant at)
      throws SQLException {
    new Sql(
            connection,
            "insert into knowledge.edition (title_zh, title_en, text_zh, text_en, source_zh,"
                + " source_en, topic, region, owner, valid_from, valid_to, state, written_at,"
                + " writers, asked, no, edition) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date,"
                + " ?::date, ?, ?, ?, ?, ?, ?)")
        .with(said(says))
        .with(state.name(), at)
        .array(List.of(by))
        .array(says.asked())
        .with(no, edition)
        .run();
  }

  /** What a draft says from now on. */
  void rewrite(String no, int edition, Content says, String by, Instant at) throws SQLException {
    new Sql(
            connection,
            "update knowledge.edition set title_zh = ?, title_en = ?, text_zh = ?, text_en = ?,"
                + " source_zh = ?, source_en = ?, topic = ?, region = ?, owner = ?, valid_from ="
                + " ?::date, valid_to = ?::date, written_at = ?, writers = array_append("
                + "array_remove(writers, ?), ?), asked = ? where no = ? and edition = ?")
        .with(said(says))
        .with(at, by, by)
        .array(says.asked())
        .with(no, edition)
        .run();
  }

  private static @Nullable Object[] said(Content says) {
    LocalDate to = says.validTo();
    return new @Nullable Object[] {
      says.title().zh(),
      says.title().en(),
      says.text().zh(),
      says.text().en(),
      says.source().zh(),
      says.source().en(),
      says.topic().name(),
      says.region(),
      says.owner(),
      says.validFrom().toString(),
      to == null ? null : to.toString()
    };
  }

  void submitted(String no, int edition, String by, Instant at) throws SQLException {
    new Sql(
            connection,
            "update knowledge.edition set state = 'IN_REVIEW', submitted_by = ?, submitted_at = ?"
                + " where no = ? and edition = ?")
        .with(by, at, no, edition)
        .run();
  }

  void judged(
      String no, int edition, ArticleState state, String by, Instant at, @Nullable String reason)
      throws SQLException {
    new Sql(
            connection,
            "update knowledge.edition set state = ?, judged_by = ?, judged_at = ?, reason = ?"
                + " where no = ? and edition = ?")
        .with(state.name(), by, at, reason, no, edition)
        .run();
  }

  /** The article is as its newest edition, and has a further version. */
  void moved(String no, String by, Instant at) throws SQLException {
    new Sql(
            connection,
            "update knowledge.article a set version = version + 1, newest = e.edition,"
                + " region = e.region, topic = e.topic, state = e.state, changed_by = ?,"
                + " changed_at = ? from (select * from knowledge.edition where no = ?"
                + " order by edition desc limit 1) e where a.no = e.no")
        .with(by, at, no)
        .run();
  }

  /** Chinese titles of the articles that the house has laid, as they were then, by number. */
  Map<String, String> laid() throws SQLException {
    Map<String, String> laid = new TreeMap<>();
    new Sql(
            connection,
            "select no, title_zh from knowledge.edition where edition = 1 and writers = array[?]")
        .with(Shipped.HOUSE)
        .list(row -> laid.put(row.text(), row.text()));
    return laid;
  }

  /** Equal as long as nothing has changed of what is told. */
  String mark() throws SQLException {
    return new Sql(
            connection,
            "select (select count(*) || '.' || coalesce(sum(version), 0) from knowledge.article)"
                + " || '.' || (select coalesce(sum(version), 0) from knowledge.gap"
                + " where closed_at is not null)")
        .only(Row::text);
  }
}
