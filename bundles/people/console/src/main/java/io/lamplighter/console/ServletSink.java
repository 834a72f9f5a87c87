package io.lamplighter.console;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;

/** An event stream over non-blocking servlet output: a slow client holds no thread. */
final class ServletSink implements EventSink {
  private final AsyncContext async;
  private final ServletOutputStream out;
  private boolean unflushed;

  /** The client is behind: {@code onWritePossible} is still to come. */
  private boolean behind;

  private boolean closing;

  /** Sends the head of the answer. */
  ServletSink(AsyncContext async) throws IOException {
    this.async = async;
    async.setTimeout(0);
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    out = response.getOutputStream();
  }

  /**
   * @param onReady called when bytes can be taken again
   * @param onGone called when the client or the connection is gone
   */
  void start(Runnable onReady, Runnable onGone) {
    async.addListener(new Gone(onGone));
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            if (caughtUp()) {
              onReady.run();
            } else {
              complete();
            }
          }

          @Override
          public void onError(Throwable broken) {
            onGone.run();
          }
        });
  }

  /** Returns whether the stream goes on. */
  private synchronized boolean caughtUp() {
    behind = false;
    return !closing;
  }

  @Override
  public synchronized boolean ready() throws IOException {
    if (out.isReady() && unflushed) {
      unflushed = false;
      out.flush();
    }
    behind = !out.isReady();
    return !behind;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    unflushed = true;
  }

  /**
   * Lets a client that is behind take what was handed over before: cut off there it could not tell
   * the end from a broken line. One that takes nothing is given up by the server's idle timeout.
   */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (behind) {
        return;
      }
    }
    complete();
  }

  private void complete() {
    try {
      async.complete();
    } catch (IllegalStateException over) {
      // the connection was gone first
    }
  }

  /** Tells of the end, whichever way it comes. */
  private record Gone(Runnable onGone) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      onGone.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      onGone.run();
    }

    @Override
    public void onError(AsyncEvent event) {
      onGone.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // stays as it is
    }
  }
}
