package io.lamplighter.door;

import io.lamplighter.door.Places.Place;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that waits outside, without a thread, until its body is here; then it comes by again. It
 * ends with the last byte, with a time limit, or with its connection.
 */
final class Waiting implements ReadListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ArrivingBody body;
  private final Place place;
  private final ProblemWriter problems;
  private final Ends ends;
  private final AsyncContext call;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongSupplier nanos;
  private final long since;

  /**
   * @param place left at the end
   * @param nanos as {@code System::nanoTime}
   */
  Waiting(
      HttpServletRequest request,
      HttpServletResponse response,
      ArrivingBody body,
      Place place,
      ProblemWriter problems,
      Ends ends,
      LongSupplier nanos) {
    this.request = request;
    this.response = response;
    this.body = body;
    this.place = place;
    this.problems = problems;
    this.ends = ends;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
    this.call = request.startAsync();
  }

  /** What becomes of a call that waited. */
  interface Ends {
    /** Its body is here; it comes by again. */
    void whole(Waiting call);

    /** It was sent away. */
    void sentAway(Waiting call);
  }

  /**
   * @param millis how long the body may take
   */
  void begin(long millis) {
    try {
      call.setTimeout(millis);
      call.addListener(this);
      request.getInputStream().setReadListener(this);
    } catch (IOException | RuntimeException e) {
      end(Problems.of(e));
    }
  }

  @Override
  public void onDataAvailable() {
    try {
      body.takeWhileReady();
      // Silence is the server's own matter; a drop now and then is none.
      if (Pace.isTooSlow(nanos.getAsLong() - since, body.read())) {
        end(Problem.tooSlow());
      }
    } catch (IOException e) {
      lost(e);
    } catch (RuntimeException e) {
      end(Problems.of(e));
    }
  }

  @Override
  public void onAllDataRead() {
    try {
      if (!over.get()) {
        ends.whole(this);
      }
    } catch (RuntimeException e) {
      end(Problems.of(e));
    }
    if (over.compareAndSet(false, true)) {
      place.close();
      call.dispatch();
    }
  }

  /** Of the body: its connection is gone, or was silent for too long. */
  @Override
  public void onError(Throwable thrown) {
    lost(thrown);
  }

  private void lost(Throwable thrown) {
    end(thrown instanceof TimeoutException ? Problem.tooSlow() : Problem.incomplete());
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end(Problem.tooSlow());
  }

  /** Ends the call with {@code problem}, unless it has ended. */
  void end(Problem problem) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    place.close();
    ends.sentAway(this);
    try {
      problems.write(problem.closing(), request, response);
    } catch (IOException e) {
      LOG.debug("Nobody hears the answer", e);
    }
    call.complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {
    lost(event.getThrowable());
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
