package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of events and of what was set aside; what is there already is not written again. */
final class EventTables {
  private static final int KEPT_BYTES = 16 * 1024;

  /**
   * Rows go in by their key's order: two batches that share some never wait for each other. A last
   * gasp joins its transformer's open outage at once, so that no row is written twice.
   */
  private static final String EVENTS =
      """
      insert into meters.event (concentrator, meter, code, at, region, effect, transformer,
        customer_no, message_id, details, received_at, outage)
      select t.concentrator, t.meter, t.code, t.at, t.region, t.effect, t.transformer,
             t.customer_no, t.message_id, t.details::jsonb, ?::timestamptz, o.id
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[])
        as t (concentrator, meter, code, at, region, effect, transformer, customer_no, message_id,
          details)
        left join meters.outage o on o.transformer = t.transformer and o.closed_at is null
                                 and t.effect = 'lost' and t.at >= o.first_at - ?::interval
       order by t.concentrator, t.meter, t.code, t.at
      on conflict do nothing
      returning concentrator, meter, code, at, outage is not null""";

  private static final String SET_ASIDE =
      """
      insert into meters.set_aside (received_at, topic, pointer, cause, payload, digest)
      values (?::timestamptz, ?, ?, ?, ?, ?) on conflict do nothing""";

  private final Connection connection;
  private final Instant now;

  EventTables(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  /** An event and whose meter it is, null when nobody knows. */
  record Row(MeterEvent event, Customers.@Nullable Match customer) {
    @Nullable String transformer() {
      return customer == null ? null : customer.transformer();
    }
  }

  /**
   * The keys of those that are new, and whether each has joined an outage.
   *
   * @param before how long before an outage's first a last gasp still belongs to it
   */
  Map<MeterEvent.Key, Boolean> insert(Collection<Row> rows, Duration before) throws SQLException {
    Map<MeterEvent.Key, Boolean> fresh = new HashMap<>();
    new Sql(connection, EVENTS)
        .with(now)
        .array(rows, row -> row.event().concentrator())
        .array(rows, row -> row.event().meter())
        .array(rows, row -> row.event().code().code())
        .array(rows, row -> row.event().at().toString())
        .array(rows, row -> row.event().region())
        .array(rows, row -> row.event().code().effect().wire())
        .array(rows, Row::transformer)
        .array(rows, row -> row.customer() == null ? null : row.customer().customerNo())
        .array(rows, row -> row.event().messageId())
        .array(rows, row -> row.event().details())
        .with(before.toString())
        .each(
            row ->
                fresh.put(
                    new MeterEvent.Key(row.text(), row.text(), row.text(), row.time()), row.is()));
    return fresh;
  }

  /** Which of them are new, in their order. */
  List<SetAside> keep(List<SetAside> all) throws SQLException {
    List<SetAside> fresh = new ArrayList<>();
    for (SetAside one : all) {
      byte[] kept = Arrays.copyOf(one.payload(), Math.min(one.payload().length, KEPT_BYTES));
      int added =
          new Sql(connection, SET_ASIDE)
              .with(now, one.topic().replace('\0', ' '), one.pointer(), one.cause(), kept)
              .with(digest(one))
              .run();
      if (added == 1) {
        fresh.add(one);
      }
    }
    return fresh;
  }

  private static byte[] digest(SetAside one) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head = one.topic() + "\n" + one.pointer() + "\n" + one.cause() + "\n";
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      return sha.digest(one.payload());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
