package io.lamplighter.notices;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices from the event that gives reason for them to their receipt. */
final class NoticeTables {
  private final Connection connection;

  NoticeTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * Something that happened to a request.
   *
   * @param channel of the request
   * @param isTold whether its own customer is told; those merged under it may be in any case
   * @param from begin of the appointment that it speaks of, null when of none
   */
  record Event(
      Entry entry, String channel, boolean isTold, @Nullable String from, @Nullable String to) {}

  /**
   * A notice to be given.
   *
   * @param channel of the request
   * @param root the request that is worked on: itself, or the one it was merged under
   * @param from begin of the appointment that the event speaks of, null when of none
   * @param tried ways that did not lead to the customer
   */
  record Pending(
      long id,
      String requestNo,
      String channel,
      String event,
      String region,
      String root,
      boolean drill,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant happenedAt,
      List<String> tried) {}

  /** Not to be given. */
  record Withheld(Pending notice, String cause) {}

  /**
   * Not to be given yet.
   *
   * @param way whose carrier's coming ends it too, null when none is waited for
   */
  record Waiting(long id, Instant until, @Nullable String way) {}

  private static final String COLUMNS =
      " id, request_no, channel, event, region, root, drill, from_at, to_at, happened_at, tried ";

  /** A notice for the customer of each request that something happened to, and its merged ones. */
  void plan(Collection<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into notices.notice (request_no, channel, event, entry, region, root, drill,
              from_at, to_at, happened_at, due_at, changed_at)
            select told.request_no, told.channel, event, entry, region, root, drill, from_at, to_at,
                   at, at, at
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                          ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                   as happened (event, entry, region, root, channel, own, drill, from_at, to_at, at)
              cross join lateral (
                select root as request_no, channel where own
                union all
                select request_no, channel from notices.merged where merged.root = happened.root
              ) told
            on conflict do nothing""")) {
      Parameters values = new Parameters(statement);
      values.array(events, event -> event.entry().type());
      values.array(events, event -> event.entry().cursor().toString());
      values.array(events, event -> event.entry().region());
      values.array(events, event -> event.entry().subject());
      values.array(events, Event::channel);
      values.array(events, event -> Boolean.toString(event.isTold()));
      values.array(events, event -> Boolean.toString(event.entry().isDrill()));
      values.array(events, Event::from);
      values.array(events, Event::to);
      values.array(events, event -> event.entry().time().toString());
      statement.executeUpdate();
    }
  }

  /** Those whose time has come, locked: nobody else gets them until this transaction ends. */
  List<Pending> due(int most, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select"
                + COLUMNS
                + "from notices.notice where state = 'waiting' and due_at <= ?::timestamptz"
                + " order by due_at, id limit ? for update skip locked")) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.number(most);
      return read(statement);
    }
  }

  /** Makes those due that wait for the carrier of one of these ways. */
  void release(Collection<String> ways, int most, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set due_at = ?::timestamptz, waits_for = null where id in (select"
                + " id from notices.notice where state = 'waiting' and waits_for = any (?) limit ?"
                + " for update skip locked)")) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.array(ways, way -> way);
      to.number(most);
      statement.executeUpdate();
    }
  }

  /** Whether something newer is to be said about the request, or was. */
  boolean overtaken(Pending notice) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select exists (select from notices.notice where request_no = ?"
                + " and happened_at > ?::timestamptz and state <> 'withheld')")) {
      statement.setString(1, notice.requestNo());
      statement.setString(2, notice.happenedAt().toString());
      return isThere(statement);
    }
  }

  /** Whether this phone was told the same already. */
  boolean repeated(Pending notice, byte[] address, Instant since) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select exists (select from notices.notice where address = ? and root = ? and event = ?"
                + " and id <> ? and changed_at > ?::timestamptz"
                + " and state in ('carried', 'sent', 'delivered'))")) {
      statement.setBytes(1, address);
      statement.setString(2, notice.root());
      statement.setString(3, notice.event());
      statement.setLong(4, notice.id());
      statement.setString(5, since.toString());
      return isThere(statement);
    }
  }

  private static boolean isThere(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  void wait(Collection<Waiting> all) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set due_at = later.due, waits_for = later.way"
                + " from unnest(?::bigint[], ?::timestamptz[], ?::text[]) as later (id, due, way)"
                + " where notice.id = later.id")) {
      Parameters to = new Parameters(statement);
      to.array(all, one -> Long.toString(one.id()));
      to.array(all, one -> one.until().toString());
      to.array(all, Waiting::way);
      statement.executeUpdate();
    }
  }

  /** The way does not lead to this customer: the next one is due. */
  void next(long id, String way, Instant now) throws SQLException {
    tried(id, way);
    wait(List.of(new Waiting(id, now, null)));
  }

  private void tried(long id, String way) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set tried = tried || ?::text where id = ? and not ?::text = any (tried)")) {
      statement.setString(1, way);
      statement.setLong(2, id);
      statement.setString(3, way);
      statement.executeUpdate();
    }
  }

  /** A carrier has it. Its receipt may have been quicker. */
  void carried(long id, String way, byte @Nullable [] address, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set way = ?, address = ?, changed_at = ?::timestamptz,"
                + " state = case when state = 'waiting' then 'carried' else state end"
                + " where id = ?")) {
      statement.setString(1, way);
      statement.setBytes(2, address);
      statement.setString(3, now.toString());
      statement.setLong(4, id);
      statement.executeUpdate();
    }
  }

  /**
   * @return the ids of those that were not settled before
   */
  Set<Long> withhold(Collection<Withheld> all, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set state = 'withheld', cause = told.cause,"
                + " changed_at = ?::timestamptz"
                + " from unnest(?::bigint[], ?::text[]) as told (id, cause)"
                + " where notice.id = told.id and state = 'waiting' returning notice.id")) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.array(all, one -> Long.toString(one.notice().id()));
      to.array(all, Withheld::cause);
      Set<Long> ids = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
      return ids;
    }
  }

  /**
   * A carrier's news. When it has failed, the next way is tried.
   *
   * @param state sent, delivered or failed
   */
  void receipt(long id, String way, String state, @Nullable String cause, Instant at)
      throws SQLException {
    boolean failed = state.equals("failed");
    if (failed) {
      tried(id, way);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update notices.notice set state = ?, cause = ?, changed_at = ?::timestamptz,"
                + " due_at = ?::timestamptz where id = ? and state <> 'withheld'"
                + (failed ? "" : " and state <> 'delivered'"))) {
      Parameters to = new Parameters(statement);
      to.text(failed ? "waiting" : state);
      to.text(cause);
      to.text(at.toString());
      to.text(at.toString());
      to.number(id);
      statement.executeUpdate();
    }
  }

  private static List<Pending> read(PreparedStatement statement) throws SQLException {
    List<Pending> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new Pending(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                time(row, 8),
                time(row, 9),
                Objects.requireNonNull(time(row, 10)),
                Arrays.asList((String[]) row.getArray(11).getArray())));
      }
    }
    return found;
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
