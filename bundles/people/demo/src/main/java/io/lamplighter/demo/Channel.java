package io.lamplighter.demo;

import java.io.IOException;
import java.time.Duration;

/** A way in, used as its own clients use it. */
@FunctionalInterface
interface Channel {
  /**
   * One attempt.
   *
   * @param ref the call's own id, the same at each attempt, so that it is taken once
   * @throws IOException when nobody was there
   */
  Answer send(String ref, Call call) throws IOException, InterruptedException;

  /** What became of an attempt. */
  enum Fate {
    TAKEN,
    /** Taken, and merged under an earlier one. */
    MERGED,
    /** To be sent again. */
    LATER,
    REFUSED
  }

  /**
   * What the platform said.
   *
   * @param status HTTP's, or the command_status of SMPP
   * @param rest before the next attempt, as it was asked for
   */
  record Answer(Fate fate, int status, Duration rest) {}
}
