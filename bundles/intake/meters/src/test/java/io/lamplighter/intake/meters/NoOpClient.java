package io.lamplighter.intake.meters;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The intake's own client with a handler that does nothing: what {@code bench/meters} compares. */
public final class NoOpClient implements AutoCloseable {
  private final MqttSession session;

  public NoOpClient(String url, String user, String password, String subscription, int inFlight) {
    BrokerLogin login =
        new BrokerLogin(
            url,
            user,
            password.getBytes(StandardCharsets.UTF_8),
            "no-op",
            List.of(subscription),
            inFlight);
    session = MqttSession.openInBackground(login, batch -> {});
  }

  public boolean isConnected() {
    return session.isConnected();
  }

  @Override
  public void close() {
    session.close();
  }
}
