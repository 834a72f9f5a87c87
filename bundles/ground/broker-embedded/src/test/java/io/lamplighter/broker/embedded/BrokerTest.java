package io.lamplighter.broker.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.mqtt.Broker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker as concentrators of both protocol versions meet it. */
@NullUnmarked
@Timeout(60)
class BrokerTest {
  private static final int NOT_AUTHORIZED = 0x87;
  private static final Keys KEYS =
      new Keys(
          Map.of("key-1", Keys.partner("c.1", "meter"), "key-web", Keys.partner("c.1", "web")));
  private static final String OWN = "meters/330602/c.1/events";

  @TempDir Path data;
  private int port;
  private ArtemisServer server;
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    open();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private void open() throws Exception {
    OwnTopics topics = OwnTopics.of("terminals/{region}/{concentrator}/report");
    BrokerUsers users = new BrokerUsers(KEYS, topics, "lamplighter", "secret");
    server = new ArtemisServer(data, "127.0.0.1", port, topics.kept(), 2_000, users);
  }

  @Test
  void whatWasAcknowledgedBeforeAnybodyListenedOutlivesARestart() throws Exception {
    assertEquals(0, publish(OWN, "one"));
    server.close();
    open();
    listen();
    assertEquals("one", received.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void aConcentratorPublishesUnderItsOwnTopicOnly() throws Exception {
    listen();
    for (String foreign :
        new String[] {
          "meters/330602/c2/events",
          "meters/11/c.1/events",
          "meters//c.1/events",
          "meters/330602/c.1/events/x",
          "meters/330602/c/1/events",
          "terminals/330602/c2/report",
          "terminals/11/c.1/report",
          "spBv1.0/330602/NDEATH/c2",
          "spBv1.0/330602/NCMD/c.1",
          "activemq.management",
          "$sys/mqtt/sessions"
        }) {
      assertEquals(NOT_AUTHORIZED, publish(foreign, foreign), foreign);
    }
    publish(OWN, "own");
    assertEquals("own", received.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void aVendorsTopicAndANodesDeathAreKeptBeforeAnybodyListens() throws Exception {
    assertEquals(0, publish("terminals/330602/c.1/report", "vendor"));
    assertEquals(0, publish("spBv1.0/330602/NDEATH/c.1", "death"));
    assertEquals(0, publish("spBv1.0/330602/NBIRTH/c.1", "kept for nobody"));
    MqttClient platform = listen(false);
    for (String filter : new String[] {"terminals/+/+/report", "spBv1.0/+/NDEATH/+"}) {
      platform.subscribe("$share/" + Broker.SHARE + "/" + filter, 1);
    }
    Set<String> both =
        Set.of(received.poll(20, TimeUnit.SECONDS), received.poll(20, TimeUnit.SECONDS));
    assertEquals(Set.of("vendor", "death"), both);
  }

  @Test
  void nobodyButThePlatformReads() throws Exception {
    MqttClient client = connect("c.1", "key-1");
    for (String topic : new String[] {OWN, "#", "$share/" + Broker.SHARE + "/" + Broker.EVENTS}) {
      IMqttToken token = client.subscribe(topic, 1);
      assertEquals(NOT_AUTHORIZED, token.getReasonCodes()[0], topic);
    }
    client.disconnect();
    client.close(true);
  }

  @Test
  void strangersStayOutside() {
    for (String[] stranger :
        new String[][] {
          {"c.1", "wrong"},
          {"c.1", "key-web"},
          {"c2", "key-1"},
          {"lamplighter", "key-1"},
          {"", ""},
          {"ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"}
        }) {
      assertThrows(MqttException.class, () -> connect(stranger[0], stranger[1]), stranger[0]);
    }
  }

  @Test
  void anOldClientIsServedAndBoundedAlike() throws Exception {
    listen();
    var client =
        new org.eclipse.paho.client.mqttv3.MqttClient("tcp://127.0.0.1:" + port, "old", null);
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName("c.1");
    options.setPassword("key-1".toCharArray());
    client.connect(options);
    client.publish(OWN, bytes("old"), 1, false);
    assertEquals("old", received.poll(20, TimeUnit.SECONDS));
    assertThrows(Exception.class, () -> client.publish(OWN, new byte[1 << 20], 1, false));
    client.close(true);
    assertTrue(server.isRunning());
    publish(OWN, "after");
    assertEquals("after", received.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void aTakenPortIsSaid(@TempDir Path other) {
    OwnTopics topics = OwnTopics.of("");
    BrokerUsers users = new BrokerUsers(KEYS, topics, "lamplighter", "secret");
    assertThrows(
        Exception.class,
        () -> new ArtemisServer(other, "127.0.0.1", port, topics.kept(), 2_000, users));
  }

  @Test
  void whatIsDeliveredInVainIsDeliveredAgainWithoutEnd() throws Exception {
    publish(OWN, "stubborn");
    for (int i = 0; i < 12; i++) {
      MqttClient deaf = listen(true);
      assertEquals("stubborn", received.poll(20, TimeUnit.SECONDS), "delivery " + i);
      deaf.disconnectForcibly(0, 100, false);
      deaf.close(true);
    }
  }

  private int publish(String topic, String text) throws Exception {
    MqttClient client = connect("c.1", "key-1");
    try {
      MqttMessage message = new MqttMessage(bytes(text));
      message.setQos(1);
      IMqttToken token = client.getTopic(topic).publish(message);
      token.waitForCompletion(20_000);
      return token.getReasonCodes()[0];
    } finally {
      client.disconnect();
      client.close(true);
    }
  }

  private MqttClient connect(String user, String password) throws MqttException {
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + port, "t-" + user, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(bytes(password));
    options.setCleanStart(!user.equals("lamplighter"));
    options.setSessionExpiryInterval(user.equals("lamplighter") ? 0xFFFF_FFFFL : 0);
    try {
      client.connect(options);
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
    return client;
  }

  private void listen() throws MqttException {
    listen(false);
  }

  private MqttClient listen(boolean acknowledgesNothing) throws MqttException {
    MqttClient client = connect("lamplighter", "secret");
    client.setManualAcks(acknowledgesNothing);
    client.setCallback(
        new Received(
            message -> received.add(new String(message.getPayload(), StandardCharsets.UTF_8))));
    client.subscribe("$share/" + Broker.SHARE + "/" + Broker.EVENTS, 1);
    return client;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
