package io.lamplighter.dispatch;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Acts as rows, each once; and who is of which crew. */
final class ActTable {
  private final Connection connection;

  ActTable(Connection connection) {
    this.connection = connection;
  }

  /** The order of an act that was here before; null for a new one. */
  @Nullable String orderOf(UUID id) throws SQLException {
    return new Sql(connection, "select work_order from dispatch.act where id = ?::uuid")
        .with(id.toString())
        .first(row -> row.text());
  }

  /** Another one that the phone has given the same place in its order; null when there is none. */
  @Nullable String at(String device, long seq) throws SQLException {
    return new Sql(connection, "select id::text from dispatch.act where device = ? and seq = ?")
        .with(device, seq)
        .first(row -> row.text());
  }

  void add(Act act, String actor, Instant received, String outcome) throws SQLException {
    new Sql(
            connection,
            """
            insert into dispatch.act (id, work_order, device, seq, kind, actor, done_at, device_at,
                                      received_at, body, outcome)
            values (?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
        .with(act.id().toString(), act.workOrder(), act.device(), act.seq(), act.kind().wire())
        .with(actor, act.doneAt(), act.deviceAt(), received, Json.write(act.body()), outcome)
        .run();
  }

  /** When the crew came that has an order; null when nobody has said so. */
  @Nullable Instant arrived(String workOrder) throws SQLException {
    return new Sql(
            connection,
            "select done_at from dispatch.act where work_order = ? and kind = 'arrive'"
                + " and outcome <> 'conflict' order by done_at limit 1")
        .with(workOrder)
        .first(row -> row.time());
  }

  /** What was said when an order was finished; null when nobody has said so. */
  @Nullable Map<String, Object> finished(String workOrder) throws SQLException {
    return new Sql(
            connection,
            "select body::text from dispatch.act where work_order = ? and kind = 'finish'"
                + " and outcome <> 'conflict' order by done_at desc limit 1")
        .with(workOrder)
        .first(row -> Json.object(row.text()));
  }

  /** The crew somebody is of; null for none. */
  @Nullable String crewOf(String login) throws SQLException {
    return new Sql(
            connection,
            "select member.crew from dispatch.member join dispatch.crew on crew.code = member.crew"
                + " where member.login = ? and crew.removed_at is null")
        .with(login)
        .first(row -> row.text());
  }
}
