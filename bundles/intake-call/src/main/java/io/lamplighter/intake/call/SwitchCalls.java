package io.lamplighter.intake.call;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls as the switch sees them, and what they add up to. */
final class SwitchCalls {
  private static final Set<String> EVENTS = Set.of("offered", "answered", "abandoned", "ended");
  private static final int MOST = 500;
  private static final int LONGEST = 100;
  private final UnitOfWork work;

  SwitchCalls(UnitOfWork work) {
    this.work = work;
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
   * @param waitSeconds mean time to the answer
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
        work.run(transaction -> store(transaction.connection(), partner, event, some));
      }
    }
  }

  private static void check(@Nullable Event event, String pointer, List<FieldError> errors) {
    if (event == null) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
      return;
    }
    String call = event.call();
    if (call == null || call.isBlank() || call.length() > LONGEST || call.indexOf('\0') >= 0) {
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
      OffsetDateTime.parse(event.at() == null ? "" : event.at());
    } catch (DateTimeException e) {
      errors.add(FieldError.of(pointer + "/at", "must be a time with its offset", "须为带时区的时间"));
    }
  }

  private static void store(
      java.sql.Connection connection, Caller partner, String event, List<Event> events)
      throws SQLException {
    String column = event + "_at";
    try (PreparedStatement statement =
        connection.prepareStatement(
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
                + ")")) {
      Parameters to = new Parameters(statement);
      to.text(partner.name());
      to.text(partner.region());
      to.array(events, Event::call);
      to.array(events, Event::line);
      to.array(events, Event::at);
      statement.executeUpdate();
    }
  }

  /**
   * Figures of the calls offered from {@code from} until before {@code to}, for each line and for
   * all of them ({@code all}).
   */
  Map<String, Figures> figures(Caller caller, Instant from, Instant to) {
    caller.require(Role.values());
    return work.call(
        transaction -> {
          Map<String, Figures> figures = new java.util.TreeMap<>();
          try (PreparedStatement statement =
              transaction
                  .connection()
                  .prepareStatement(
                      """
                      select coalesce(line, case when grouping(line) = 1 then 'all' else 'unknown' end),
                             count(*), count(answered_at),
                             count(abandoned_at) filter (where answered_at is null),
                             coalesce(avg(extract(epoch from answered_at - offered_at)), 0),
                             coalesce(max(extract(epoch from answered_at - offered_at)), 0),
                             count(*) filter (where answered_at - offered_at <= interval '20 seconds')
                        from call.switch_call
                       where offered_at >= ?::timestamptz and offered_at < ?::timestamptz
                         and region like ?
                       group by grouping sets ((line), ())""")) {
            Parameters values = new Parameters(statement);
            values.text(from.toString());
            values.text(to.toString());
            values.text(caller.region() + "%");
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                long offered = row.getLong(2);
                figures.put(
                    row.getString(1),
                    new Figures(
                        offered,
                        row.getLong(3),
                        row.getLong(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        offered == 0 ? 0 : (double) row.getLong(7) / offered));
              }
            }
          }
          return figures;
        });
  }
}
