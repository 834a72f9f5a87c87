package io.lamplighter.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.harness.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another company's system, in all its moods. */
final class Partner {
  private final List<Taken> taken = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private int port;
  private volatile Mood mood = Mood.WELL;
  private volatile String refused;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  /** How it answers. */
  enum Mood {
    WELL,
    BROKEN,
    /** 429, to be left alone for a second. */
    BUSY,
    HANGING,
    GARBAGE,
    /** It takes what it is sent, but its answer is lost. */
    LOST,
    DOWN
  }

  /**
   * Something it has taken.
   *
   * @param path where it was sent to
   */
  record Taken(String path, String id, String subject, String type) {}

  synchronized void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    port = server.getAddress().getPort();
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/facts";
  }

  void mood(Mood next) throws IOException {
    hanging.countDown();
    hanging = new CountDownLatch(next == Mood.HANGING ? 1 : 0);
    mood = next;
    if (next == Mood.DOWN) {
      server.stop(0);
    }
  }

  void restart() throws IOException {
    mood = Mood.WELL;
    open();
  }

  void close() throws IOException {
    mood(Mood.DOWN);
    threads.shutdownNow();
  }

  /** Refuses what is about this subject unless its data has a plant; null for nothing. */
  void refuse(String subject) {
    refused = subject;
  }

  /** Types of the entries it has taken of a subject, each once, in the order they came first. */
  List<String> got(String subject) {
    return taken().stream()
        .filter(one -> one.subject().equals(subject))
        .map(Taken::type)
        .distinct()
        .toList();
  }

  /** All that it has taken, in order; what was sent twice is there twice. */
  List<Taken> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode data = Client.JSON.readTree(exchange.getRequestBody().readAllBytes());
      Taken sent =
          new Taken(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("ce-id"),
              exchange.getRequestHeaders().getFirst("ce-subject"),
              exchange.getRequestHeaders().getFirst("ce-type"));
      if (sent.subject().equals(refused) && !data.has("plant")) {
        answer(exchange, 422, "{\"error\":\"unknown plant\"}");
        return;
      }
      switch (mood) {
        case BROKEN -> answer(exchange, 500, "{}");
        case BUSY -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          answer(exchange, 429, "{}");
        }
        case GARBAGE -> answer(exchange, 200, "<html>?");
        case HANGING -> hanging.await();
        case LOST -> take(sent);
        default -> {
          take(sent);
          answer(exchange, 200, "{\"taken\":" + data.get("requestNo") + "}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Taken sent) {
    synchronized (taken) {
      taken.add(sent);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
