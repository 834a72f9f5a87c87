package io.lamplighter.intake.social;

import io.lamplighter.api.notice.Notice;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
      Due due,
      long id,
      String notice,
      String bridge,
      @Nullable String user,
      String channelRef,
      String requestNo,
      String region,
      String text,
      boolean asksForScore) {}

  void converse(String channelRef, String bridge, @Nullable String user, Instant now)
      throws SQLException {
    new Sql(
            connection,
            "insert into social.conversation (channel_ref, bridge, user_id, since)"
                + " values (?, ?, ?, ?) on conflict do nothing")
        .with(channelRef, bridge, user, now)
        .run();
  }

  @Nullable Conversation conversation(String channelRef) throws SQLException {
    return new Sql(
            connection, "select bridge, user_id from social.conversation where channel_ref = ?")
        .with(channelRef)
        .first(row -> new Conversation(row.text(), row.maybeText()));
  }

  /** The requests that somebody was told of since then, the latest first. */
  List<String> toldOf(String bridge, String user, Instant since, int most) throws SQLException {
    return new Sql(
            connection,
            "select request_no from social.outgoing where bridge = ? and user_id = ?"
                + " and made_at > ? group by request_no order by max(id) desc limit ?")
        .with(bridge, user, since, most)
        .list(Row::text);
  }

  /**
   * @return its id; null when it was there already
   */
  @Nullable Long put(Notice notice, String channelRef, Conversation to, Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "insert into social.outgoing (notice, bridge, user_id, channel_ref, request_no, region,"
                + " text, asks_score, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing returning id")
        .with(notice.id(), to.bridge(), to.user(), channelRef, notice.requestNo())
        .with(notice.region(), notice.text(), notice.asksForScore(), now)
        .first(Row::number);
  }

  /** Those of these answers that are not settled yet, in order. */
  List<Answer> waiting(List<Due> all) throws SQLException {
    return new Sql(
            connection,
            "select place, id, notice, bridge, user_id, channel_ref, request_no, region, text,"
                + " asks_score from unnest(?::bigint[]) with ordinality as taken (id, place)"
                + " join social.outgoing using (id) where state = 'waiting' order by place")
        .array(all, Due::key)
        .list(
            row ->
                new Answer(
                    all.get(row.count() - 1),
                    row.number(),
                    row.text(),
                    row.text(),
                    row.maybeText(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.is()));
  }

  /**
   * @param state delivered, failed or withheld
   * @return false when it was settled before
   */
  boolean settle(long id, String state, @Nullable String cause) throws SQLException {
    return new Sql(
                connection,
                "update social.outgoing set state = ?, cause = ? where id = ? and state = 'waiting'")
            .with(state, cause, id)
            .run()
        == 1;
  }
}
