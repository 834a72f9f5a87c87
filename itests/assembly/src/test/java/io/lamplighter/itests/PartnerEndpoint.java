package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a partner is told; takes everything while it is open. */
final class PartnerEndpoint implements AutoCloseable {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int port;

  PartnerEndpoint() throws IOException {
    open();
  }

  /** Opens again on the same port. */
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/");
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
