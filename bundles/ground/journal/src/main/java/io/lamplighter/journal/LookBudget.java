package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many different customers, requests… somebody may be shown in any 24 hours. Supervisors and
 * partner systems have the right to look in bulk, and may see a multiple of it.
 */
record LookBudget(int customers, int requests, int others, int bulkTimes) {
  static final Duration DAY = Duration.ofHours(24);

  static LookBudget of(JournalConfig config) {
    return new LookBudget(
        config.customersPerDay(),
        config.requestsPerDay(),
        config.othersPerDay(),
        config.bulkTimes());
  }

  long of(Caller caller, String what) {
    long each =
        switch (what) {
          case "customers" -> customers;
          case "requests" -> requests;
          default -> others;
        };
    boolean bulk = caller.kind() == Caller.Kind.PARTNER || caller.hasAny(Role.SUPERVISOR);
    return bulk ? each * bulkTimes : each;
  }

  /**
   * @param oldest what leaves the 24 hours first
   */
  static Refusal.TooMany spent(String what, long most, @Nullable Instant oldest, Instant now) {
    Duration wait =
        oldest == null ? DAY : Duration.between(now, oldest.plus(DAY)).plus(Duration.ofSeconds(1));
    return new Refusal.TooMany(
        "looks-spent",
        new Text(
            "You may be shown " + most + " different " + what + " in 24 hours, no more",
            "24 小时内最多可查看 " + most + " 条不同的 " + what + " 数据"),
        wait);
  }
}
