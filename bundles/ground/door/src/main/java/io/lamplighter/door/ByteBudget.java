package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All bytes of callers that are in memory: bodies while they come and while they are worked on, and
 * what is made of them. The house has one sum, strangers together a quarter of it, each of them and
 * each known caller a share.
 */
final class ByteBudget {
  private final Shares shares;
  private final Map<String, Long> byAccount = new HashMap<>();
  private long held;
  private long heldByStrangers;
  private long refused;

  ByteBudget(Shares shares) {
    this.shares = shares;
  }

  /**
   * In bytes.
   *
   * @param house of all together
   * @param known of one partner or person
   * @param stranger of one network of strangers
   */
  record Shares(long house, long known, long stranger) {}

  /** Begins an account of one call; nothing is held yet. */
  Claim open(Visitor visitor) {
    boolean stranger = visitor.caller().kind() == Caller.Kind.PUBLIC;
    return new Claim(visitor.account(), stranger, stranger ? shares.stranger() : shares.known());
  }

  synchronized long held() {
    return held;
  }

  synchronized long refused() {
    return refused;
  }

  private synchronized void take(Claim claim, long bytes) {
    if (claim.ended) {
      return; // the call is over; what still runs for it is about to end
    }
    if (claim.bytes + bytes > claim.share) {
      refused++;
      throw new Refused(Problem.tooHeavy());
    }
    if (byAccount.getOrDefault(claim.account, 0L) + bytes > claim.share) {
      refused++;
      throw new Refusal.TooMany(Duration.ofSeconds(2));
    }
    if (held + bytes > shares.house()
        || (claim.stranger && heldByStrangers + bytes > shares.house() / 4)) {
      refused++;
      throw new Refusal.Unavailable(
          new Text("Too much is being read at once, try again in a moment", "正在处理的内容过多，请稍后再试"),
          new IllegalStateException("budget of the house is held"));
    }
    add(claim, bytes);
  }

  private synchronized void end(Claim claim) {
    if (!claim.ended) {
      add(claim, -claim.bytes);
      claim.ended = true;
    }
  }

  private void add(Claim claim, long bytes) {
    claim.bytes += bytes;
    held += bytes;
    if (claim.stranger) {
      heldByStrangers += bytes;
    }
    byAccount.merge(claim.account, bytes, (a, b) -> a + b == 0 ? null : a + b);
  }

  /** What one call holds. */
  final class Claim implements AutoCloseable {
    private final String account;
    private final boolean stranger;
    private final long share;
    private long bytes;
    private boolean ended;

    private Claim(String account, boolean stranger, long share) {
      this.account = account;
      this.stranger = stranger;
      this.share = share;
    }

    /**
     * Holds more.
     *
     * @throws Refused when one call alone wants more than its caller may hold
     * @throws Refusal.TooMany when the caller's calls together do
     * @throws Refusal.Unavailable when all callers together hold too much
     */
    void take(long more) {
      ByteBudget.this.take(this, more);
    }

    @Override
    public void close() {
      end(this);
    }
  }
}
