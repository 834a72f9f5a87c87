import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts submissions over keep-alive connections for some seconds and prints accepted per second: {@code java Load.java
 * PORT KEY CLIENTS SECONDS}. Plain sockets, so that the client takes little of the machine.
 */
class Load {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    String key = args[1];
    int clients = Integer.parseInt(args[2]);
    long nanos = Long.parseLong(args[3]) * 1_000_000_000L;
    AtomicLong accepted = new AtomicLong();
    AtomicLong other = new AtomicLong();
    String run = Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.nanoTime(), 36);
    long begin = System.nanoTime();
    Thread[] threads = new Thread[clients];
    for (int c = 0; c < clients; c++) {
      int client = c;
      threads[c] = new Thread(() -> post(port, key, run + "-" + client, begin + nanos, accepted, other));
      threads[c].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (other.get() > 0) {
      System.err.println(other.get() + " answers were not 201");
    }
    System.out.printf("%.0f%n", accepted.get() / seconds);
  }

  private static void post(int port, String key, String name, long until, AtomicLong accepted, AtomicLong other) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; System.nanoTime() < until; i++) {
        String id = name + "-" + i;
        byte[] body =
            ("{\"channel\":\"web\",\"channelRef\":\"" + id + "\",\"kind\":\"fault-repair\",\"text\":\"整个单元停电了\","
                    + "\"customerNo\":\"" + id + "\",\"contact\":{\"name\":\"王先生\",\"phone\":\"13900000000\"},"
                    + "\"address\":\"" + id + "\",\"region\":\"330602\"}")
                .getBytes(StandardCharsets.UTF_8);
        out.write(
            ("POST /api/v1/submissions HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        (status(in) == 201 ? accepted : other).incrementAndGet();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one answer that has a Content-Length and gives its status. */
  private static int status(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("The server closed the connection");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
