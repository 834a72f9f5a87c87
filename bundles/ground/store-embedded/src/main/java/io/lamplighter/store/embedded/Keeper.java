package io.lamplighter.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server in the background, and again whenever it dies, until it is closed. */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long LOOK_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final Path root;
  private final int port;
  private final Consumer<PostgresServer> ready;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param ready called once, on the keeper's thread, when the server first accepts connections
   */
  Keeper(Path root, int port, Consumer<PostgresServer> ready) {
    this.root = root;
    this.port = port;
    this.ready = ready;
    thread = new Thread(this::keep, "lamplighter-postgres");
    thread.setDaemon(true);
    thread.start();
  }

  private void keep() {
    long pause = LOOK_MILLIS;
    boolean announced = false;
    PostgresServer server = null;
    try {
      while (!closed) {
        try {
          if (server == null) {
            server = PostgresServer.prepare(root, port);
          }
          // At first in any case: one that a killed instance left behind may have another port.
          if (!announced || !server.isRunning()) {
            if (announced) {
              LOG.warn("PostgreSQL has died, it is started again");
            }
            long before = System.nanoTime();
            server.start();
            LOG.info(
                "PostgreSQL is up on port {} after {} ms",
                port,
                (System.nanoTime() - before) / 1_000_000);
          }
          if (!announced && !closed) {
            announced = true;
            ready.accept(server);
          }
          pause = LOOK_MILLIS;
        } catch (IOException | RuntimeException e) {
          LOG.error(
              "PostgreSQL could not be started on port {} in {}, tried again in {} ms: {}",
              port,
              root,
              pause,
              e.getMessage());
          LOG.debug("Cause", e);
          pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    } finally {
      stop(server);
    }
  }

  private static void stop(@org.jspecify.annotations.Nullable PostgresServer server) {
    if (server != null) {
      Thread.interrupted();
      try {
        server.stop();
      } catch (IOException | InterruptedException e) {
        LOG.error("PostgreSQL could not be stopped, the next start does it", e);
      }
    }
  }

  /** Returns when the server is stopped. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(40_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
