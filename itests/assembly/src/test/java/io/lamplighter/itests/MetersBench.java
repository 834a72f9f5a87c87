package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.broker.embedded.TestBroker;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.intake.meters.NoOpClient;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the meters' channel stores in a second on the real assembly, beside the same client with a
 * handler that does nothing and beside Artemis alone; and what a burst does to the web channel. No
 * test, so it is not run by the build but by {@code bench/meters}. An event is a message of its
 * own, which is the dearest way to send it.
 */
class MetersBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int BURST = Integer.getInteger("burst", 20_000);
  private static final int WARM = 3;
  private static final int METERS_OF_ONE = 70;
  private static final int IN_FLIGHT = 2000;
  private static final String LOST = "3.26.9.185";
  private static final String RESTORED = "3.26.9.216";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long CALM_MILLIS = 10_000;

  @TempDir java.nio.file.Path broker;
  private Instance instance;
  private Books books;
  private Client web;
  private Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5_000);

  @BeforeEach
  void city() throws Exception {
    Map<String, String> noLimit = Map.of("partnerPerSecond", "100000", "partnerBurst", "100000");
    instance = Instance.fresh("meters-bench").configured("io.lamplighter.door", noLimit).start();
    instance.awaitHealthy(Instance.FIRST_START);
    books = new Books(instance);
    web = instance.client().withKey(instance.users().key("web"));
    Client loader =
        instance.client().loggedIn(instance.users(), "integrator").with("Content-Type", "text/csv");
    StringBuilder csv = new StringBuilder("customerNo,name,region,meter,transformer\n");
    for (int i = 0; i < BURST; i++) {
      csv.append("B-" + i + ",客户,330602,BM-" + i + ",BT-" + i / METERS_OF_ONE + "\n");
      if (i % 4_000 == 3_999 || i == BURST - 1) {
        loader.postRaw("/api/v1/customers/import", csv.toString().getBytes(UTF_8)).expect(200);
        csv = new StringBuilder("customerNo,name,region,meter,transformer\n");
      }
    }
    say("%,d meters on %,d transformers", BURST, BURST / METERS_OF_ONE);
  }

  @AfterEach
  void end() throws Exception {
    instance.close();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * One event of each meter; the last gasps and the restorations of a storm, one after the other.
   */
  private byte[] event(int meter, String code) {
    return Concentrator.event("BM-" + meter, code, at.plusSeconds(meter % METERS_OF_ONE));
  }

  @Test
  void measure() throws Exception {
    Concentrator.awaitLine(instance, LONG);
    Flood flood =
        new Flood(
            "tcp://127.0.0.1:" + instance.mqttPort,
            "meter-1",
            instance.users().key("meter"),
            "meters/330602/meter-1/events");
    warm(flood);
    bursts(flood);
    try (TestBroker other =
        new TestBroker(
            broker, "noop/{region}/{concentrator}/events,alone/{region}/{concentrator}/events")) {
      useBroker(other);
      compare(other);
    }
  }

  private void warm(Flood flood) throws Exception {
    try (WebProbe probe = new WebProbe(web, "warm")) {
      for (int i = 0; i < WARM; i++) {
        burst(flood, LOST);
        burst(flood, RESTORED);
      }
      Thread.sleep(CALM_MILLIS);
      say("warm after %d web calls", probe.calls());
    }
  }

  /** Seconds from the first published to the last stored. */
  private double burst(Flood flood, String code) throws Exception {
    at = at.plusSeconds(100);
    long before = stored();
    long begun = System.nanoTime();
    flood.publish(BURST, i -> event(i, code));
    Await.until(LONG, this::stored, () -> stored() >= before + BURST);
    return (System.nanoTime() - begun) / 1e9;
  }

  private long stored() {
    String metrics = instance.client().get("/metrics").text();
    return metrics
        .lines()
        .filter(line -> line.startsWith("lamp_meter_events_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private void bursts(Flood flood) throws Exception {
    List<Double> ratios = new ArrayList<>();
    say("round  calm p99 ms  in the burst  ratio  events/s stored");
    for (int round = 1; round <= ROUNDS; round++) {
      WebProbe calm = new WebProbe(web, "calm-" + round);
      try (calm) {
        Thread.sleep(CALM_MILLIS);
      }
      WebProbe pressed = new WebProbe(web, "pressed-" + round);
      double seconds;
      try (pressed) {
        seconds = burst(flood, LOST);
      }
      assertEquals(0, calm.failed() + pressed.failed(), "web calls that failed");
      assertEquals(
          BURST,
          books.number(
              "select count(*) from meters.event where message_id like 'm-BM-%' and at >= '"
                  + at
                  + "' and at < timestamptz '"
                  + at
                  + "' + interval '100 s'"),
          "stored of the burst");
      ratios.add(pressed.p99() / calm.p99());
      say(
          "%5d %12.1f %13.1f %6.2f %16.0f",
          round, calm.p99(), pressed.p99(), pressed.p99() / calm.p99(), BURST / seconds);
      burst(flood, RESTORED);
    }
    say("web p99 in a burst of %,d events: %.2f times its calm value", BURST, median(ratios));
  }

  private void useBroker(TestBroker other) throws Exception {
    Files.writeString(instance.data.resolve("mqtt-password"), TestBroker.PASSWORD);
    instance.configured(
        "io.lamplighter.intake.meters",
        Map.of(
            "url", other.url(),
            "user", TestBroker.PLATFORM,
            "passwordFile", instance.data.resolve("mqtt-password").toString(),
            "inFlight", Integer.toString(IN_FLIGHT)));
    Await.until(LONG, () -> "nobody listens", () -> other.isHeard("meters/+/+/events"));
  }

  private static Flood at(TestBroker other, String root) {
    String topic = root + "/330602/" + TestBroker.PARTNER + "/events";
    return new Flood(other.url(), TestBroker.PARTNER, TestBroker.KEY, topic);
  }

  private void compare(TestBroker other) throws Exception {
    MqttClient alone = subscriber(other);
    NoOpClient noOp =
        new NoOpClient(
            other.url(),
            TestBroker.PLATFORM,
            TestBroker.PASSWORD,
            "$share/lamplighter/noop/+/+/events",
            IN_FLIGHT);
    try (noOp) {
      List<Double> toNoOp = new ArrayList<>();
      List<Double> toAlone = new ArrayList<>();
      say("round  stored/s  no-op/s  Artemis alone/s  to no-op  to alone");
      for (int round = 1 - WARM; round <= ROUNDS; round++) {
        double ours = rate(other, "meters");
        double nothing = rate(other, "noop");
        double broker = rate(other, "alone");
        say(
            "%5s %9.0f %8.0f %16.0f %9.2f %9.2f",
            round < 1 ? "warm" : round, ours, nothing, broker, ours / nothing, ours / broker);
        if (round > 0) {
          toNoOp.add(ours / nothing);
          toAlone.add(ours / broker);
        }
      }
      say("stored to no-op %.2f, to Artemis alone %.2f", median(toNoOp), median(toAlone));
    } finally {
      alone.disconnectForcibly(0, 500, true);
      alone.close(true);
    }
  }

  /** Events a second from the first published to the last acknowledged by whoever reads. */
  private double rate(TestBroker other, String root) throws Exception {
    Flood flood = at(other, root);
    String filter = root + "/+/+/events";
    at = at.plusSeconds(100);
    long begun = System.nanoTime();
    flood.publish(BURST / 2, i -> event(i, LOST));
    flood.publish(BURST / 2, i -> event(i, RESTORED));
    Await.until(
        LONG,
        () -> filter + ": " + other.unacknowledged(filter) + " are left",
        () -> other.unacknowledged(filter) == 0);
    return BURST / ((System.nanoTime() - begun) / 1e9);
  }

  /** What the broker gives a subscriber that acknowledges at once. */
  private static MqttClient subscriber(TestBroker other) throws Exception {
    MqttClient client = new MqttClient(other.url(), "alone", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(TestBroker.PLATFORM);
    options.setPassword(TestBroker.PASSWORD.getBytes(UTF_8));
    options.setReceiveMaximum(IN_FLIGHT);
    // Without a callback nothing is acknowledged.
    client.setCallback(
        (MqttCallback)
            Proxy.newProxyInstance(
                MetersBench.class.getClassLoader(),
                new Class<?>[] {MqttCallback.class},
                (proxy, method, arguments) -> null));
    client.connect(options);
    client.subscribe("$share/lamplighter/alone/+/+/events", 1);
    return client;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
