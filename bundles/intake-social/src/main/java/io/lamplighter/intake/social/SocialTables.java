package io.lamplighter.intake.social;

import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where answers go, and those that are on their way. */
final class SocialTables {
  private final Connection connection;

  SocialTables(Connection connection) {
    this.connection = connection;
  }

  /** Where the answers to a message go. */
  record Conversation(String bridge, @Nullable String user) {}

  /** An answer on its way. */
  record Answer(
      long id,
      String notice,
      String bridge,
      @Nullable String user,
      String channelRef,
      String requestNo,
      String region,
      String text,
      boolean asksForScore,
      Instant madeAt,
      int attempts) {}

  void converse(String channelRef, String bridge, @Nullable String user, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into social.conversation (channel_ref, bridge, user_id, since)"
                + " values (?, ?, ?, ?::timestamptz) on conflict do nothing")) {
      statement.setString(1, channelRef);
      statement.setString(2, bridge);
      statement.setString(3, user);
      statement.setString(4, now.toString());
      statement.executeUpdate();
    }
  }

  @Nullable Conversation conversation(String channelRef) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select bridge, user_id from social.conversation where channel_ref = ?")) {
      statement.setString(1, channelRef);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Conversation(row.getString(1), row.getString(2)) : null;
      }
    }
  }

  void put(Notice notice, String channelRef, Conversation to, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into social.outgoing (notice, bridge, user_id, channel_ref, request_no, region,"
                + " text, asks_score, made_at, next_at) values (?, ?, ?, ?, ?, ?, ?, ?::boolean,"
                + " ?::timestamptz, ?::timestamptz) on conflict do nothing")) {
      Parameters values = new Parameters(statement);
      values.text(notice.id());
      values.text(to.bridge());
      values.text(to.user());
      values.text(channelRef);
      values.text(notice.requestNo());
      values.text(notice.region());
      values.text(notice.text());
      values.text(Boolean.toString(notice.asksForScore()));
      values.text(now.toString());
      values.text(now.toString());
      statement.executeUpdate();
    }
  }

  /** Takes answers that are due; nobody else gets them until {@code lease} is over. */
  List<Answer> take(int most, Instant now, Duration lease) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update social.outgoing set next_at = ?::timestamptz where id in (select id from"
                + " social.outgoing where state = 'waiting' and next_at <= ?::timestamptz"
                + " order by next_at, id limit ? for update skip locked) returning id, notice,"
                + " bridge, user_id, channel_ref, request_no, region, text, asks_score, made_at,"
                + " attempts")) {
      Parameters to = new Parameters(statement);
      to.text(now.plus(lease).toString());
      to.text(now.toString());
      to.number(most);
      List<Answer> answers = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          answers.add(
              new Answer(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  row.getBoolean(9),
                  row.getObject(10, OffsetDateTime.class).toInstant(),
                  row.getInt(11)));
        }
      }
      return answers;
    }
  }

  void postpone(long id, Instant next, String cause) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update social.outgoing set next_at = ?::timestamptz, attempts = attempts + 1,"
                + " cause = ? where id = ?")) {
      statement.setString(1, next.toString());
      statement.setString(2, cause);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /**
   * @param state delivered or failed
   * @return false when it was settled before
   */
  boolean settle(long id, String state, @Nullable String cause) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update social.outgoing set state = ?, cause = ? where id = ? and state = 'waiting'")) {
      statement.setString(1, state);
      statement.setString(2, cause);
      statement.setLong(3, id);
      return statement.executeUpdate() == 1;
    }
  }
}
