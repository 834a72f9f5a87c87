package io.lamplighter.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for what the tests start, one after the other and none twice. */
public final class Ports {
  private static final int FIRST = 18800;
  private static final int LAST = 65_000;
  private static int last = FIRST - 1;

  private Ports() {}

  /** One that nobody listens on. */
  public static synchronized int free() {
    while (last < LAST) {
      try (ServerSocket probe = new ServerSocket(++last, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }
}
