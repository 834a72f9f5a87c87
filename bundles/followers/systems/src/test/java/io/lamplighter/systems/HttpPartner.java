package io.lamplighter.systems;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;

/** The other system, on real HTTP. */
@NullUnmarked
public final class HttpPartner implements AutoCloseable {
  /** Calls that came: method, path, body. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  public final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "{}";
  private volatile CountDownLatch held = new CountDownLatch(0);

  HttpPartner() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange call) throws IOException {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    headers.add(Map.copyOf(call.getRequestHeaders()));
    calls.add(call.getRequestMethod() + " " + call.getRequestURI() + " " + body);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    String type = answer.startsWith("<") ? "text/xml" : "application/json";
    call.getResponseHeaders().set("Content-Type", type);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  public void answer(int newStatus, String json) {
    status = newStatus;
    answer = json;
  }

  /** Answers nothing until it is let go. */
  public void hang() {
    held = new CountDownLatch(1);
  }

  public void letGo() {
    held.countDown();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
