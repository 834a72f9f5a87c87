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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another company's system, in all its moods. */
final class Partner {
  private final Map<String, List<String>> got = new ConcurrentHashMap<>();
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
    BUSY,
    HANGING,
    GARBAGE,
    DOWN
  }

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

  /** Refuses what is about this subject; null for nothing. */
  void refuse(String subject) {
    refused = subject;
  }

  /** Types of the entries it has taken of a subject, each once, in the order they came first. */
  List<String> got(String subject) {
    List<String> types = got.getOrDefault(subject, List.of());
    synchronized (types) {
      return types.stream().distinct().toList();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode data = Client.JSON.readTree(exchange.getRequestBody().readAllBytes());
      String subject = exchange.getRequestHeaders().getFirst("ce-subject");
      String type = exchange.getRequestHeaders().getFirst("ce-type");
      if (subject.equals(refused)) {
        answer(exchange, 422, "{\"error\":\"unknown plant\"}");
        return;
      }
      switch (mood) {
        case BROKEN -> answer(exchange, 500, "{}");
        case BUSY -> answer(exchange, 429, "{}");
        case GARBAGE -> answer(exchange, 200, "<html>?");
        case HANGING -> hanging.await();
        default -> {
          List<String> types = got.computeIfAbsent(subject, s -> new ArrayList<>());
          synchronized (types) {
            types.add(type);
          }
          answer(exchange, 200, "{\"taken\":" + data.get("requestNo") + "}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
