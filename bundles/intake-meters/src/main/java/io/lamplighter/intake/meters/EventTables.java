package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.store.Parameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.array(rows, row -> row.event().concentrator());
      to.array(rows, row -> row.event().meter());
      to.array(rows, row -> row.event().code().code());
      to.array(rows, row -> row.event().at().toString());
      to.array(rows, row -> row.event().region());
      to.array(rows, row -> row.event().code().effect().wire());
      to.array(rows, Row::transformer);
      to.array(rows, row -> row.customer() == null ? null : row.customer().customerNo());
      to.array(rows, row -> row.event().messageId());
      to.array(rows, row -> row.event().details());
      to.text(before.toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(4, OffsetDateTime.class).toInstant();
          fresh.put(
              new MeterEvent.Key(row.getString(1), row.getString(2), row.getString(3), at),
              row.getBoolean(5));
        }
      }
    }
    return fresh;
  }

  /** Which of them are new, in their order. */
  List<SetAside> keep(List<SetAside> all) throws SQLException {
    List<SetAside> fresh = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SET_ASIDE)) {
      for (SetAside one : all) {
        statement.setString(1, now.toString());
        statement.setString(2, one.topic().replace('\0', ' '));
        statement.setString(3, one.pointer());
        statement.setString(4, one.cause());
        statement.setBytes(
            5, Arrays.copyOf(one.payload(), Math.min(one.payload().length, KEPT_BYTES)));
        statement.setBytes(6, digest(one));
        if (statement.executeUpdate() == 1) {
          fresh.add(one);
        }
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
