package io.lamplighter.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what clients were told with what is there. */
public final class Books {
  private final Instance instance;

  public Books(Instance instance) {
    this.instance = instance;
  }

  /** Every acknowledgement is there once, none twice: asked over REST and in the database. */
  public void balance(Clients clients, String channel, String prefix) throws Exception {
    Map<String, List<String>> stored = stored(channel, prefix);
    List<String> wrong = new ArrayList<>();
    clients
        .acknowledged()
        .forEach(
            (ref, no) -> {
              if (!List.of(no).equals(stored.get(ref))) {
                wrong.add(ref + " was acknowledged as " + no + ", there is " + stored.get(ref));
              }
            });
    stored.forEach(
        (ref, numbers) -> {
          if (numbers.size() > 1) {
            wrong.add(ref + " is there as " + numbers);
          }
        });
    assertEquals(List.of(), wrong.subList(0, Math.min(20, wrong.size())), wrong.size() + " wrong");
    Map<String, List<String>> listed = listed(channel, prefix);
    assertEquals(stored, listed, "the list over REST is the table");
    assertJournaled(prefix, channel, stored.size());
  }

  private Map<String, List<String>> stored(String channel, String prefix) throws Exception {
    Map<String, List<String>> stored = new TreeMap<>();
    try (Connection db = instance.jdbc();
        PreparedStatement query =
            db.prepareStatement(
                "select channel_ref, request_no from desk.request where channel = ?"
                    + " and channel_ref like ? || '-%'")) {
      query.setString(1, channel);
      query.setString(2, prefix);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          stored.computeIfAbsent(rows.getString(1), r -> new ArrayList<>()).add(rows.getString(2));
        }
      }
    }
    return stored;
  }

  private Map<String, List<String>> listed(String channel, String prefix) throws Exception {
    // Who may look in bulk: a dispatcher would be stopped here.
    Client supervisor = instance.client().loggedIn(instance.users(), "supervisor");
    Map<String, List<String>> listed = new TreeMap<>();
    for (JsonNode item : supervisor.all("/api/v1/requests?limit=500&channel=" + channel)) {
      String ref = item.path("channelRef").asText();
      if (ref.startsWith(prefix + "-")) {
        listed.computeIfAbsent(ref, r -> new ArrayList<>()).add(item.get("requestNo").asText());
      }
    }
    return listed;
  }

  private void assertJournaled(String prefix, String channel, int count) throws Exception {
    assertEquals(
        count,
        number(
            "select count(*) from journal.entry e join desk.request r on r.request_no = e.subject"
                + " where e.type = 'request.received' and r.channel = '"
                + channel
                + "' and r.channel_ref like '"
                + prefix
                + "-%'"),
        "one request.received in the journal for each");
  }

  /** The audit chain is sound, says the shell; whatever it printed otherwise. */
  public void verifies() throws Exception {
    String said = instance.shell("lamp:verify --json");
    JsonNode verdict = Client.JSON.readTree(said.substring(said.indexOf('{')));
    assertTrue(verdict.path("sound").asBoolean(), said);
  }

  /** Every entry is of a type that a part has told, and its data is as the type's schema says. */
  public void fits() throws Exception {
    Client reader = instance.client().loggedIn(instance.users(), "supervisor");
    Map<String, JsonSchema> schemas = new TreeMap<>();
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    for (JsonNode one : reader.all("/api/v1/journal/types?limit=20")) {
      schemas.put(one.get("type").asText(), factory.getSchema(one.get("schema")));
    }
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> fitting = new TreeMap<>();
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement();
        ResultSet row =
            statement.executeQuery("select type, position, data from journal.entry order by 2")) {
      while (row.next()) {
        String type = row.getString(1);
        JsonSchema schema =
            schemas.getOrDefault(type, schemas.get("*" + type.substring(type.indexOf('.'))));
        String faults =
            schema == null
                ? "nobody has told this type"
                : schema.validate(Client.JSON.readTree(row.getString(3))).toString();
        if (schema == null || !faults.equals("[]")) {
          wrong.add(type + " at " + row.getLong(2) + ": " + faults);
        }
        fitting.merge(type, 1, Integer::sum);
      }
    }
    assertEquals(List.of(), wrong.subList(0, Math.min(20, wrong.size())), wrong.size() + " wrong");
    System.out.println("entries that fit their schema: " + fitting);
  }

  public long number(String sql) throws Exception {
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first column of what a query finds. */
  public List<String> texts(String sql) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection db = instance.jdbc();
        Statement statement = db.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
