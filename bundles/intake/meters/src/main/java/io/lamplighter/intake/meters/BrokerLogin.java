package io.lamplighter.intake.meters;

import java.util.List;

/**
 * How to reach a broker.
 *
 * @param subscriptions shared ones, {@code $share/<name>/<topic filter>}
 * @param inFlight most messages that wait for their acknowledgement
 */
record BrokerLogin(
    String url,
    String user,
    byte[] password,
    String clientId,
    List<String> subscriptions,
    int inFlight) {
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
