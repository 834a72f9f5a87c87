package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A promise that is another one now, or none, and not because its customer wanted it so.
 *
 * @param was promised before
 * @param now promised instead; null when nothing was
 * @param because in a word
 */
record MovedPromise(
    String workOrder, String requestNo, Span was, @Nullable Span now, String because, Instant at) {
  private static final int MOST = 200;

  private static final Map<String, Text> WORDS =
      Map.of(
          "displaced", new Text("An emergency took its crew", "急修占用原班组"),
          "late", new Text("Its crew would have come too late", "原班组预计迟到"),
          "planned", new Text("There was no place for it in the day's plan", "当日计划排不下"),
          "other-day", new Text("The day could not hold all its work", "当日承载力不足"),
          "by-hand", new Text("Somebody promised another time at the desk", "人工改约"));

  private static final Text OTHER = new Text("Its crew could not come", "原班组无法到场");

  /** Of a station, those whose time lay in a span, the last first. */
  static List<MovedPromise> of(Connection connection, String station, Span span)
      throws SQLException {
    return new Sql(
            connection,
            """
            select was.work_order, was.request_no, was.from_at, was.to_at,
                   next.from_at, next.to_at, was.because, was.ended_at
              from dispatch.appointment as was
              join dispatch.work_order as work on work.no = was.work_order
              left join lateral (
                select from_at, to_at from dispatch.appointment as one
                 where one.work_order = was.work_order and one.made_at >= was.ended_at
                   and one.id <> was.id
                 order by one.made_at, one.id limit 1) as next on true
             where was.because is not null and was.because not in ('customer', 'request')
               and was.from_at < ? and was.to_at > ? and work.station = ?
             order by was.ended_at desc, was.work_order limit ?""")
        .with(span.to(), span.from(), station, MOST)
        .list(MovedPromise::read);
  }

  private static MovedPromise read(Row row) throws SQLException {
    return new MovedPromise(
        row.text(),
        row.text(),
        new Span(row.time(), row.time()),
        Span.of(row.maybeTime(), row.maybeTime()),
        row.text(),
        row.time());
  }

  Text says() {
    return WORDS.getOrDefault(because, OTHER);
  }
}
