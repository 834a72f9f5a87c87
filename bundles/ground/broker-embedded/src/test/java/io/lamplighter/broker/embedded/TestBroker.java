package io.lamplighter.broker.embedded;

import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/**
 * The broker for the tests of others, as somebody else's on a port of its own. The one partner
 * {@link #PARTNER} publishes under its name, region 33 and below, as fast as it likes.
 */
public final class TestBroker implements AutoCloseable {
  public static final String PLATFORM = "lamplighter";
  public static final String PASSWORD = "secret";
  public static final String PARTNER = "c1";
  public static final String KEY = "key-1";

  private final ArtemisServer server;
  private final int port;

  /**
   * @param topics vendors' patterns beside our own, separated by commas
   */
  public TestBroker(Path data, String topics) throws Exception {
    Caller partner = Keys.partner(PARTNER, BrokerUsers.CHANNEL);
    OwnTopics own = OwnTopics.of(topics);
    BrokerUsers users = new BrokerUsers(new Keys(Map.of(KEY, partner)), own, PLATFORM, PASSWORD);
    port = freePort();
    server = new ArtemisServer(data, "127.0.0.1", port, own.kept(), Integer.MAX_VALUE, users);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Messages to this filter's topics that the platform has not acknowledged. */
  public long unacknowledged(String filter) {
    return server.unacknowledged(filter);
  }

  /** How many of these it has sent out. */
  public long sentOut(String filter) {
    return server.sentOut(filter);
  }

  /** Whether the platform listens. */
  public boolean isHeard(String filter) {
    return server.isHeard(filter);
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
