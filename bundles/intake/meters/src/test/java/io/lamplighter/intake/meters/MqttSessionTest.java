package io.lamplighter.intake.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.broker.embedded.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The line to a real broker: acknowledged is what was stored, and the next comes in meanwhile. */
@NullUnmarked
@Timeout(60)
class MqttSessionTest {
  private static final String FILTER = "meters/+/+/events";

  @TempDir Path data;
  private TestBroker broker;
  private MqttClient concentrator;
  private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    broker = new TestBroker(data, "");
    concentrator = new MqttClient(broker.url(), "c", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(TestBroker.PARTNER);
    options.setPassword(TestBroker.KEY.getBytes(StandardCharsets.UTF_8));
    concentrator.connect(options);
  }

  @AfterEach
  void stop() throws Exception {
    concentrator.disconnect();
    concentrator.close(true);
    broker.close();
  }

  private MqttSession session(MqttSession.Receiver receiver) {
    return session(receiver, 2000);
  }

  private MqttSession session(MqttSession.Receiver receiver, int inFlight) {
    return MqttSession.openInBackground(login(inFlight), receiver);
  }

  private BrokerLogin login(int inFlight) {
    return new BrokerLogin(
        broker.url(),
        TestBroker.PLATFORM,
        TestBroker.PASSWORD.getBytes(StandardCharsets.UTF_8),
        "session",
        List.of("$share/lamplighter/" + FILTER),
        inFlight);
  }

  private void publish(String text) throws Exception {
    concentrator.publish(
        "meters/330602/c1/events", text.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  private static List<String> texts(List<Incoming> batch) {
    return batch.stream().map(one -> new String(one.payload(), StandardCharsets.UTF_8)).toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void whatCouldNotBeStoredIsNotAcknowledgedAndComesAgain() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    MqttSession.Receiver broken =
        batch -> {
          if (!batch.isEmpty()) {
            batches.add(texts(batch));
            if (away.getAndSet(false)) {
              throw new IllegalStateException("the database is away");
            }
          }
        };
    try (MqttSession session = session(broken)) {
      assertNotNull(session);
      publish("one");
      assertEquals(List.of("one"), batches.take());
      assertTrue(batches.take().contains("one"), "at least once");
      await(() -> broker.unacknowledged(FILTER) == 0);
    }
  }

  @Test
  void whatCannotBeTakenNowIsHeldAndTheLineStays() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    AtomicBoolean away = new AtomicBoolean(true);
    MqttSession.Receiver waiting =
        batch -> {
          if (away.get()) {
            refused.incrementAndGet();
            throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
          }
          if (!batch.isEmpty()) {
            batches.add(texts(batch));
          }
        };
    try (MqttSession session = session(waiting)) {
      publish("one");
      await(() -> refused.get() > 3);
      assertTrue(session.isConnected(), session.state());
      assertEquals(1, broker.unacknowledged(FILTER), "it was acknowledged and is not stored");
      away.set(false);
      assertEquals(List.of("one"), batches.take());
      await(() -> broker.unacknowledged(FILTER) == 0);
      assertEquals(List.of(), List.copyOf(batches), "on a new line it would have come again");
    }
  }

  @Test
  void aSessionThatHoldsSomethingCloses() throws Exception {
    CountDownLatch held = new CountDownLatch(2);
    MqttSession session =
        session(
            batch -> {
              held.countDown();
              throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
            });
    held.await();
    long begun = System.nanoTime();
    session.close();
    assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10));
    assertEquals("closed", session.state());
  }

  @Test
  void linesThatEndWithEverythingInFlightStarveNobody() throws Exception {
    int inFlight = 5;
    for (int i = 0; i < 20; i++) {
      publish("m" + i);
    }
    for (int i = 0; i < 3; i++) {
      MqttLine line = new MqttLine(login(inFlight));
      await(() -> broker.sentOut(FILTER) >= inFlight);
      line.close();
    }
    try (MqttSession session = session(batch -> {}, inFlight)) {
      assertNotNull(session);
      await(() -> broker.unacknowledged(FILTER) == 0);
    }
  }

  @Test
  void theNextBatchComesInWhileOneIsStored() throws Exception {
    CountDownLatch stored = new CountDownLatch(1);
    MqttSession.Receiver slow =
        batch -> {
          if (!batch.isEmpty()) {
            batches.add(texts(batch));
            waitFor(stored);
          }
        };
    try (MqttSession session = session(slow)) {
      assertNotNull(session);
      publish("first");
      assertEquals(List.of("first"), batches.take());
      List<String> next = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        publish("next " + i);
        next.add("next " + i);
      }
      await(() -> broker.sentOut(FILTER) == 51);
      assertEquals(51, broker.unacknowledged(FILTER), "nothing is stored yet");
      stored.countDown();
      List<String> came = new ArrayList<>();
      while (came.size() < next.size()) {
        came.addAll(batches.take());
      }
      assertEquals(next, came);
      await(() -> broker.unacknowledged(FILTER) == 0);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
