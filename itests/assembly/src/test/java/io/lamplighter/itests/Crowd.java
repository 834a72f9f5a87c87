package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Many connections to one instance, each from the next of 250 addresses of this machine. */
final class Crowd implements AutoCloseable {
  private static final int ADDRESSES = 250;
  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  Crowd(Instance instance) {
    this.port = instance.httpPort;
  }

  /** Opens one more and sends this; that the other side has hung up meanwhile is no failure. */
  void send(String text) throws IOException {
    byte[] from = {127, 0, 1, (byte) (1 + sockets.size() % ADDRESSES)};
    Socket socket =
        new Socket(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
            port,
            InetAddress.getByAddress(from),
            0);
    sockets.add(socket);
    socket.setSoTimeout(30_000);
    try {
      socket.getOutputStream().write(text.getBytes(UTF_8));
    } catch (SocketException refused) {
      System.out.println("hung up while it was sent: " + refused.getMessage());
    }
  }

  /** Announces a body of {@code length} bytes, and sends its beginning. */
  void post(String path, String headers, int length, String beginning) throws IOException {
    send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n"
            + headers
            + "\r\n"
            + beginning);
  }

  /** The rest, from the one who came last. */
  void more(String text) throws IOException {
    sockets.get(sockets.size() - 1).getOutputStream().write(text.getBytes(UTF_8));
  }

  /** What each heard; empty where the connection broke under what it was still sending. */
  List<String> answers() throws IOException {
    List<String> answers = new ArrayList<>();
    for (Socket socket : sockets) {
      answers.add(answer(socket));
    }
    return answers;
  }

  private static String answer(Socket socket) throws IOException {
    try {
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      int octet = in.read();
      while (octet >= 0 && head.indexOf("\r\n\r\n") < 0) {
        head.append((char) octet);
        octet = in.read();
      }
      int more = octet < 0 ? 0 : in.available();
      return head + new String(in.readNBytes(more), UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }

  int size() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
