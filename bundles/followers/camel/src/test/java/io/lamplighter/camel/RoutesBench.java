package io.lamplighter.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/**
 * From an entry's commit to its partner's receipt, through Camel and HTTP, beside a twin wired by
 * hand; and how fast a route works off what waits. No test, so it is not run by the build but by
 * {@code bench/routes}.
 */
class RoutesBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int SECONDS = Integer.getInteger("seconds", 10);
  private static final int WAITING = Integer.getInteger("waiting", 1_000_000);
  private static final int RATE = 500;
  private static final int WRITERS = 4;
  private static final int BATCH = 1_000;
  private static final int MOST_BY_HAND = 200_000;
  private static final int TURN = 50_000;

  private final BenchNode node = new BenchNode();
  private final BenchPartner partner = new BenchPartner();
  private final ProcessorTime processor = new ProcessorTime(BenchNode.postmaster());

  RoutesBench() throws Exception {}

  /** A way to the partner; gives what ends it. */
  private interface Way {
    AutoCloseable open(String reader, String type) throws Exception;
  }

  @Test
  void measure() throws Exception {
    try (partner) {
      // What waits is worked off first: so both ways are warm when they are compared.
      drain("camel", this::camel, WAITING);
      drain("by hand", this::twin, Math.min(WAITING, MOST_BY_HAND));
      List<Pair> worked = inTurns((name, way) -> drain(name, way, TURN));
      List<Pair> steady = inTurns(this::steady);
      say(
          "Camel adds to an entry worked off: %s",
          spread(worked.stream().map(Pair::added), "%+.0f µs"));
      say(
          "Camel's share of an entry at %d/s: %s",
          RATE,
          spread(steady.stream().map(pair -> 100 * pair.added() / pair.byHand()), "%+.1f %%"));
    }
  }

  /** Microseconds of an entry, both ways. */
  private record Pair(double camel, double byHand) {
    double added() {
      return camel - byHand;
    }
  }

  /** What one way takes; gives the processor time of an entry, in microseconds. */
  private interface Turn {
    double take(String name, Way way) throws Exception;
  }

  /** One way, then the other, then the other, then the one… */
  private List<Pair> inTurns(Turn turn) throws Exception {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        double camel = turn.take("camel", this::camel);
        pairs.add(new Pair(camel, turn.take("by hand", this::twin)));
      } else {
        double byHand = turn.take("by hand", this::twin);
        pairs.add(new Pair(turn.take("camel", this::camel), byHand));
      }
    }
    return pairs;
  }

  private static String spread(Stream<Double> values, String format) {
    List<Double> sorted = values.sorted().toList();
    return String.format(
        Locale.ROOT,
        "median " + format + ", of rounds " + format + " to " + format,
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }

  /** One entry a transaction; the processor time of one, in microseconds. */
  private double steady(String name, Way way) throws Exception {
    int count = RATE * SECONDS;
    partner.forget();
    long[] written = new long[count];
    try (AutoCloseable open = way.open("steady", "request.received")) {
      Samples.await("it follows", () -> node.follows("steady"));
      Duration before = processor.now();
      write(written);
      Samples.await("all arrived", () -> partner.count() >= count);
      double micros = processor.now().minus(before).toNanos() / 1e3 / count;
      long[] arrivals = partner.arrivals(count);
      long[] took = new long[count];
      Arrays.setAll(took, i -> arrivals[i] - written[i]);
      Arrays.sort(took);
      say(
          "%s: %d entries at %d/s: commit to receipt median %.1f ms, p99 %.1f ms, longest %.1f ms;"
              + " %.0f µs of processor each",
          name,
          count,
          RATE,
          took[count / 2] / 1e6,
          took[count * 99 / 100] / 1e6,
          took[count - 1] / 1e6,
          micros);
      return micros;
    }
  }

  private void write(long[] written) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer =
          new Thread(
              () -> {
                for (int n = next.getAndIncrement();
                    n < written.length;
                    n = next.getAndIncrement()) {
                  long due = start + n * (1_000_000_000L / RATE);
                  while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                  }
                  node.write("request.received", n, 1);
                  written[n] = System.nanoTime();
                }
              });
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private double drain(String name, Way way, int waiting) throws Exception {
    String type = "request." + name.replace(' ', '-');
    for (int first = 0; first < waiting; first += BATCH) {
      node.write(type, first, Math.min(BATCH, waiting - first));
    }
    partner.forget();
    long begun = System.nanoTime();
    Duration before = processor.now();
    try (AutoCloseable open = way.open("drain-" + type, type)) {
      while (partner.count() < waiting) {
        Thread.sleep(200);
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double micros = processor.now().minus(before).toNanos() / 1e3 / waiting;
    say(
        "%s: %,d waiting entries over HTTP in %.0f s: %,.0f/s; %.0f µs of processor each",
        name, waiting, seconds, waiting / seconds, micros);
    return micros;
  }

  private AutoCloseable camel(String reader, String type) throws Exception {
    RouteBuilder routes =
        new RouteBuilder() {
          @Override
          public void configure() {
            from("journal:" + reader + "?types=" + type)
                .marshal()
                .json()
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .to(partner.url());
          }
        };
    RouteContext context =
        Samples.contexts(null, node.couriers)
            .build(
                new RouteBundle(
                    "bench",
                    "bench",
                    "bench",
                    RoutesBench.class.getClassLoader(),
                    routes,
                    List.of()));
    context.start();
    return context::stop;
  }

  /** The same couriers and the same HTTP client, called directly. */
  private AutoCloseable twin(String reader, String type) {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    HandWired http = new HandWired(partner.url());
    node.couriers.add(Samples.settings(reader, Set.of(type)), http, senders);
    return () -> {
      node.couriers.remove(reader);
      senders.shutdownNow();
      http.close();
    };
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
