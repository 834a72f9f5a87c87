package io.lamplighter.demo;

import io.lamplighter.demo.Channel.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a call until it is taken or refused: one that finds the platform away or is told to wait is
 * sent again under the same id.
 */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** How patient it is: the first wait, the longest wait, and the number of attempts. */
  record Patience(Duration first, Duration longest, int attempts) {}

  static final Patience LIFE = new Patience(Duration.ofMillis(250), Duration.ofSeconds(10), 60);

  private final Patience patience;

  Sender(Patience patience) {
    this.patience = patience;
  }

  /** Counts what became of it. */
  void send(Channel channel, String ref, Call call, Tally tally) throws InterruptedException {
    tally.sent(call.channel());
    Duration wait = patience.first();
    for (int attempt = 1; attempt <= patience.attempts(); attempt++) {
      Duration asked = Duration.ZERO;
      try {
        Answer answer = channel.send(ref, call);
        switch (answer.fate()) {
          case TAKEN, MERGED -> {
            tally.accepted(answer.fate() == Channel.Fate.MERGED);
            return;
          }
          case REFUSED -> {
            tally.refused.incrementAndGet();
            LOG.warn("{} was refused with {}", ref, answer.status());
            return;
          }
          case LATER -> asked = answer.rest();
        }
      } catch (IOException e) {
        LOG.debug("{} found nobody", ref, e);
      }
      tally.retried.incrementAndGet();
      sleep(asked.compareTo(wait) > 0 ? asked : wait);
      wait = shorter(wait.multipliedBy(2), patience.longest());
    }
    tally.refused.incrementAndGet();
    LOG.warn("{} was given up after {} attempts", ref, patience.attempts());
  }

  private static void sleep(Duration wait) throws InterruptedException {
    Thread.sleep(wait.toMillis() + ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
