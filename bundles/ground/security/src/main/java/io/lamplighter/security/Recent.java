package io.lamplighter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.lamplighter.api.security.Caller;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who called within the last seconds, by the hash of key or token, so that a busy caller costs no
 * query a call. Strangers are not remembered: a new key works at once.
 */
final class Recent {
  private static final int MOST = 20_000;

  private final Cache<String, Caller> partners;
  private final Cache<String, SessionTable.Open> sessions;

  /** Counts what was forgotten, so that a lookup that began before does not bring it back. */
  private final AtomicLong forgotten = new AtomicLong();

  Recent(Ticker ticker) {
    this.partners = cache(ticker);
    this.sessions = cache(ticker);
  }

  @Nullable Caller partner(byte[] keyHash, Function<byte[], @Nullable Caller> lookup) {
    return find(partners, keyHash, lookup);
  }

  SessionTable.@Nullable Open session(
      byte[] tokenHash, Function<byte[], SessionTable.@Nullable Open> lookup) {
    return find(sessions, tokenHash, lookup);
  }

  private <V> @Nullable V find(
      Cache<String, V> cache, byte[] hash, Function<byte[], @Nullable V> lookup) {
    String hex = HexFormat.of().formatHex(hash);
    while (true) {
      long before = forgotten.get();
      V found = cache.get(hex, key -> lookup.apply(hash));
      if (forgotten.get() == before) {
        return found;
      }
      cache.invalidate(hex);
    }
  }

  /** After the change is committed. */
  void forgetSession(byte[] tokenHash) {
    forgotten.incrementAndGet();
    sessions.invalidate(HexFormat.of().formatHex(tokenHash));
  }

  /** All of a person's. */
  void forgetSessions(String person) {
    forgotten.incrementAndGet();
    sessions.asMap().values().removeIf(open -> open.caller().name().equals(person));
  }

  void forgetPartners() {
    forgotten.incrementAndGet();
    partners.invalidateAll();
  }

  private static <V> Cache<String, V> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(Limits.REMEMBERED)
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }
}
