package io.lamplighter.jetty.errors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who does nothing, or all too slowly, is hung up on. */
@Timeout(60)
class SlowConnectionsTest {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  private void start(int headSeconds, int restSeconds, int most) throws Exception {
    server.addEventListener(new SlowConnections(headSeconds, restSeconds, most));
    server.addConnector(connector);
    server.setHandler(
        new AbstractHandler() {
          @Override
          public void handle(
              String target, Request base, HttpServletRequest call, HttpServletResponse answer)
              throws IOException {
            pause(Integer.parseInt(target.substring(1)));
            answer.setContentLength(2);
            answer.getOutputStream().write("ok".getBytes(US_ASCII));
            base.setHandled(true);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A byte every now and then is never silence. */
  @Test
  void aHeadHasToCome() throws Exception {
    start(1, 60, 100);
    try (Socket slow = connect()) {
      send(slow, "GET /0 HTTP/1.1\r\nHost: h\r\n");
      long begun = System.nanoTime();
      boolean over = false;
      while (!over && System.nanoTime() - begun < 15_000_000_000L) {
        try {
          send(slow, "x: y\r\n");
          slow.setSoTimeout(200);
          over = slow.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException stillThere) {
          over = false;
        } catch (IOException gone) {
          over = true;
        }
      }
      assertTrue(over, "still there");
    }
  }

  @Test
  void whoIsAnsweredSlowlyIsNotSlow() throws Exception {
    start(1, 1, 100);
    try (Socket socket = connect()) {
      send(socket, "GET /3500 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertEquals('H', socket.getInputStream().read());
    }
  }

  @Test
  void whoOnlySitsThereGoes() throws Exception {
    start(60, 1, 100);
    try (Socket socket = connect()) {
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void ofTooManyTheOldestThatDoesNothingGoes() throws Exception {
    start(60, 60, 2);
    try (Socket first = connect();
        Socket second = connect()) {
      send(second, "GET /3000 HTTP/1.1\r\nHost: h\r\n\r\n");
      pause(1000);
      try (Socket third = connect()) {
        assertEquals(-1, first.getInputStream().read());
        send(third, "GET /0 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertEquals('H', third.getInputStream().read());
        assertEquals('H', second.getInputStream().read());
      }
    }
  }
}
