package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Components that are in the distribution and not started: once installed, route files use them.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TransportsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String FEATURES =
      "lamplighter-camel-kafka lamplighter-camel-jms lamplighter-camel-sql";

  private Instance instance;
  private Path routes;
  private QueueBroker broker;
  private KafkaBroker kafka;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    broker = new QueueBroker();
    kafka = new KafkaBroker(instance.data.resolve("kafka"));
    routes = Files.createDirectories(instance.data.resolve("etc/routes"));
  }

  @AfterAll
  void stop() throws Exception {
    for (String file :
        List.of(
            "queues.camel.yaml",
            "queues.properties",
            "topics.camel.yaml",
            "topics.properties",
            "outbox.camel.yaml",
            "outbox.properties",
            "outbox-password")) {
      Files.deleteIfExists(routes.resolve(file));
    }
    instance.shell("feature:uninstall " + FEATURES);
    broker.close();
    kafka.close();
    sql("DROP TABLE IF EXISTS public.outbox");
  }

  @Test
  void routesRunOnceTheirComponentsAreThere() throws Exception {
    queues();
    topics();
    outbox();
    await("without them", () -> all("refused"));

    String said = instance.shell("feature:install " + FEATURES);
    assertFalse(said.contains("Error"), said);

    await("with them", () -> all("running"));
    broker.send("lamps", lamp("q-1"));
    kafka.send("lamps", lamp("k-1"));
    sql("INSERT INTO public.outbox (body) VALUES ('" + lamp("t-1") + "')");
    Client dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
    await(
        "messages and row are requests",
        () ->
            Stream.of("queue", "topic", "table")
                .allMatch(c -> dispatcher.all("/api/v1/requests?channel=" + c).size() == 1));
    await(
        "what the journal says of them is in the topic",
        () -> {
          List<String> told = kafka.read("received", Duration.ofSeconds(5));
          // Their own ids stand in the journal as digests only.
          return Stream.of("queue", "topic", "table")
              .map(channel -> "channel=" + channel)
              .allMatch(channel -> told.stream().anyMatch(one -> one.contains(channel)));
        });
  }

  private static String lamp(String ref) {
    return "{\"channelRef\":\""
        + ref
        + "\",\"text\":\"路灯不亮\",\"address\":\"诸暨市某路"
        + ref
        + "\",\"region\":\"330681\"}";
  }

  /** Queues of other systems. */
  private void queues() throws IOException {
    Files.writeString(routes.resolve("queues.properties"), "broker = " + broker.url);
    Files.writeString(
        routes.resolve("queues.camel.yaml"),
        """
        - beans:
            - name: theirs
              type: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
              properties: {brokerURL: "{{broker}}"}
        - route:
            id: lamps
            from:
              uri: sjms2:queue:lamps?connectionFactory=#theirs
              steps:
                - to: desk:queue
        """);
  }

  /** Topics of other systems, in and out. */
  private void topics() throws IOException {
    Files.writeString(routes.resolve("topics.properties"), "brokers = " + kafka.address);
    Files.writeString(
        routes.resolve("topics.camel.yaml"),
        """
        - route:
            id: lamp-topic
            from:
              uri: kafka:lamps?brokers={{brokers}}&groupId=lamplighter&autoOffsetReset=earliest
              steps:
                - to: desk:topic
        - route:
            id: received-topic
            from:
              uri: journal:received?types=request.received
              steps:
                - to: kafka:received?brokers={{brokers}}
        """);
  }

  /** A table that another system writes to. */
  private void outbox() throws Exception {
    sql("CREATE TABLE public.outbox (id bigserial, body text, taken boolean DEFAULT false)");
    try (Connection database = instance.jdbc()) {
      Files.writeString(
          routes.resolve("outbox.properties"),
          "url = " + database.getMetaData().getURL() + "\nuser = lamplighter\n");
    }
    Files.copy(instance.data.resolve("postgres-password"), routes.resolve("outbox-password"));
    Files.writeString(
        routes.resolve("outbox.camel.yaml"),
        """
        - beans:
            - name: theirs
              type: org.postgresql.ds.PGSimpleDataSource
              properties: {url: "{{url}}", user: "{{user}}", password: "{{secret:outbox-password}}"}
        - route:
            id: outbox
            from:
              uri: sql:select id, body from public.outbox where not taken order by id
              parameters:
                dataSource: "#theirs"
                onConsume: "update public.outbox set taken = true where id = :#id"
              steps:
                - setBody:
                    simple: "${body[body]}"
                - to: desk:table
        """);
  }

  private void sql(String statement) throws SQLException, IOException {
    try (Connection database = instance.jdbc();
        Statement run = database.createStatement()) {
      run.execute(statement);
    }
  }

  private boolean all(String state) throws Exception {
    for (String set : List.of("queues", "topics", "outbox")) {
      JsonNode shown = RouteSets.named(instance, set);
      if (!shown.path("state").asText().equals(state)) {
        return false;
      }
    }
    return true;
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(LIMIT, () -> what + ": " + instance.shell("lamp:routes"), condition);
  }
}
