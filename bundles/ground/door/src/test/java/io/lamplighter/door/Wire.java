package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection, octet by octet. */
final class Wire implements AutoCloseable {
  private final Socket socket;

  Wire(House house) throws IOException {
    socket = new Socket("127.0.0.1", house.port());
    socket.setSoTimeout(20_000);
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  Wire send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  /** A POST of which only the head is sent. */
  Wire head(String path, String headers) throws IOException {
    return send("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
  }

  /** The next answer, with as much of its body as it says it has. */
  String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return text.toString();
      }
      text.append((char) octet);
    }
    Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(text);
    int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(size), UTF_8);
  }

  /** Whether the other side has hung up. */
  boolean isOver() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
