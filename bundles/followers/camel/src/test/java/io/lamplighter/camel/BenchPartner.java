package io.lamplighter.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A partner that takes whatever it is sent and remembers when, in a process of its own, so that its
 * processor time is not ours. All processes of a machine share one monotonic clock.
 */
final class BenchPartner implements AutoCloseable {
  private static final int MOST = 2_000_000;
  private static final String NUMBER = "\"n\":";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String base;

  BenchPartner() throws IOException, InterruptedException {
    int port = freePort();
    base = "http://127.0.0.1:" + port;
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                // The server would wait for acknowledgements of what it has answered, 40 ms each.
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                BenchPartner.class.getName(),
                Integer.toString(port))
            .inheritIO()
            .start();
    Samples.await("partner", this::answers);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private boolean answers() {
    try {
      return count() == 0;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  String url() {
    return base + "/facts";
  }

  /** What has come since it was last forgotten. */
  int count() {
    return Integer.parseInt(new String(get("/count"), UTF_8));
  }

  void forget() {
    get("/forget");
  }

  /** When each came, by its number, in nanoseconds. */
  long[] arrivals(int count) {
    long[] arrivals = new long[count];
    ByteBuffer.wrap(get("/arrivals?" + count)).asLongBuffer().get(arrivals);
    return arrivals;
  }

  private byte[] get(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(base + path)).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The partner's side. */
  public static void main(String[] arguments) throws IOException {
    AtomicInteger count = new AtomicInteger();
    long[] arrivals = new long[MOST];
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            100);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext(
        "/facts",
        exchange -> {
          long now = System.nanoTime();
          arrivals[number(exchange)] = now;
          count.incrementAndGet();
          answer(exchange, "{}".getBytes(UTF_8));
        });
    server.createContext(
        "/count", exchange -> answer(exchange, Integer.toString(count.get()).getBytes(UTF_8)));
    server.createContext(
        "/forget",
        exchange -> {
          count.set(0);
          answer(exchange, new byte[0]);
        });
    server.createContext(
        "/arrivals",
        exchange -> {
          int wanted = Integer.parseInt(exchange.getRequestURI().getQuery());
          ByteBuffer bytes = ByteBuffer.allocate(wanted * Long.BYTES);
          bytes.asLongBuffer().put(arrivals, 0, wanted);
          answer(exchange, bytes.array());
        });
    server.start();
  }

  private static int number(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int from = body.indexOf(NUMBER) + NUMBER.length();
    int to = from;
    while (Character.isDigit(body.charAt(to))) {
      to++;
    }
    return Integer.parseInt(body, from, to, 10);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
