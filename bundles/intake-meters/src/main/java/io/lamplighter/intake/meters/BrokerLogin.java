package io.lamplighter.intake.meters;

/**
 * How to reach a broker.
 *
 * @param subscription shared subscription, {@code $share/<name>/<topic filter>}
 * @param inFlight most messages that wait for their acknowledgement
 */
record BrokerLogin(
    String url, String user, byte[] password, String clientId, String subscription, int inFlight) {
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
