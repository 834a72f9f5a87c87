package io.lamplighter.intake.hotline;

import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Parameters;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the steps of all requests, as the journal tells them, so that partners can ask what is new.
 */
@Component(
    service = {JournalReader.class, Updates.class},
    immediate = true)
public final class Updates implements JournalReader {
  private static final Set<String> TYPES =
      Set.of(
          "request.received",
          "request.triaged",
          "request.merged",
          "request.unmerged",
          "request.returned",
          "request.scheduled",
          "request.dispatched",
          "request.accepted",
          "request.arrived",
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.reopened");

  private final UnitOfWork work;

  @Activate
  public Updates(@Reference(target = "(" + UnitOfWork.SCHEMA + "=hotline)") UnitOfWork work) {
    this.work = work;
  }

  /** One step of a request; the version it made tells steps of one request apart. */
  record Update(String requestNo, long version, RequestState state, Instant at) {}

  @Override
  public String name() {
    return "intake-hotline.updates";
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement(
                """
                insert into hotline.update (request_no, version, channel, region, state, at)
                select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[])
                on conflict do nothing""")) {
      Parameters values = new Parameters(insert);
      values.array(batch, Entry::subject);
      values.array(batch, entry -> Long.toString(version(entry)));
      values.array(batch, entry -> (String) entry.data().get("channel"));
      values.array(batch, Entry::region);
      values.array(batch, entry -> (String) entry.data().get("to"));
      values.array(batch, entry -> entry.time().toString());
      insert.executeUpdate();
    }
  }

  private static long version(Entry entry) {
    return entry.data().get("version") instanceof Number version ? version.longValue() : 0;
  }

  /**
   * Steps of the partner's channels and region in that time, oldest first, at most {@code most}.
   */
  List<Update> between(Caller partner, Instant from, Instant to, int most) {
    return work.call(
        transaction -> {
          try (PreparedStatement select =
              transaction
                  .connection()
                  .prepareStatement(
                      """
                      select request_no, version, state, at from hotline.update
                       where at >= ? and at <= ? and channel = any (?) and region like ?
                       order by at, request_no, version limit ?""")) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            select.setObject(2, to.atOffset(ZoneOffset.UTC));
            select.setArray(
                3, transaction.connection().createArrayOf("text", partner.channels().toArray()));
            select.setString(4, partner.region() + "%");
            select.setInt(5, most);
            return read(select);
          }
        });
  }

  private static List<Update> read(PreparedStatement select) throws SQLException {
    List<Update> updates = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        updates.add(
            new Update(
                row.getString(1),
                row.getLong(2),
                RequestState.valueOf(row.getString(3).toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getObject(4, OffsetDateTime.class).toInstant()));
      }
    }
    return updates;
  }
}
