package io.lamplighter.broker.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.mqtt.Broker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose session is whose, as clients of both protocol versions find out. */
@NullUnmarked
@Timeout(60)
class SessionsTest {
  private static final String OWN = "meters/330602/c1/events";
  private static final long FOR_EVER = 0xFFFF_FFFFL;

  @TempDir Path data;
  private final Keys keys =
      new Keys(
          new ConcurrentHashMap<>(
              Map.of("key-1", Keys.partner("c1", "meter"), "key-2", Keys.partner("c2", "meter"))));
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private BrokerUsers users;
  private ArtemisServer server;
  private String url;

  @BeforeEach
  void start() throws Exception {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    url = "tcp://127.0.0.1:" + port;
    OwnTopics topics = OwnTopics.of("");
    users = new BrokerUsers(keys, topics, "lamplighter", "secret");
    server = new ArtemisServer(data, "127.0.0.1", port, topics.kept(), 2_000, users);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void thePlatformsIdInAnotherUsersHandsIsAnother() throws Exception {
    MqttClient platform = modern("platform-id", "lamplighter", "secret", FOR_EVER);
    platform.setCallback(
        new Received(m -> received.add(new String(m.getPayload(), StandardCharsets.UTF_8))));
    platform.subscribe("$share/" + Broker.SHARE + "/" + Broker.EVENTS, 1);
    MqttClient thief = modern("platform-id", "c1", "key-1", 0);
    var oldThief = old("platform-id", "c2", "key-2");
    assertThrows(MqttException.class, () -> modern("platform-id", "lamplighter", "guess", 0));
    assertThrows(Exception.class, () -> old("platform-id", "lamplighter", "guess"));
    assertThrows(Exception.class, () -> old("lamplighter:platform-id", "", ""));

    thief.publish(OWN, "one".getBytes(StandardCharsets.UTF_8), 1, false);

    assertEquals("one", received.poll(20, TimeUnit.SECONDS));
    assertTrue(platform.isConnected() && thief.isConnected() && oldThief.isConnected());
    oldThief.disconnect();
  }

  @Test
  void onesOwnIdIsTakenOverAndItsSessionGoesOn() throws Exception {
    MqttClient first = modern("mine", "c1", "key-1", FOR_EVER);
    MqttClient other = modern("mine", "c2", "key-2", FOR_EVER);
    MqttClient second = new MqttClient(url, "mine", new MemoryPersistence());
    IMqttToken answer = second.connectWithResult(options("c1", "key-1", FOR_EVER));
    assertTrue(answer.getSessionPresent());
    await(() -> !first.isConnected());
    assertTrue(other.isConnected());
    other.disconnect();
    MqttClient nobodys = new MqttClient(url, "mine", new MemoryPersistence());
    assertFalse(nobodys.connectWithResult(options("lamplighter", "secret", 0)).getSessionPresent());
  }

  /** Only the platform's own, on which what is kept for it hangs. */
  @Test
  void nobodysSessionIsKeptForEver() throws Exception {
    assertEquals(86_400, told("c1", "key-1", FOR_EVER));
    assertEquals(86_400, told("c1", "key-1", 86_401));
    assertNull(told("c1", "key-1", 3_600));
    assertNull(told("lamplighter", "secret", FOR_EVER));
  }

  /** For how long the broker says that it keeps a session, if not for as long as was asked. */
  private Long told(String user, String key, long expiry) throws Exception {
    MqttClient client = new MqttClient(url, "session-" + expiry, new MemoryPersistence());
    IMqttToken answer = client.connectWithResult(options(user, key, expiry));
    client.disconnect();
    return answer.getResponseProperties().getSessionExpiryInterval();
  }

  @Test
  void withoutAnIdEverybodyGetsHisOwn() throws Exception {
    MqttClient one = new MqttClient(url, "", new MemoryPersistence());
    String assigned =
        one.connectWithResult(options("c1", "key-1", FOR_EVER))
            .getResponseProperties()
            .getAssignedClientIdentifier();
    assertTrue(assigned.length() > 20, assigned);
    assertFalse(assigned.contains(":"), assigned);
    MqttClient two = new MqttClient(url, "", new MemoryPersistence());
    two.connectWithResult(options("c1", "key-1", 0));
    var three = old("", "c1", "key-1");
    var four = old("", "c2", "key-2");
    assertTrue(one.isConnected() && two.isConnected());
    assertTrue(three.isConnected() && four.isConnected());
    one.disconnect();
    MqttClient again = new MqttClient(url, assigned, new MemoryPersistence());
    assertTrue(again.connectWithResult(options("c1", "key-1", 0)).getSessionPresent());
  }

  @Test
  void whoseKeyIsAnotherNowIsDisconnectedAndNobodyElse() throws Exception {
    MqttClient modern = modern("a", "c1", "key-1", 0);
    var old = old("b", "c1", "key-1");
    MqttClient other = modern("a", "c2", "key-2", 0);
    keys.partners().remove("key-1");
    keys.partners().put("key-new", Keys.partner("c1", "meter"));

    long begin = System.nanoTime();
    keys.tell("c1");
    await(() -> !modern.isConnected() && !old.isConnected());
    assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1));

    assertTrue(other.isConnected());
    // Also not from what the broker itself remembers.
    assertThrows(MqttException.class, () -> modern("a", "c1", "key-1", 0));
    assertThrows(Exception.class, () -> old("b", "c1", "key-1"));
    assertTrue(modern("a", "c1", "key-new", 0).isConnected());
  }

  @Test
  void whenSecurityIsReplacedWhoeverIsConnectedStaysIfHeWouldBeLetIn() throws Exception {
    MqttClient stays = modern("a", "c1", "key-1", 0);
    MqttClient goes = modern("a", "c2", "key-2", 0);
    keys.partners().remove("key-2");
    users.succeeded(new Keys(keys.partners()));
    await(() -> !goes.isConnected());
    stays.publish(OWN, "still here".getBytes(StandardCharsets.UTF_8), 1, false);
    assertTrue(stays.isConnected());
  }

  @Test
  void whoIsConnectedGoesOnWhileNobodyCanSayWhoCalls() throws Exception {
    MqttClient modern = modern("a", "c1", "key-1", 0);
    var old = old("b", "c1", "key-1");
    keys.away().set(true);
    // Longer than the broker remembers by itself.
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
    while (System.nanoTime() < until) {
      modern.publish(OWN, "modern".getBytes(StandardCharsets.UTF_8), 1, false);
      old.publish(OWN, "old".getBytes(StandardCharsets.UTF_8), 1, false);
      TimeUnit.MILLISECONDS.sleep(500);
    }
    assertThrows(MqttException.class, () -> modern("c", "c2", "key-2", 0));
    users.succeeded(new Keys(keys.partners()));
    keys.away().set(false);
    assertTrue(modern.isConnected() && old.isConnected());
    assertTrue(modern("c", "c2", "key-2", 0).isConnected());
  }

  private MqttClient modern(String id, String user, String key, long expiry) throws MqttException {
    MqttClient client = new MqttClient(url, id, new MemoryPersistence());
    try {
      client.connect(options(user, key, expiry));
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
    return client;
  }

  private static MqttConnectionOptions options(String user, String key, long expiry) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(key.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(false);
    options.setSessionExpiryInterval(expiry);
    options.setAutomaticReconnect(false);
    return options;
  }

  private org.eclipse.paho.client.mqttv3.MqttClient old(String id, String user, String key)
      throws Exception {
    var client = new org.eclipse.paho.client.mqttv3.MqttClient(url, id, null);
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(true);
    options.setUserName(user);
    options.setPassword(key.toCharArray());
    client.connect(options);
    return client;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertTrue(condition.getAsBoolean());
  }
}
