package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
                    where p.request_no = request.request_no and not withdrawn
                    order by coalesce(now_due_at, due_at), rule),
             array(select coalesce(now_due_at, due_at) from desk.promise p
                    where p.request_no = request.request_no and not withdrawn
                    order by coalesce(now_due_at, due_at), rule),
             array(select case when now_due_at is null then coalesce(note, '') else '' end
                     from desk.promise p
                    where p.request_no = request.request_no and not withdrawn
                    order by coalesce(now_due_at, due_at), rule),
             drill, kind_sure, phone_verified, stranger, confidence,
             """
          + FindTable.OF_REQUEST
          + """
          ,
             (select region from desk.request f where f.request_no = request.merged_into),
             crew, coalesce(root, request_no)
        from desk.request
      """;

  private final Connection connection;

  RequestTables(Connection connection) {
    this.connection = connection;
  }

  Optional<KeptRequest> get(String requestNo) throws SQLException {
    return list(new Search().where("request_no = ?", requestNo)).stream().findFirst();
  }

  List<KeptRequest> list(Search search) throws SQLException {
    return new Sql(connection, COLUMNS + search.words())
        .with(search.values.toArray())
        .list(row -> new KeptRequest(request(row), row.maybeText(), row.maybeText(), row.text()));
  }

  private static Request request(Row row) throws SQLException {
    return new Request(
        row.text(),
        row.number(),
        RequestKind.valueOf(row.text()),
        row.text(),
        RequestState.valueOf(row.text()),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.text(),
        row.maybeText(),
        row.maybeText(),
        contact(row.maybeText(), row.maybeText()),
        row.maybeText(),
        row.maybeLocation(),
        row.maybeText(),
        row.count(),
        row.maybeText(),
        row.time(),
        row.maybeText(),
        promises(row.texts(), row.times(), row.texts()),
        Set.of(),
        row.is(),
        new Request.Trust(row.is(), row.is(), row.maybeText(), row.maybeDecimal()),
        FindTable.read(row.texts()));
  }

  private static Submission.@Nullable Contact contact(
      @Nullable String name, @Nullable String phone) {
    return name == null && phone == null ? null : new Submission.Contact(name, phone);
  }

  private static List<Promise> promises(
      List<String> rules, List<@Nullable Instant> dueAt, List<String> notes) {
    return IntStream.range(0, rules.size())
        .mapToObj(i -> new Promise(rules.get(i), dueAt.get(i), given(notes.get(i))))
        .toList();
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }

  /** States that were reached by moves, oldest first. */
  List<Tracking.Step> steps(String requestNo) throws SQLException {
    return new Sql(
            connection,
            "select to_state, moved_at from desk.move where request_no = ? order by version")
        .with(requestNo)
        .list(row -> new Tracking.Step(RequestState.valueOf(row.text()), row.time()));
  }

  /** What was said with each move, by the version it made. */
  Map<Long, Map<String, String>> words(String requestNo) throws SQLException {
    Map<Long, Map<String, String>> words = new HashMap<>();
    new Sql(
            connection,
            "select version, said.key, said.value from desk.move, jsonb_each_text(words) said"
                + " where request_no = ?")
        .with(requestNo)
        .each(
            row ->
                words
                    .computeIfAbsent(row.number(), version -> new HashMap<>())
                    .put(row.text(), row.text()));
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

    private String words() {
      return conditions + " order by received_at desc, request_no desc limit " + limit;
    }
  }
}
