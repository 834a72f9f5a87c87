package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.Clock.Stop;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.clocks.Reckoned.Point;
import io.lamplighter.clocks.RunningClock.Basis;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Clocks as rows; whole sets of them at once. */
record ClockTables(Connection connection) {
  static final String COLUMNS =
      "id, subject, rule, line, edition, issuer, amount, region, cell, holder, drill, mean, xid, position,"
          + " started_at, due_at, state, note, lent_by, own, extended_to, extensions, pauses,"
          + " explanation, ahead, said_to, breached_at, ended_at, ended_by, why, under, version";

  private static final Rows<RunningClock> ROWS =
      Rows.<RunningClock>of("clocks.clock")
          .fixed("id", "text", clock -> clock.id)
          .fixed("subject", "text", clock -> clock.subject)
          .fixed("rule", "text", clock -> clock.rule)
          .moving("line", "text", clock -> clock.basis.line())
          .moving("edition", "text", clock -> clock.basis.edition())
          .moving("issuer", "text", clock -> clock.basis.issuer())
          .moving("amount", "int", clock -> clock.basis.amount())
          .moving("region", "text", clock -> clock.region)
          .moving("cell", "text", clock -> clock.cell)
          .moving("holder", "text", clock -> clock.holder)
          .fixed("drill", "boolean", clock -> clock.drill)
          .fixed("mean", "boolean", clock -> clock.mean)
          .fixed("xid", "bigint", clock -> clock.begunBy.xid())
          .fixed("position", "bigint", clock -> clock.begunBy.position())
          .moving("started_at", "timestamptz", clock -> clock.basis.startedAt())
          .moving("due_at", "timestamptz", clock -> clock.dueAt)
          .moving("state", "text", clock -> clock.state.wire())
          .moving("note", "text", clock -> clock.note)
          .moving("lent_by", "text", clock -> clock.lentBy)
          .moving(
              "own", "jsonb", clock -> clock.own == null ? null : Json.write(written(clock.own)))
          .moving("extended_to", "timestamptz", clock -> clock.basis.extendedTo())
          .moving("extensions", "int", clock -> clock.extensions)
          .moving("pauses", "jsonb", clock -> list(clock.basis.pauses(), ClockTables::written))
          .moving("paused_ms", "bigint", ClockTables::pausedMillis)
          .moving("explanation", "jsonb", ClockTables::explanation)
          .moving("ahead", "jsonb", clock -> list(clock.ahead, ClockTables::written))
          .moving("said_to", "timestamptz", clock -> clock.saidTo)
          .moving("breached_at", "timestamptz", clock -> clock.breachedAt)
          .moving("ended_at", "timestamptz", clock -> clock.endedAt)
          .moving("ended_by", "text", clock -> clock.endedBy)
          .moving("why", "text", clock -> clock.why)
          .moving("under", "text", clock -> clock.under)
          .moving("version", "bigint", clock -> clock.version);

  /** Those of these subjects, each locked, always in the same order. */
  List<RunningClock> of(Collection<String> subjects) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from clocks.clock where subject = any (?::text[]) order by id for update")
        .array(subjects)
        .list(ClockTables::clock);
  }

  /** These, each locked. */
  List<RunningClock> some(Collection<String> ids) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from clocks.clock where id = any (?::text[]) order by id for update")
        .array(ids)
        .list(ClockTables::clock);
  }

  @Nullable RunningClock locked(String id) throws SQLException {
    return some(List.of(id)).stream().findFirst().orElse(null);
  }

  @Nullable RunningClock get(String id) throws SQLException {
    return new Sql(connection, "select " + COLUMNS + " from clocks.clock where id = ?")
        .with(id)
        .first(ClockTables::clock);
  }

  /** Of those merged under a subject and not late, the first by due, but none of these. */
  @Nullable RunningClock earliest(
      String root, String rule, boolean mean, Collection<String> butThese) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from clocks.clock where state = 'withdrawn' and under = ? and rule = ?"
                + " and mean = ? and why = 'merged' and breached_at is null and due_at is not null"
                + " and id <> all (?::text[]) order by due_at, id limit 1")
        .with(root, rule, mean)
        .array(butThese)
        .first(ClockTables::clock);
  }

  /** Those merged under one are under another. */
  void move(String from, String root) throws SQLException {
    new Sql(
            connection,
            "update clocks.clock set under = ?, version = version + 1"
                + " where state = 'withdrawn' and under = ?")
        .with(root, from)
        .run();
  }

  /** Writes them as they are now. */
  void save(Collection<RunningClock> clocks) throws SQLException {
    clocks.forEach(clock -> clock.version++);
    ROWS.put(connection, "id", clocks);
  }

  static RunningClock clock(Row row) throws SQLException {
    String id = row.text();
    String subject = row.text();
    String rule = row.text();
    String line = row.text();
    String edition = row.text();
    String issuer = row.text();
    int amount = row.count();
    String region = row.text();
    String cell = row.maybeText();
    String holder = row.maybeText();
    boolean drill = row.is();
    boolean mean = row.is();
    Cursor begunBy = new Cursor(row.number(), row.number());
    Instant startedAt = row.time();
    Instant dueAt = row.maybeTime();
    State state = State.valueOf(row.text().toUpperCase(Locale.ROOT));
    String note = row.maybeText();
    String lentBy = row.maybeText();
    String own = row.maybeText();
    Instant extendedTo = row.maybeTime();
    int extensions = row.count();
    List<Stop> pauses = Json.list(row.text()).stream().map(ClockTables::stop).toList();
    Map<String, Object> explanation = Json.object(row.text());
    RunningClock clock =
        new RunningClock(
            id,
            subject,
            rule,
            begunBy,
            drill,
            mean,
            region,
            new Basis(
                line,
                edition,
                issuer,
                amount,
                startedAt,
                pauses,
                texts(explanation.get("beaten")),
                extendedTo));
    clock.cell = cell;
    clock.holder = holder;
    clock.dueAt = dueAt;
    clock.state = state;
    clock.note = note;
    clock.lentBy = lentBy;
    clock.own = own == null ? null : basis(Json.object(own));
    clock.extensions = extensions;
    clock.days = maps(explanation.get("days")).stream().map(ClockTables::day).toList();
    clock.ahead = Json.list(row.text()).stream().map(ClockTables::point).toList();
    clock.saidTo = row.maybeTime();
    clock.breachedAt = row.maybeTime();
    clock.endedAt = row.maybeTime();
    clock.endedBy = row.maybeText();
    clock.why = row.maybeText();
    clock.under = row.maybeText();
    clock.version = row.number();
    return clock;
  }

  private static long pausedMillis(RunningClock clock) {
    return clock.endedAt == null ? 0 : clock.paused(clock.endedAt).toMillis();
  }

  private static String explanation(RunningClock clock) {
    return Json.write(
        Map.of(
            "beaten", clock.basis.beaten(),
            "days", clock.days.stream().map(ClockTables::written).toList()));
  }

  private static <T> String list(List<T> all, Function<T, Map<String, Object>> written) {
    return all.isEmpty() ? Json.EMPTY_LIST : Json.write(all.stream().map(written).toList());
  }

  private static Map<String, Object> written(Point point) {
    return Map.of("name", point.name(), "at", point.at().toString());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static Map<String, Object> written(Basis basis) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("line", basis.line());
    own.put("edition", basis.edition());
    own.put("issuer", basis.issuer());
    own.put("amount", basis.amount());
    own.put("startedAt", basis.startedAt().toString());
    own.put("pauses", basis.pauses().stream().map(ClockTables::written).toList());
    own.put("beaten", basis.beaten());
    own.put("extendedTo", text(basis.extendedTo()));
    return own;
  }

  private static Basis basis(Map<String, Object> own) {
    return new Basis(
        text(own, "line"),
        text(own, "edition"),
        text(own, "issuer"),
        Integer.parseInt(text(own, "amount")),
        Instant.parse(text(own, "startedAt")),
        maps(own.get("pauses")).stream().map(ClockTables::stop).toList(),
        texts(own.get("beaten")),
        time(own.get("extendedTo")));
  }

  private static Map<String, Object> written(Stop stop) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("from", stop.from().toString());
    written.put("to", text(stop.to()));
    written.put("reason", stop.reason());
    written.put("evidence", stop.evidence());
    return written;
  }

  private static Stop stop(Map<String, Object> written) {
    return new Stop(
        Instant.parse(text(written, "from")),
        time(written.get("to")),
        text(written, "reason"),
        text(written, "evidence"));
  }

  private static Map<String, Object> written(Day day) {
    return Map.of("day", day.day().toString(), "counts", day.counts(), "why", day.why());
  }

  private static Day day(Map<String, Object> written) {
    return new Day(
        LocalDate.parse(text(written, "day")),
        Boolean.TRUE.equals(written.get("counts")),
        text(written, "why"));
  }

  private static Point point(Map<String, Object> written) {
    return new Point(text(written, "name"), Instant.parse(text(written, "at")));
  }

  private static String text(Map<String, Object> written, String name) {
    return Objects.requireNonNull(written.get(name), name).toString();
  }

  private static @Nullable Instant time(@Nullable Object written) {
    return written == null ? null : Instant.parse(written.toString());
  }

  private static List<String> texts(@Nullable Object written) {
    return written instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(@Nullable Object written) {
    return written instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }
}
