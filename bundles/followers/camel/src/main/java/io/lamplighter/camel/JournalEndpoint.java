package io.lamplighter.camel;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.kit.text.CommaList;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code journal:<reader>?types=request.received,request.closed&region=33&from=start|now}: one
 * exchange per entry, at least once, in order per subject. Its further options say how a failing
 * message is tried again; durations in milliseconds or as in {@code 5s}.
 */
public final class JournalEndpoint extends DefaultEndpoint {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.-]{0,99}";

  private final Couriers couriers;
  private final String reader;
  private String types = "";
  private String region = "";
  private String from = "start";
  private int parallel = 8;
  private int attempts = 8;
  private Duration retryDelay = Duration.ofSeconds(1);
  private Duration maxRetryDelay = Duration.ofMinutes(1);
  private Duration patience = Duration.ofDays(1);

  JournalEndpoint(String uri, JournalComponent component, Couriers couriers, String reader) {
    super(uri, component);
    this.couriers = couriers;
    this.reader = reader;
  }

  /** Types of entries wanted, divided by commas; all but those about letters when left out. */
  public void setTypes(String types) {
    this.types = types;
  }

  /** Prefix of the wanted regions; everywhere when left out. */
  public void setRegion(String region) {
    this.region = region;
  }

  /** Where a reader that has never run begins: {@code start} (the default) or {@code now}. */
  public void setFrom(String from) {
    this.from = from;
  }

  /** Messages that may be out at once, each of another subject. */
  public void setParallel(int parallel) {
    this.parallel = parallel;
  }

  /** Failures of one message until it is parked; those while the partner is away don't count. */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  /** Rest after the first failure; it doubles with each. */
  public void setRetryDelay(Duration retryDelay) {
    this.retryDelay = retryDelay;
  }

  /** The longest rest. */
  public void setMaxRetryDelay(Duration maxRetryDelay) {
    this.maxRetryDelay = maxRetryDelay;
  }

  /** How long one message is tried whose partner is away, while others reach him. */
  public void setPatience(Duration patience) {
    this.patience = patience;
  }

  /**
   * @throws IllegalArgumentException naming the option that is wrong
   */
  void check(FactTypes known) {
    require(
        reader.matches(NAME),
        "a reader's name has letters, digits, dots and dashes: journal:" + reader);
    require(from.equals("start") || from.equals("now"), "from is start or now, not " + from);
    require(Region.isCode(region), "region is a region code or its beginning, not " + region);
    for (String type : wantedTypes()) {
      mistake(known, type)
          .ifPresent(
              mistake -> {
                throw new IllegalArgumentException("types: " + mistake);
              });
    }
    require(parallel >= 1 && parallel <= 100, "parallel is 1 to 100");
    require(attempts >= 1, "attempts is at least 1");
    require(retryDelay.toMillis() >= 1, "retryDelay is at least 1 ms");
    require(maxRetryDelay.compareTo(retryDelay) >= 0, "maxRetryDelay is at least retryDelay");
  }

  /** While the journal is away nobody can tell, and the route waits for it in any case. */
  private static Optional<String> mistake(FactTypes known, String type) {
    try {
      return known.mistake(type);
    } catch (Refusal.Unavailable away) {
      return Optional.empty();
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  FollowSettings settings() {
    return new FollowSettings(
        reader,
        wantedTypes(),
        region,
        from.equals("start"),
        parallel,
        attempts,
        new Backoff(retryDelay, maxRetryDelay, new Random()),
        patience);
  }

  private Set<String> wantedTypes() {
    return Set.copyOf(CommaList.of(types));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    JournalConsumer consumer = new JournalConsumer(this, processor, couriers);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "journal: is to read from; facts are written by services");
  }

  @Override
  public boolean isRemote() {
    return false;
  }
}
