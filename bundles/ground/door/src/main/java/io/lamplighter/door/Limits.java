package io.lamplighter.door;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How fast each caller may be: the public per address, partners and people per name. */
final class Limits {
  private static final int REMEMBERED = 100_000;
  private final LoadingCache<String, Bucket> publics;
  private final LoadingCache<String, Bucket> partners;
  private final LoadingCache<String, Bucket> people;
  private final LongAdder refused = new LongAdder();

  Limits(Rate publics, Rate partners, Rate people) {
    this.publics = buckets(publics);
    this.partners = buckets(partners);
    this.people = buckets(people);
  }

  private static LoadingCache<String, Bucket> buckets(Rate rate) {
    return Caffeine.newBuilder()
        .maximumSize(REMEMBERED)
        .expireAfterAccess(Duration.ofMinutes(10))
        .build(
            name ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit
                                .capacity(rate.burst())
                                .refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                    .build());
  }

  /**
   * Counts one call.
   *
   * @throws Refusal.TooMany when the caller has to slow down
   */
  void count(Caller caller, String address) {
    switch (caller.kind()) {
      case PUBLIC -> take(publics.get(address));
      case PARTNER -> take(partners.get(caller.name()));
      case PERSON -> take(people.get(caller.name()));
      case SYSTEM -> {}
    }
  }

  private void take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      refused.increment();
      throw new Refusal.TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  long refused() {
    return refused.sum();
  }

  /** Calls per second in the long run, and how many at once. */
  record Rate(long perSecond, long burst) {}
}
