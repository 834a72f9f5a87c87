package io.lamplighter.intake.call;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.kit.text.Writing;
import io.lamplighter.kit.time.IsoTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Calls as the switch sees them, and what they add up to. */
final class SwitchCalls {
  /** The offer last: then how a call went, if it is all in one batch, is told of once. */
  private static final List<String> EVENTS = List.of("answered", "abandoned", "ended", "offered");

  private static final int MOST = 500;
  private static final int LONGEST = 100;
  private final UnitOfWork work;
  private final Journal journal;

  SwitchCalls(UnitOfWork work, Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  /**
   * One event of the switch.
   *
   * @param call the switch's own id of the call
   * @param event offered, answered, abandoned or ended
   */
  record Event(
      @Nullable String call, @Nullable String event, @Nullable String at, @Nullable String line) {}

  /**
   * What calls add up to, of those offered in a time.
   *
   * @param waitSeconds mean time to the answer; one that came before the offer, by another clock,
   *     was not waited for
   * @param within20Seconds share of the offered that was answered so soon
   */
  record Figures(
      long offered,
      long answered,
      long abandoned,
      double waitSeconds,
      double longestWaitSeconds,
      double within20Seconds) {}

  /**
   * Takes events in; they may come twice and in any order.
   *
   * @throws Refusal.Invalid naming every bad field; nothing is kept
   */
  void take(Caller partner, @Nullable List<Event> events) {
    boolean ours =
        partner.kind() == Caller.Kind.PARTNER
            && (partner.channels().contains("call") || partner.channels().contains("vip"));
    if (!ours) {
      throw new Refusal.Forbidden(
          "other-channel", new Text("Only the switch's own key may", "仅限话务平台密钥"));
    }
    if (events == null || events.isEmpty() || events.size() > MOST) {
      throw new Refusal.Invalid("/events", "must be 1 to " + MOST, "须为 1 至 " + MOST + " 条");
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      check(events.get(i), "/events/" + i, errors);
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    for (String event : EVENTS) {
      List<Event> some = events.stream().filter(one -> event.equals(one.event())).toList();
      if (!some.isEmpty()) {
        work.run(
            transaction ->
                journal.append(
                    transaction,
                    CallDesk.SOURCE,
                    store(transaction.connection(), partner, event, some)));
      }
    }
  }

  private static void check(@Nullable Event event, String pointer, List<FieldError> errors) {
    if (event == null) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
      return;
    }
    String call = event.call();
    if (call == null || call.isBlank() || call.length() > LONGEST || !Writing.isLine(call)) {
      errors.add(FieldError.of(pointer + "/call", "is needed", "必填"));
    }
    if (event.event() == null || !EVENTS.contains(event.event())) {
      errors.add(
          FieldError.of(
              pointer + "/event",
              "must be offered, answered, abandoned or ended",
              "须为 offered、answered、abandoned 或 ended"));
    }
    String line = event.line();
    if (line != null && !line.matches("[\\w-]{1,32}")) {
      errors.add(FieldError.of(pointer + "/line", "must be a short name", "须为短名称"));
    }
    try {
      IsoTime.at(pointer + "/at", event.at() == null ? "" : event.at());
    } catch (Refusal.Invalid notATime) {
      errors.addAll(notATime.errors());
    }
  }

  /** How those calls went that are another now; what came twice changes nothing. */
  private static List<Fact> store(
      Connection connection, Caller partner, String event, List<Event> events) throws SQLException {
    String column = event + "_at";
    List<Fact> facts = new ArrayList<>();
    new Sql(
            connection,
            "insert into call.switch_call as c (partner, call_id, line, region, "
                + column
                + ") select distinct on (call_id) ?, call_id, line, ?, at::timestamptz"
                + " from unnest(?::text[], ?::text[], ?::text[]) as e (call_id, line, at)"
                + " order by call_id, at::timestamptz"
                + " on conflict (partner, call_id) do update set line = coalesce(c.line,"
                + " excluded.line), "
                + column
                + " = least(c."
                + column
                + ", excluded."
                + column
                + ") where c."
                + column
                + " is null or excluded."
                + column
                + " < c."
                + column
                + " or c.line is null and excluded.line is not null"
                + " returning no, region, coalesce(line, 'unknown'), offered_at, answered_at,"
                + " abandoned_at")
        .with(partner.name(), partner.region())
        .array(events, Event::call)
        .array(events, Event::line)
        .array(events, one -> IsoTime.parse(String.valueOf(one.at())).toInstant().toString())
        .each(row -> went(row, event, partner).ifPresent(facts::add));
    return facts;
  }

  /** Nothing is told of a call before it is known when it came, and what became of it. */
  private static Optional<Fact> went(Row row, String event, Caller partner) throws SQLException {
    String subject = "SW" + row.number();
    String region = row.text();
    String line = row.text();
    Instant offered = row.maybeTime();
    Instant answered = row.maybeTime();
    Instant abandoned = row.maybeTime();
    if (event.equals("ended") || offered == null || answered == null && abandoned == null) {
      return Optional.empty();
    }
    SwitchFact fact = new SwitchFact(line, offered, answered, abandoned);
    return Optional.of(Fact.of(fact.type(), fact, subject, region, partner.actor()));
  }

  /**
   * Figures of the calls offered from {@code from} until before {@code to}, for each line and for
   * all of them ({@code all}).
   */
  Map<String, Figures> figures(Caller caller, Instant from, Instant to) {
    caller.require(Role.values());
    return work.call(
        transaction -> {
          Map<String, Figures> figures = new TreeMap<>();
          new Sql(
                  transaction.connection(),
                  """
                      select coalesce(line, case when grouping(line) = 1 then 'all' else 'unknown' end),
                             count(*), count(answered_at),
                             count(abandoned_at) filter (where answered_at is null),
                             coalesce(avg(extract(epoch from greatest(answered_at, offered_at) - offered_at))
                               filter (where answered_at is not null), 0),
                             coalesce(max(extract(epoch from greatest(answered_at, offered_at) - offered_at))
                               filter (where answered_at is not null), 0),
                             count(*) filter (where answered_at - offered_at <= interval '20 seconds')
                        from call.switch_call
                       where offered_at >= ?::timestamptz and offered_at < ?::timestamptz
                         and region like ?
                       group by grouping sets ((line), ())""")
              .with(from, to, caller.region() + "%")
              .each(row -> figures.put(row.text(), figures(row)));
          return figures;
        });
  }

  private static Figures figures(Row row) throws SQLException {
    long offered = row.number();
    return new Figures(
        offered,
        row.number(),
        row.number(),
        row.decimal(),
        row.decimal(),
        offered == 0 ? 0 : (double) row.number() / offered);
  }
}
