package io.lamplighter.camel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One set of routes through its versions: the newest that is good runs. A new version is built and
 * checked beside the running one, which ends only then.
 */
final class Hosted {
  private static final Logger LOG = LoggerFactory.getLogger(Hosted.class);

  private final RouteContexts contexts;
  private volatile RouteSource newest;
  private @Nullable RouteSource good;
  private volatile @Nullable RouteContext running;
  private volatile @Nullable String mistake;
  private boolean closed;

  Hosted(RouteContexts contexts, RouteSource first) {
    this.contexts = contexts;
    newest = first;
  }

  RouteSource newest() {
    return newest;
  }

  @Nullable RouteContext running() {
    return running;
  }

  @Nullable String mistake() {
    return mistake;
  }

  /** Whether this version runs now. */
  synchronized boolean put(RouteSource source) {
    if (closed) {
      return false;
    }
    newest = source;
    if (!source.missing().isEmpty()) {
      stop();
      mistake = null;
      return false;
    }
    RouteContext next;
    try {
      next = contexts.build(source);
    } catch (Exception | LinkageError e) {
      refused(source, e);
      return false;
    }
    stop();
    try {
      next.start();
    } catch (Exception | LinkageError e) {
      next.stop();
      refused(source, e);
      back();
      return false;
    }
    running = next;
    good = source;
    mistake = null;
    LOG.info("Routes of {} run", source.description());
    return true;
  }

  /** Runs an earlier version while the newest one is refused. */
  synchronized void fallBackTo(RouteSource earlier) {
    if (running == null && !closed) {
      good = earlier;
      back();
    }
  }

  private void back() {
    if (good == null) {
      return;
    }
    try {
      RouteContext again = contexts.build(good);
      again.start();
      running = again;
      LOG.warn("The last good version of {} runs on", good.description());
    } catch (Exception | LinkageError e) {
      LOG.error("The last good version of {} does not run any more", good.description(), e);
    }
  }

  private void refused(RouteSource source, Throwable why) {
    mistake = Mistake.of(source, why, contexts.secrets());
    LOG.error("Routes are refused: {}", mistake);
    LOG.debug("Routes of {} are refused", source.description(), why);
  }

  /** Stops for good. */
  synchronized void close() {
    closed = true;
    stop();
  }

  synchronized void stop() {
    if (running == null) {
      return;
    }
    try {
      running.stop();
    } catch (RuntimeException e) {
      LOG.warn("Routes of {} do not stop cleanly", newest.description(), e);
    }
    running = null;
  }
}
