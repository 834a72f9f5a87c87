package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;

/**
 * Publishes many messages at once over a few connections, without waiting for one acknowledgement
 * before the next message, as the concentrators of a city do together.
 */
record Flood(String url, String user, String key, String topic) {
  private static final int CONNECTIONS = 4;
  private static final int IN_FLIGHT = 200;

  /**
   * Returns when each is acknowledged.
   *
   * @throws Exception when one is not
   */
  void publish(int count, IntFunction<byte[]> message) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int self = i;
        all.add(() -> send(self, count, message));
      }
      int failed = 0;
      for (Future<Integer> one : senders.invokeAll(all)) {
        failed += one.get();
      }
      if (failed > 0) {
        throw new IllegalStateException(failed + " of " + count + " are not acknowledged");
      }
    } finally {
      senders.shutdown();
    }
  }

  private int send(int self, int count, IntFunction<byte[]> message) throws Exception {
    MqttAsyncClient client = new MqttAsyncClient(url, "flood-" + self, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(key.getBytes(UTF_8));
    client.connect(options).waitForCompletion();
    Acknowledged acknowledged = new Acknowledged(new Semaphore(IN_FLIGHT), new AtomicInteger());
    try {
      for (int i = self; i < count; i += CONNECTIONS) {
        acknowledged.room.acquire();
        client.publish(topic, message.apply(i), 1, false, null, acknowledged);
      }
      acknowledged.room.acquire(IN_FLIGHT);
    } finally {
      client.disconnectForcibly(0, 500, true);
      client.close(true);
    }
    return acknowledged.failed.get();
  }

  private record Acknowledged(Semaphore room, AtomicInteger failed) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      if (token.getReasonCodes() != null && token.getReasonCodes()[0] >= 0x80) {
        failed.incrementAndGet();
      }
      room.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable why) {
      failed.incrementAndGet();
      room.release();
    }
  }
}
