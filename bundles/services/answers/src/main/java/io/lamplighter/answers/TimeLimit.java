package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A neighbour is waited for so long and no longer; one that hangs keeps nobody else waiting. */
final class TimeLimit implements AutoCloseable {
  private static final int MOST_AT_ONCE = 4;
  private static final int IDLE_SECONDS = 30;

  private final Duration limit;
  private final ThreadPoolExecutor threads;

  TimeLimit(Duration limit) {
    this.limit = limit;
    threads =
        new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "lamplighter-answers-source");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws Refusal as the work throws it
   * @throws Refusal.Unavailable when it takes too long, or too many still hang
   */
  <T> T in(Callable<T> work) {
    Future<T> future;
    try {
      future = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw late(e);
    }
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw late(e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw late(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(cause);
    }
  }

  private static Refusal.Unavailable late(Exception cause) {
    return new Refusal.Unavailable(new Text("It takes too long", "查询超时"), cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
