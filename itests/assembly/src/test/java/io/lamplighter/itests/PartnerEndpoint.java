package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a partner is told; takes everything, or hangs up on everybody while it is away. */
final class PartnerEndpoint implements AutoCloseable {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile boolean away;

  PartnerEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!away) {
      told.add(new String(body, UTF_8));
      exchange.sendResponseHeaders(200, -1);
    }
    exchange.close();
  }

  void away(boolean gone) {
    away = gone;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The bodies it was sent, in order. */
  List<String> told() {
    return told;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
