package io.lamplighter.visits;

import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits, agents' tries and who did the work, in the schema. */
record VisitTables(Connection connection) {
  static final String COLUMNS =
      " request_no, resolved_as, kind, channel, region, cell, resolved_at, drill, seq, station, county,"
          + " city, province, customer, phone, state, why, rule, edition, share, number, seed_day, to_ask,"
          + " bad_at, follow, questions, way, asked_at, next_at, score, reasons, answers, comment,"
          + " answered_on, answered_by, answered_at, told, own_work, version ";

  private static final String REOPEN = "reopen";

  private static final Rows<OneVisit> ROWS =
      Rows.<OneVisit>of("visits.visit")
          .fixed("id", "text", one -> one.id)
          .fixed("request_no", "text", one -> one.requestNo)
          .fixed("resolved_as", "bigint", one -> one.resolvedAs)
          .fixed("kind", "text", one -> one.kind)
          .fixed("channel", "text", one -> one.channel)
          .fixed("region", "text", one -> one.region)
          .fixed("cell", "text", one -> one.cell)
          .fixed("resolved_at", "timestamptz", one -> one.resolvedAt)
          .fixed("drill", "boolean", one -> one.drill)
          .moving("station", "text", one -> one.station)
          .moving("county", "text", one -> one.county)
          .moving("city", "text", one -> one.city)
          .moving("province", "text", one -> one.province)
          .moving("customer", "text", one -> one.customer)
          .moving("phone", "text", one -> one.phone)
          .moving("state", "text", one -> one.state)
          .moving("why", "text", one -> one.why)
          .moving("rule", "text", one -> one.rule)
          .moving("edition", "date", one -> one.edition)
          .moving("share", "int", one -> one.rule == null ? null : one.share)
          .moving("number", "double precision", one -> one.rule == null ? null : one.number)
          .moving("seed_day", "date", one -> one.seedDay)
          .moving("to_ask", "boolean", one -> one.toAsk)
          .moving("bad_at", "int", one -> one.badAt)
          .moving("follow", "text", one -> one.reopens ? REOPEN : null)
          .moving("questions", "text", one -> one.questions)
          .moving("way", "text", one -> one.way)
          .moving("asked_at", "timestamptz", one -> one.askedAt)
          .moving("next_at", "timestamptz", one -> one.nextAt)
          .moving("score", "int", one -> one.score)
          .moving(
              "reasons", "text", one -> one.score == null ? null : String.join(" ", one.reasons))
          .moving("answers", "jsonb", one -> one.answers.isEmpty() ? null : Json.write(one.answers))
          .moving("comment", "text", one -> one.comment)
          .moving("answered_on", "text", one -> one.answeredOn)
          .moving("answered_by", "text", one -> one.answeredBy)
          .moving("answered_at", "timestamptz", one -> one.answeredAt)
          .moving("told", "boolean", one -> one.told)
          .moving("own_work", "boolean", one -> one.ownWork)
          .moving("version", "bigint", one -> one.version);

  /** A person, or a part, that has a hand in the work of a request. */
  record Worker(String requestNo, String actor, Instant at) {}

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  static OneVisit visit(Row row) throws SQLException {
    OneVisit one =
        new OneVisit(
            row.text(),
            row.number(),
            row.text(),
            row.text(),
            row.text(),
            row.maybeText(),
            row.time(),
            row.is());
    one.seq = row.number();
    one.station = row.maybeText();
    one.county = row.maybeText();
    one.city = row.maybeText();
    one.province = row.maybeText();
    one.customer = row.maybeText();
    one.phone = row.maybeText();
    one.state = VisitState.valueOf(row.text());
    one.why = row.maybeText();
    one.rule = row.maybeText();
    one.edition = day(row.maybeText());
    Long share = row.maybeNumber();
    one.share = share == null ? 0 : share.intValue();
    Double number = row.maybeDecimal();
    one.number = number == null ? 0 : number;
    one.seedDay = day(row.maybeText());
    one.toAsk = row.maybeIs();
    one.badAt = row.count();
    one.reopens = REOPEN.equals(row.maybeText());
    one.questions = row.maybeText();
    String way = row.maybeText();
    one.way = way == null ? null : VisitWay.valueOf(way);
    one.askedAt = row.maybeTime();
    one.nextAt = row.maybeTime();
    one.score = row.maybeCount();
    String reasons = row.maybeText();
    one.reasons = reasons == null || reasons.isEmpty() ? List.of() : List.of(reasons.split(" "));
    String answers = row.maybeText();
    one.answers = answers == null ? Map.of() : Json.texts(answers);
    one.comment = row.maybeText();
    one.answeredOn = row.maybeText();
    one.answeredBy = row.maybeText();
    one.answeredAt = row.maybeTime();
    one.told = row.is();
    one.ownWork = row.is();
    one.version = row.number();
    return one;
  }

  private static @Nullable LocalDate day(@Nullable String written) {
    return written == null ? null : LocalDate.parse(written);
  }

  /** Those that are not there yet. */
  void add(Collection<OneVisit> visits) throws SQLException {
    ROWS.addMissing(connection, visits);
  }

  /** As it is now: one version more. */
  void save(OneVisit visit) throws SQLException {
    visit.version++;
    ROWS.put(connection, "id", List.of(visit));
  }

  @Nullable OneVisit get(String id) throws SQLException {
    return sql("select" + COLUMNS + "from visits.visit where id = ?")
        .with(id)
        .first(VisitTables::visit);
  }

  /** Its row is ours until the transaction ends. */
  @Nullable OneVisit locked(String id) throws SQLException {
    return sql("select" + COLUMNS + "from visits.visit where id = ? for update")
        .with(id)
        .first(VisitTables::visit);
  }

  /**
   * Of the work that a version of a request is about, which is the last that was done before it;
   * its row locked.
   */
  @Nullable OneVisit before(String requestNo, long version) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from visits.visit where request_no = ? and resolved_as < ?"
            + " order by resolved_as desc limit 1 for update")
        .with(requestNo, version)
        .first(VisitTables::visit);
  }

  /** The newest of a request that was resolved at that time or later, as it stands. */
  @Nullable OneVisit since(String requestNo, Instant resolvedAt) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from visits.visit where request_no = ? and resolved_at >= ?"
            + " order by resolved_as desc limit 1")
        .with(requestNo, resolvedAt)
        .first(VisitTables::visit);
  }

  /** Until the transaction ends nobody else asks whether he was asked lately. */
  void lock(OneVisit visit) throws SQLException {
    for (String who : new String[] {visit.customer, visit.phone}) {
      if (who != null) {
        sql("select pg_advisory_xact_lock(hashtextextended('visits.' || ?, 0))").with(who).call();
      }
    }
  }

  /** Whether he was, or is to be, asked between these times about whatever else. */
  boolean isAsked(OneVisit visit, Instant after, Instant before) throws SQLException {
    return sql("select 1 from visits.visit where customer = ? and asked_at > ? and asked_at < ?"
            + " and id <> ? union all select 1 from visits.visit where phone = ? and asked_at > ?"
            + " and asked_at < ? and id <> ? limit 1")
        .with(visit.customer, after, before, visit.id, visit.phone, after, before, visit.id)
        .isThere();
  }

  void work(Collection<Worker> workers) throws SQLException {
    Rows.<Worker>of("visits.worker")
        .fixed("request_no", "text", Worker::requestNo)
        .fixed("actor", "text", Worker::actor)
        .fixed("seen_at", "timestamptz", Worker::at)
        .addMissing(connection, Set.copyOf(workers));
  }

  boolean hasWorked(String requestNo, String actor) throws SQLException {
    return sql("select 1 from visits.worker where request_no = ? and actor = ?")
        .with(requestNo, actor)
        .isThere();
  }

  /** With its tries. */
  Visit shown(OneVisit visit) throws SQLException {
    return visit.shown(tries(List.of(visit.id)).getOrDefault(visit.id, List.of()));
  }

  void tried(String visit, Visit.Try one, int part) throws SQLException {
    sql("insert into visits.attempt (visit, at, by, part, outcome) values (?, ?, ?, ?, ?)")
        .with(visit, one.at(), one.by(), part, one.outcome())
        .run();
  }

  /** The parts of the day in which it was tried. */
  List<Integer> parts(String visit) throws SQLException {
    return sql("select part from visits.attempt where visit = ? order by at")
        .with(visit)
        .list(Row::count);
  }

  /** Of each of these visits that was tried, its tries, oldest first. */
  Map<String, List<Visit.Try>> tries(Collection<String> visits) throws SQLException {
    Map<String, List<Visit.Try>> tries = new HashMap<>();
    sql("select visit, at, by, outcome from visits.attempt where visit = any (?) order by at")
        .array(visits)
        .each(
            row ->
                tries
                    .computeIfAbsent(row.text(), visit -> new ArrayList<>())
                    .add(new Visit.Try(row.time(), row.text(), row.text())));
    return tries;
  }
}
