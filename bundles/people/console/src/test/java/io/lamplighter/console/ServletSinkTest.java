package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Cursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over real connections: the server's non-blocking output, and clients that dawdle. */
@Timeout(60)
class ServletSinkTest {
  /** More than the buffers of both ends take. */
  private static final int MANY = 40_000;

  private final FakeJournal journal = new FakeJournal();
  private final EventStreams streams =
      new EventStreams(
          journal,
          new EventFrames(Samples.TIME),
          new Lookers(() -> Samples.AT),
          50,
          50,
          Duration.ofSeconds(5));
  private final Server server = new Server(0);

  @BeforeEach
  void start() throws Exception {
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder =
        new ServletHolder(
            new HttpServlet() {
              private static final long serialVersionUID = 1L;

              @Override
              protected void doGet(HttpServletRequest request, HttpServletResponse response)
                  throws IOException {
                ServletSink sink = new ServletSink(request.startAsync());
                EventStream stream =
                    streams.open(
                        sink,
                        new EventStream.Start(Samples.DISPATCHER, Cursor.START, Set.of(), false),
                        () -> Samples.DISPATCHER);
                sink.start(stream::wake, stream::end);
              }
            });
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    streams.close();
    server.stop();
  }

  @Test
  void aQuickClientGetsWhatASlowOneLeavesForLater() throws Exception {
    try (Client slow = new Client();
        Client quick = new Client()) {
      slow.readUntil(": following");
      journal.write(MANY);

      assertEquals(MANY, quick.readIds("id: 7-" + MANY).size());

      List<String> late = slow.readIds("id: 7-" + MANY);
      assertEquals(MANY, late.size());
      assertEquals("id: 7-1", late.get(0));
    }
  }

  @Test
  void manySlowClientsHoldNoThread() throws Exception {
    List<Client> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        slow.add(new Client());
        slow.get(i).readUntil(": following");
      }
      journal.write(MANY);
      try (Client quick = new Client()) {
        assertEquals(MANY, quick.readIds("id: 7-" + MANY).size());
      }
    } finally {
      for (Client client : slow) {
        client.close();
      }
    }
  }

  @Test
  void closingEndsTheAnswerProperly() throws Exception {
    try (Client client = new Client()) {
      client.readUntil(": following");
      streams.close();
      client.readUntil("0"); // the last chunk of the answer
    }
  }

  @Test
  void aClientThatIsBehindSeesTheEndToo() throws Exception {
    try (Client slow = new Client();
        Client quick = new Client()) {
      slow.readUntil(": following");
      journal.write(MANY);
      quick.readIds("id: 7-" + MANY);

      streams.close();

      long taken = slow.readUntil("0").stream().filter(line -> line.startsWith("id: ")).count();
      assertTrue(taken < MANY, "it was not behind");
    }
  }

  /** A bare connection that reads only when told to. */
  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Client() throws IOException {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String status = lines.readLine();
      assertTrue(status != null && status.contains(" 200 "), status);
    }

    List<String> readUntil(String last) {
      List<String> read = new ArrayList<>();
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          read.add(line);
          if (line.equals(last)) {
            return read;
          }
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      throw new AssertionError("the stream ended before " + last + ", with " + read.size());
    }

    List<String> readIds(String last) {
      return readUntil(last).stream().filter(line -> line.startsWith("id: ")).toList();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
