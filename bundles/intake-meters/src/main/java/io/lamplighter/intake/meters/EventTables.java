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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of events and of what was set aside; what is there already is not written again. */
final class EventTables {
  private static final int KEPT_BYTES = 16 * 1024;

  /** Rows go in by their key's order: two batches that share some never wait for each other. */
  private static final String EVENTS =
      """
      insert into meters.event (concentrator, meter, code, at, region, effect, transformer,
        customer_no, message_id, details, received_at)
      select concentrator, meter, code, at, region, effect, transformer, customer_no, message_id,
             details::jsonb, ?::timestamptz
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[])
        as t (concentrator, meter, code, at, region, effect, transformer, customer_no, message_id,
          details)
       order by concentrator, meter, code, at
      on conflict do nothing
      returning concentrator, meter, code, at""";

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

  /** The keys of those that are new. */
  Set<MeterEvent.Key> insert(Collection<Row> rows) throws SQLException {
    Set<MeterEvent.Key> fresh = new HashSet<>();
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
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(4, OffsetDateTime.class).toInstant();
          fresh.add(new MeterEvent.Key(row.getString(1), row.getString(2), row.getString(3), at));
        }
      }
    }
    return fresh;
  }

  /** Which of them are new, in their order. */
  List<SetAside> keep(List<SetAside> all) throws SQLException {
    List<SetAside> fresh = new java.util.ArrayList<>();
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
