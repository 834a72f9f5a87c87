import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The time of the day that is played: put forward to the next thing that happens. */
final class Times {
  private final Hands hands;
  private final ZonedDateTime midnight;

  /**
   * @param day of which the minutes are counted
   */
  Times(Hands hands, LocalDate day, ZoneId zone) {
    this.hands = hands;
    this.midnight = day.atStartOfDay(zone);
  }

  /** Of the clock that all who play go by. */
  interface Hands {
    long millis();

    void forward(long millis) throws IOException;
  }

  /** Run as the machine's do; the instance's are put forward with them. */
  static final class OfAnInstance implements Hands {
    private final int port;
    private long ahead;

    /**
     * @param port of {@link BenchClock}
     */
    OfAnInstance(int port) {
      this.port = port;
    }

    @Override
    public long millis() {
      return System.currentTimeMillis() + ahead;
    }

    @Override
    public void forward(long millis) throws IOException {
      ahead += millis;
      try (Socket clock = new Socket(InetAddress.getLoopbackAddress(), port)) {
        clock.getOutputStream().write((ahead + "\n").getBytes(StandardCharsets.US_ASCII));
        String heard =
            new BufferedReader(
                    new InputStreamReader(clock.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (!Long.toString(ahead).equals(heard)) {
          throw new IOException("The instance's clock says " + heard + ", not " + ahead);
        }
      }
    }
  }

  /** Minutes after midnight of the day, negative before it. */
  double now() {
    return minute(Instant.ofEpochMilli(hands.millis()));
  }

  double minute(Instant at) {
    return (at.toEpochMilli() - midnight.toInstant().toEpochMilli()) / 60_000.0;
  }

  Instant at(double minute) {
    return midnight.toInstant().plusMillis(Math.round(minute * 60_000));
  }

  /** As the API takes it. */
  String text(double minute) {
    return at(minute).atZone(midnight.getZone()).toOffsetDateTime().toString();
  }

  LocalDate day() {
    return midnight.toLocalDate();
  }

  /** It is that late now; nothing when it is later already. */
  void until(double minute) throws IOException {
    long more = at(minute).toEpochMilli() - hands.millis();
    if (more > 0) {
      hands.forward(more);
    }
  }
}
