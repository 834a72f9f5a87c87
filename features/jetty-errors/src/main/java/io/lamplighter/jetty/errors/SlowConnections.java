package io.lamplighter.jetty.errors;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections that keep the server from others. They hold no thread, but each holds memory: a
 * head has to come within a time however often a byte of it does, a connection between two calls
 * may be silent only so long, and of too many that do nothing the oldest goes. Jetty's own limit is
 * on silence alone.
 */
public final class SlowConnections implements Connection.Listener, Container.Listener {
  private static final int SEND_BUFFER = 256 * 1024;
  private static final long SWEEP_MILLIS = 1000;
  private final long headNanos;
  private final long restNanos;
  private final int most;
  private final Map<HttpConnection, Watch> watched = new ConcurrentHashMap<>();

  /**
   * @param headSeconds from the first byte of a head to its last
   * @param restSeconds from one call's end to the next one's first byte
   * @param most connections that are open at once
   */
  public SlowConnections(int headSeconds, int restSeconds, int most) {
    this.headNanos = TimeUnit.SECONDS.toNanos(headSeconds);
    this.restNanos = TimeUnit.SECONDS.toNanos(restSeconds);
    this.most = most;
  }

  /** A connector: of the server, now or later. */
  @Override
  public void beanAdded(Container parent, Object child) {
    if (child instanceof ServerConnector connector) {
      connector.addBean(this);
      // An answer of this size is out of our hands at once, however slowly its reader takes it.
      connector.setAcceptedSendBufferSize(SEND_BUFFER);
    }
  }

  @Override
  public void beanRemoved(Container parent, Object child) {}

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      Watch watch = new Watch(System.nanoTime());
      watched.put(http, watch);
      look(http, watch);
      if (watched.size() > most) {
        closeOldestIdle();
      }
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection) {
      watched.remove(connection);
    }
  }

  private void look(HttpConnection connection, Watch watch) {
    Scheduler scheduler = connection.getConnector().getScheduler();
    scheduler.schedule(
        () -> {
          if (watched.get(connection) != watch) {
            return;
          }
          if (isOver(connection, watch)) {
            connection.getEndPoint().close();
          } else {
            look(connection, watch);
          }
        },
        SWEEP_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private boolean isOver(HttpConnection connection, Watch watch) {
    long now = System.nanoTime();
    long calls = connection.getMessagesIn();
    boolean resting = connection.getParser().isStart();
    if (calls != watch.calls || isBusy(connection)) {
      watch.calls = calls;
      watch.since = now;
      watch.resting = true;
      return false;
    }
    if (watch.resting && !resting) {
      watch.resting = false;
      watch.since = now;
    }
    return now - watch.since > (watch.resting ? restNanos : headNanos);
  }

  /** Whether a head is complete and its call is being answered. */
  private static boolean isBusy(HttpConnection connection) {
    return !connection.getParser().inHeaderState()
        || !connection.getHttpChannel().getState().isIdle();
  }

  /** Fair to those who work: whoever holds many has the oldest. */
  private void closeOldestIdle() {
    Optional<HttpConnection> oldest =
        watched.entrySet().stream()
            .filter(entry -> !isBusy(entry.getKey()))
            .min(Comparator.comparingLong(entry -> entry.getValue().since))
            .map(Map.Entry::getKey);
    oldest.ifPresent(connection -> connection.getEndPoint().close());
  }

  private static final class Watch {
    private volatile long since;
    private volatile long calls;
    private volatile boolean resting = true;

    private Watch(long since) {
      this.since = since;
    }
  }
}
