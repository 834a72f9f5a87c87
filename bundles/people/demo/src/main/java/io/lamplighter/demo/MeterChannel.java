package io.lamplighter.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** A concentrator, which reports for the meters of its transformers over MQTT. */
final class MeterChannel implements AutoCloseable {
  static final String LOST = "3.26.9.185";
  static final String RESTORED = "3.26.9.216";
  private static final int AT_LEAST_ONCE = 1;
  private static final long ANSWER_MILLIS = 10_000;

  private final String url;
  private final FirstUsers users;
  private final InstantSource time;
  private @Nullable MqttClient client;

  /**
   * @param url of the broker, {@code tcp://host:port}
   */
  MeterChannel(String url, FirstUsers users, InstantSource time) {
    this.url = url;
    this.users = users;
    this.time = time;
  }

  /**
   * Returns when it is acknowledged; the same again is the same message.
   *
   * @throws IOException when it is not
   */
  synchronized void tell(String id, Outage outage, String code) throws IOException {
    FirstUsers.Partner concentrator = users.partner("meter");
    MqttMessage message = new MqttMessage(body(id, outage.meters(), code));
    message.setQos(AT_LEAST_ONCE);
    try {
      connected(concentrator)
          .publish("meters/" + outage.region() + "/" + concentrator.name() + "/events", message);
    } catch (MqttException e) {
      close();
      throw new IOException(e);
    }
  }

  private MqttClient connected(FirstUsers.Partner as) throws MqttException {
    MqttClient known = client;
    if (known != null && known.isConnected()) {
      return known;
    }
    MqttClient fresh = new MqttClient(url, "demo-concentrator", new MemoryPersistence());
    fresh.setTimeToWait(ANSWER_MILLIS);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(as.name());
    options.setPassword(as.key().getBytes(StandardCharsets.UTF_8));
    fresh.connect(options);
    client = fresh;
    return fresh;
  }

  private byte[] body(String id, List<String> meters, String code) {
    String now = time.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode body = Http.JSON.createObjectNode().put("id", id).put("sentAt", now);
    ArrayNode events = body.putArray("events");
    for (String meter : meters) {
      events.addObject().put("meter", meter).put("code", code).put("at", now).putObject("details");
    }
    return CallBody.bytes(body);
  }

  @Override
  public synchronized void close() {
    MqttClient known = client;
    client = null;
    if (known != null) {
      try {
        known.disconnectForcibly(0, ANSWER_MILLIS, true);
        known.close(true);
      } catch (MqttException gone) {
        // the broker notices
      }
    }
  }
}
