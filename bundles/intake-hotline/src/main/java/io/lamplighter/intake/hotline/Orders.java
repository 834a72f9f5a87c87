package io.lamplighter.intake.hotline;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says in the journal, in the words of the hotline's canonical order, what has become of each
 * partner's order: also of one whose work is done under another request. Routes tell the partners.
 */
@Component(service = JournalReader.class)
public final class Orders implements JournalReader {
  private static final String SOURCE = "intake-hotline";

  /** Channels whose partners are told. */
  private static final Set<String> CHANNELS = Set.of("hotline", "city", "police");

  /** The steps of an order: 签收, 回退, 预约, 派工…, 延期, 办结, 回访. */
  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("request.triaged", "signed"),
          Map.entry("request.returned", "returned"),
          Map.entry("request.scheduled", "scheduled"),
          Map.entry("request.dispatched", "dispatched"),
          Map.entry("request.accepted", "accepted"),
          Map.entry("request.arrived", "arrived"),
          Map.entry("request.extended", "extended"),
          Map.entry("request.resolved", "finished"),
          Map.entry("request.visited", "visited"),
          Map.entry("request.closed", "closed"),
          Map.entry("request.cancelled", "cancelled"),
          Map.entry("request.reopened", "reopened"));

  private final UnitOfWork work;
  private final Journal journal;

  @Activate
  public Orders(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=hotline)") UnitOfWork work,
      @Reference Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  private record Order(String requestNo, String channel, @Nullable String channelRef) {}

  @Override
  public String name() {
    return "intake-hotline.orders";
  }

  @Override
  public Set<String> types() {
    Set<String> types = new TreeSet<>(STEPS.keySet());
    types.addAll(Set.of("request.received", "request.merged", "request.unmerged"));
    return types;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    Connection connection = transaction.connection();
    List<Fact> facts = new ArrayList<>();
    for (Entry entry : batch) {
      String subject = entry.subject();
      switch (entry.type()) {
        case "request.received" -> register(connection, entry);
        case "request.merged" -> {
          String into = String.valueOf(details(entry).get("into"));
          update(
              connection,
              "update hotline.partner_order set root = ? where root = ?",
              into,
              subject);
        }
        case "request.unmerged" ->
            update(
                connection,
                "update hotline.partner_order set root = ? where request_no = ?",
                subject,
                subject);
        default -> {
          for (Order order : under(connection, subject)) {
            facts.add(step(entry, order));
          }
        }
      }
    }
    if (!facts.isEmpty()) {
      journal.append(transaction, SOURCE, facts);
    }
  }

  private static void register(Connection connection, Entry entry) throws SQLException {
    String channel = String.valueOf(entry.data().get("channel"));
    if (CHANNELS.contains(channel)) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into hotline.partner_order (request_no, root, channel, channel_ref)"
                  + " values (?, ?, ?, ?) on conflict do nothing")) {
        insert.setString(1, entry.subject());
        insert.setString(2, entry.subject());
        insert.setString(3, channel);
        insert.setString(4, (String) entry.data().get("channelRef"));
        insert.executeUpdate();
      }
    }
  }

  private static void update(Connection connection, String sql, String root, String which)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, root);
      update.setString(2, which);
      update.executeUpdate();
    }
  }

  private static List<Order> under(Connection connection, String root) throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select request_no, channel, channel_ref from hotline.partner_order where root = ?"
                + " order by request_no")) {
      select.setString(1, root);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          orders.add(new Order(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return orders;
  }

  /** What people said stays with the desk: whoever may, finds it there by number and version. */
  private static Fact step(Entry entry, Order order) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("channel", order.channel());
    if (order.channelRef() != null) {
      data.put("channelRef", order.channelRef());
    }
    data.put("work", entry.subject());
    for (String name : List.of("version", "to", "kind")) {
      Object value = entry.data().get(name);
      if (value != null) {
        data.put(name, value);
      }
    }
    data.put("at", entry.time().toString());
    data.put("details", details(entry));
    if (entry.isDrill()) {
      data.put("drill", true);
    }
    return new Fact(
        "hotline-order." + STEPS.get(entry.type()),
        order.requestNo(),
        entry.region(),
        entry.actor(),
        data);
  }

  private static Map<?, ?> details(Entry entry) {
    return entry.data().get("details") instanceof Map<?, ?> details ? details : Map.of();
  }
}
