package io.lamplighter.camel;

import com.fasterxml.jackson.core.JacksonException;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.retry.RetryAfter;
import java.io.IOException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed attempt says.
 *
 * @param cause in one line, without secrets
 * @param retryAfter how long the partner wants to be left alone; null when he does not say
 */
record Failure(Kind kind, String cause, @Nullable Duration retryAfter) {
  private static final int MAX_CAUSE = 1_000;
  private static final int MAX_CHAIN = 20;

  /** Whom it speaks about. */
  enum Kind {
    /** The partner is not there, or not open to us: nothing is wrong with the message. */
    AWAY,
    /** The partner broke down over it (HTTP 500): either may be wrong. */
    TROUBLE,
    /** The message is refused, or the route cannot handle it or the answer. */
    MESSAGE
  }

  static Failure of(Throwable thrown, Instant now, Secrets secrets) {
    Throwable root = thrown;
    Kind kind = Kind.MESSAGE;
    Throwable next = thrown;
    for (int i = 0; i < MAX_CHAIN && next != null; i++) {
      root = next;
      Kind said = kindOf(next);
      if (said != null) {
        kind = said;
        break;
      }
      next = next.getCause();
    }
    Duration retryAfter =
        kind != Kind.MESSAGE && root instanceof HttpOperationFailedException http
            ? RetryAfter.of(retryAfter(http.getResponseHeaders()), now)
            : null;
    return new Failure(kind, words(root, secrets), retryAfter);
  }

  private static @Nullable String retryAfter(@Nullable Map<String, String> headers) {
    return headers == null
        ? null
        : headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
            .map(Map.Entry::getValue)
            .findAny()
            .orElse(null);
  }

  private static @Nullable Kind kindOf(Throwable thrown) {
    if (thrown instanceof HttpOperationFailedException http) {
      return ofStatus(http.getStatusCode());
    }
    if (thrown instanceof JacksonException) {
      return Kind.MESSAGE;
    }
    boolean away =
        thrown instanceof IOException
            || thrown instanceof ExchangeTimedOutException
            || thrown instanceof Refusal.Unavailable
            || thrown instanceof Refusal.TooMany
            || thrown instanceof SQLTransientException
            || thrown instanceof SQLRecoverableException;
    return away ? Kind.AWAY : null;
  }

  /** 401, 403 and 407 speak of our credentials, so of all messages alike. */
  private static Kind ofStatus(int status) {
    return switch (status) {
      case 401, 403, 407, 408, 425, 429, 502, 503, 504 -> Kind.AWAY;
      default -> status >= 500 ? Kind.TROUBLE : Kind.MESSAGE;
    };
  }

  /** What matters most comes first: the words may be cut. */
  private static String words(Throwable thrown, Secrets secrets) {
    String message = thrown.getMessage();
    String words =
        thrown instanceof HttpOperationFailedException http
            ? "HTTP " + http.getStatusCode() + ": " + said(http) + " (" + http.getUri() + ")"
            : thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message.strip());
    String line = secrets.mask(words).replaceAll("\\s+", " ").replace("\0", "");
    return line.length() > MAX_CAUSE ? line.substring(0, MAX_CAUSE) : line;
  }

  private static String said(HttpOperationFailedException http) {
    String body = http.getResponseBody();
    return body == null || body.isBlank() ? "no words" : body.strip();
  }
}
