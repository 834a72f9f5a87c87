package io.lamplighter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings something of the city in over HTTP, once; without anybody to take it the demo does
 * without.
 */
final class Once {
  private static final Logger LOG = LoggerFactory.getLogger(Once.class);
  private static final int ATTEMPTS = 60;
  private static final long REST_MILLIS = 1_000;
  private static final int AWAY = 503;
  private static final int NOT_THERE = 404;

  private final Path before;
  private final Path done;
  private final String what;

  /**
   * @param before the file that is there once it may be brought in
   * @param done the file that is there from then on
   */
  Once(Path before, Path done, String what) {
    this.before = before;
    this.done = done;
    this.what = what;
  }

  /** Sends it all; what is there already stays as it is. */
  @FunctionalInterface
  interface Sending {
    /** The first status that is not good; else that of the last. */
    int send() throws IOException, InterruptedException;
  }

  /** It is there, or nobody takes it, when this returns. */
  void bring(Sending all) throws InterruptedException, IOException {
    if (Files.exists(done) || !Files.exists(before)) {
      return;
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int status = attempt(all);
      if (status / 100 == 2) {
        LOG.info("The demo city has {}", what);
        Files.writeString(done, "");
        return;
      }
      if (status != AWAY) {
        String why = status == NOT_THERE ? "there is nobody for it" : "status " + status;
        LOG.warn("The demo city does without {}: {}", what, why);
        return;
      }
      Thread.sleep(REST_MILLIS);
    }
    LOG.warn("Whoever takes {} is away: the demo city does without", what);
  }

  private int attempt(Sending all) throws InterruptedException {
    try {
      return all.send();
    } catch (IOException e) {
      LOG.debug("{} is brought in again", what, e);
      return AWAY;
    }
  }
}
