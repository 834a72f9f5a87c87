package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads requests. */
final class RequestTables {
  private static final String COLUMNS =
      """
      select request_no, version, kind, kind_reason, state, channel, channel_ref, customer_no,
             matched_by, region, cell, transformer, contact_name, contact_phone, address, lon, lat,
             words, priority, holder, received_at, merged_into,
             array(select rule from desk.promise p
                    where p.request_no = request.request_no order by due_at, rule),
             array(select due_at from desk.promise p
                    where p.request_no = request.request_no order by due_at, rule),
             drill
        from desk.request
      """;

  private final Connection connection;

  RequestTables(Connection connection) {
    this.connection = connection;
  }

  Optional<Kept> get(String requestNo) throws SQLException {
    return list(new Search().where("request_no = ?", requestNo)).stream().findFirst();
  }

  List<Kept> list(Search search) throws SQLException {
    List<Kept> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + search.sql())) {
      search.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Kept(request(row)));
        }
      }
    }
    return found;
  }

  private static Request request(ResultSet row) throws SQLException {
    String name = row.getString(13);
    String phone = row.getString(14);
    return new Request(
        row.getString(1),
        row.getLong(2),
        RequestKind.valueOf(row.getString(3)),
        row.getString(4),
        RequestState.valueOf(row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        name == null && phone == null ? null : new Submission.Contact(name, phone),
        row.getString(15),
        Rows.location(row, 16, 17),
        row.getString(18),
        row.getInt(19),
        row.getString(20),
        Rows.instant(row, 21),
        row.getString(22),
        promises((String[]) row.getArray(23).getArray(), (Timestamp[]) row.getArray(24).getArray()),
        Set.of(),
        row.getBoolean(25));
  }

  private static List<Promise> promises(String[] rules, Timestamp[] dueAt) {
    return IntStream.range(0, rules.length)
        .mapToObj(i -> new Promise(rules[i], dueAt[i].toInstant()))
        .toList();
  }

  /** States that were reached by moves, oldest first. */
  List<Tracking.Step> steps(String requestNo) throws SQLException {
    List<Tracking.Step> steps = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select to_state, moved_at from desk.move where request_no = ? order by version")) {
      statement.setString(1, requestNo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          RequestState state = RequestState.valueOf(row.getString(1));
          steps.add(new Tracking.Step(state, Rows.instant(row, 2)));
        }
      }
    }
    return steps;
  }

  /** What was said with each move, by the version it made. */
  Map<Long, Map<String, String>> words(String requestNo) throws SQLException {
    Map<Long, Map<String, String>> words = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select version, said.key, said.value from desk.move, jsonb_each_text(words) said"
                + " where request_no = ?")) {
      statement.setString(1, requestNo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          words
              .computeIfAbsent(row.getLong(1), version -> new HashMap<>())
              .put(row.getString(2), row.getString(3));
        }
      }
    }
    return words;
  }

  /** A growing list of conditions; newest first. */
  static final class Search {
    private final StringBuilder conditions = new StringBuilder(" where true");
    private final List<Object> values = new ArrayList<>();
    private int limit = 1;

    Search where(String condition, Object... conditionValues) {
      conditions.append(" and ").append(condition);
      values.addAll(List.of(conditionValues));
      return this;
    }

    Search whereGiven(String condition, @Nullable Object value) {
      return value == null ? this : where(condition, value);
    }

    Search limit(int rows) {
      limit = rows;
      return this;
    }

    private String sql() {
      return conditions + " order by received_at desc, request_no desc limit " + limit;
    }

    private void bind(PreparedStatement statement) throws SQLException {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }
}
