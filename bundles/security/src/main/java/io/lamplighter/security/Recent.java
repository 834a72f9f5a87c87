package io.lamplighter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.lamplighter.api.security.Caller;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who called within the last seconds, by the hash of key or token, so that a busy caller costs no
 * query a call. Strangers are not remembered: a new key works at once.
 */
final class Recent {
  private static final int MOST = 20_000;

  private final Cache<String, Caller> partners;
  private final Cache<String, Sessions.Open> sessions;

  Recent(Ticker ticker) {
    this.partners = cache(ticker);
    this.sessions = cache(ticker);
  }

  @Nullable Caller partner(byte[] keyHash, Function<byte[], @Nullable Caller> lookup) {
    return partners.get(HexFormat.of().formatHex(keyHash), hex -> lookup.apply(keyHash));
  }

  Sessions.@Nullable Open session(
      byte[] tokenHash, Function<byte[], Sessions.@Nullable Open> lookup) {
    return sessions.get(HexFormat.of().formatHex(tokenHash), hex -> lookup.apply(tokenHash));
  }

  /** After the change is committed: waits for a lookup that has begun before it. */
  void forgetSession(byte[] tokenHash) {
    sessions.invalidate(HexFormat.of().formatHex(tokenHash));
  }

  void forgetSessions() {
    sessions.asMap().keySet().forEach(sessions::invalidate);
  }

  void forgetPartners() {
    partners.asMap().keySet().forEach(partners::invalidate);
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
