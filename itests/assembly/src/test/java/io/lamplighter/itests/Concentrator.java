package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Instance;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A concentrator as the field has it, by a client that is not ours; connects when it must. */
interface Concentrator extends AutoCloseable {
  long ANSWER_MILLIS = 5_000;

  /**
   * Returns once the message is acknowledged.
   *
   * @throws Exception when it is not: refused, timed out or the connection is lost
   */
  void publish(String topic, byte[] payload) throws Exception;

  /** How often it had to connect. */
  int connects();

  @Override
  void close() throws Exception;

  /** Returns once the instance listens to what concentrators publish. */
  static void awaitLine(Instance instance, Duration limit) throws Exception {
    Await.until(
        limit,
        () -> instance.client().get("/health").text(),
        () -> {
          for (JsonNode check : instance.client().get("/health").json().path("checks")) {
            if (check.path("name").asText().equals("meters")) {
              return check.path("message").asText().equals("connected");
            }
          }
          return false;
        });
  }

  /** One event of one meter, as INTERFACES has it. */
  static byte[] event(String meter, String code, Instant at) {
    return ("{\"id\":\"m-"
            + meter
            + "\",\"sentAt\":\""
            + at
            + "\",\"events\":[{\"meter\":\""
            + meter
            + "\",\"code\":\""
            + code
            + "\",\"at\":\""
            + at
            + "\",\"details\":{}}]}")
        .getBytes(UTF_8);
  }

  /** MQTT 5. */
  static Concentrator modern(Instance instance, String clientId, String user, String key) {
    return new Concentrator() {
      private MqttClient client;
      private volatile int connects;

      @Override
      public void publish(String topic, byte[] payload) throws Exception {
        if (client == null || !client.isConnected()) {
          close();
          client = new MqttClient(url(instance), clientId, new MemoryPersistence());
          client.setTimeToWait(ANSWER_MILLIS);
          MqttConnectionOptions options = new MqttConnectionOptions();
          options.setUserName(user);
          options.setPassword(key.getBytes(UTF_8));
          client.connect(options);
          connects++;
        }
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        IMqttToken token = client.getTopic(topic).publish(message);
        token.waitForCompletion(ANSWER_MILLIS);
        if (token.getReasonCodes()[0] >= 0x80) {
          throw new IllegalStateException("refused: " + token.getReasonCodes()[0]);
        }
      }

      @Override
      public int connects() {
        return connects;
      }

      @Override
      public void close() throws Exception {
        if (client != null) {
          if (client.isConnected()) {
            client.disconnectForcibly(0, 500, true);
          }
          client.close(true);
        }
      }
    };
  }

  /** MQTT 3.1.1. */
  static Concentrator old(Instance instance, String clientId, String user, String key) {
    return new Concentrator() {
      private org.eclipse.paho.client.mqttv3.MqttClient client;
      private volatile int connects;

      @Override
      public void publish(String topic, byte[] payload) throws Exception {
        if (client == null || !client.isConnected()) {
          close();
          client = new org.eclipse.paho.client.mqttv3.MqttClient(url(instance), clientId, null);
          client.setTimeToWait(ANSWER_MILLIS);
          MqttConnectOptions options = new MqttConnectOptions();
          options.setUserName(user);
          options.setPassword(key.toCharArray());
          client.connect(options);
          connects++;
        }
        client.publish(topic, payload, 1, false);
      }

      @Override
      public int connects() {
        return connects;
      }

      @Override
      public void close() throws Exception {
        if (client != null) {
          if (client.isConnected()) {
            client.disconnectForcibly(0, 500);
          }
          client.close(true);
        }
      }
    };
  }

  private static String url(Instance instance) {
    return "tcp://127.0.0.1:" + instance.mqttPort;
  }
}
