import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts submissions over keep-alive connections for some seconds and prints accepted per second: {@code java Load.java
 * PORT KEY CLIENTS SECONDS [CHANNEL] [rest|soap]}. Plain sockets, so that the client takes little of the machine.
 */
class Load {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    String key = args[1];
    int clients = Integer.parseInt(args[2]);
    long nanos = Long.parseLong(args[3]) * 1_000_000_000L;
    String channel = args.length > 4 ? args[4] : "web";
    Form form = args.length > 5 && args[5].equals("soap") ? Load::soap : id -> rest(id, channel);
    AtomicLong accepted = new AtomicLong();
    AtomicLong other = new AtomicLong();
    String run = Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.nanoTime(), 36);
    long begin = System.nanoTime();
    Thread[] threads = new Thread[clients];
    for (int c = 0; c < clients; c++) {
      int client = c;
      threads[c] = new Thread(() -> post(port, key, form, run + "-" + client, begin + nanos, accepted, other));
      threads[c].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (other.get() > 0) {
      System.err.println(other.get() + " answers said no");
    }
    System.out.printf("%.0f%n", accepted.get() / seconds);
  }

  /** A submission in one of the ways it can be written; its good answer has {@code good} in its head or body. */
  private record Message(String path, String type, String body, String good) {}

  private interface Form {
    Message message(String id);
  }

  private static Message rest(String id, String channel) {
    return new Message(
        "/api/v1/submissions",
        "application/json",
        "{\"channel\":\"" + channel + "\",\"channelRef\":\"" + id + "\",\"kind\":\"fault-repair\","
            + "\"text\":\"整个单元停电了\",\"customerNo\":\"" + id + "\",\"contact\":{\"name\":\"王先生\","
            + "\"phone\":\"13900000000\"},\"address\":\"" + id + "\",\"region\":\"330602\"}",
        " 201 ");
  }

  /** The same as IEC 61968-100. */
  private static Message soap(String id) {
    return new Message(
        "/services/TroubleTickets",
        "text/xml; charset=UTF-8",
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<RequestMessage xmlns=\"http://iec.ch/TC57/2011/schema/message\"><Header><Verb>create</Verb>"
            + "<Noun>TroubleTicket</Noun><MessageID>" + id + "</MessageID></Header><Payload>"
            + "<TroubleTickets xmlns=\"http://iec.ch/TC57/2011/TroubleTickets#\"><TroubleTicket>"
            + "<comment>整个单元停电了</comment><troubleCode>fault-repair</troubleCode><Customer><mRID>" + id
            + "</mRID><name>王先生</name><phone>13900000000</phone></Customer><Location><mainAddress>" + id
            + "</mainAddress><region>330602</region></Location></TroubleTicket></TroubleTickets></Payload>"
            + "</RequestMessage></e:Body></e:Envelope>",
        "<Result>OK</Result>");
  }

  private static void post(
      int port, String key, Form form, String name, long until, AtomicLong accepted, AtomicLong other) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; System.nanoTime() < until; i++) {
        Message message = form.message(name + "-" + i);
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        out.write(
            ("POST " + message.path() + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: " + key
                    + "\r\nContent-Type: " + message.type() + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        (answer(in).contains(message.good()) ? accepted : other).incrementAndGet();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one answer that has a Content-Length; its first line and its body. */
  private static String answer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
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
