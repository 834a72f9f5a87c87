package io.lamplighter.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A call that is refused, for a reason the caller can understand. Every adapter turns it into its
 * protocol's own error: problem+json over HTTP, a line in the shell, a status over SMPP. Nothing
 * was changed when it is thrown.
 */
public abstract sealed class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final transient Text text;

  private Refusal(String code, Text text) {
    super(text.en());
    this.code = code;
    this.text = text;
  }

  /**
   * Stable name of the kind of refusal, as in {@code request.move-not-allowed}; never translated.
   */
  public final String code() {
    return code;
  }

  public final Text text() {
    return text;
  }

  /** What a program may need to go on, by name; empty mostly. */
  public Map<String, Object> details() {
    return Map.of();
  }

  /** The input cannot be taken; every bad field is named. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> details;

    public Invalid(List<FieldError> errors) {
      super("invalid", new Text("The input cannot be taken: " + errors, "输入无法受理"));
      this.errors = List.copyOf(errors);
      this.details = Map.of();
    }

    public Invalid(String pointer, String en, String zh) {
      this(List.of(FieldError.of(pointer, en, zh)));
    }

    /**
     * It can be read, but what it asks for cannot be done (HTTP 422).
     *
     * @param details what a program may need of it, by name: texts and numbers
     */
    public Invalid(String code, FieldError error, Map<String, ?> details) {
      super(code, error.message());
      this.errors = List.of(error);
      this.details = Map.copyOf(details);
    }

    public List<FieldError> errors() {
      return errors;
    }

    @Override
    public Map<String, Object> details() {
      return details;
    }
  }

  /** The caller has not shown who he is, or his session has ended. */
  public static final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(String code, Text text) {
      super(code, text);
    }
  }

  /** The caller is known but may not do this, or not here. */
  public static final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    public Forbidden(String code, Text text) {
      super(code, text);
    }
  }

  /** There is no such thing, or none that this caller may know of. */
  public static final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound(String code, Text text) {
      super(code, text);
    }
  }

  /**
   * The thing is in a state that does not allow this, or a key was used again with another content.
   */
  public static final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, Object> details;

    public Conflict(String code, Text text) {
      this(code, text, Map.of());
    }

    /**
     * @param details what a program may need to go on, by name: texts, numbers, and maps and lists
     *     of them
     */
    public Conflict(String code, Text text, Map<String, ?> details) {
      super(code, text);
      this.details = Map.copyOf(details);
    }

    @Override
    public Map<String, Object> details() {
      return details;
    }
  }

  /** A change must say which version the caller saw (HTTP 428). */
  public static final class VersionNeeded extends Refusal {
    private static final long serialVersionUID = 1L;

    public VersionNeeded() {
      super(
          "version-needed",
          new Text(
              "Say which version you saw: send its ETag as If-Match",
              "请说明您看到的版本：以 If-Match 发送其 ETag"));
    }
  }

  /** The thing has moved on since the caller saw it (HTTP 412). */
  public static final class Stale extends Refusal {
    private static final long serialVersionUID = 1L;

    public Stale(long seen, long current) {
      super(
          "stale",
          new Text(
              "It has changed since you saw it: you have version "
                  + seen
                  + ", it is now "
                  + current,
              "数据已被修改：您看到的是版本 " + seen + "，现为版本 " + current));
    }
  }

  /** Too many calls; come back after {@link #retryAfter()}. */
  public static final class TooMany extends Refusal {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public TooMany(Duration retryAfter) {
      this("too-many", new Text("Too many calls, try again later", "请求过于频繁，请稍后再试"), retryAfter);
    }

    public TooMany(String code, Text text, Duration retryAfter) {
      super(code, text);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /**
   * A part or the database is away for a moment; the same call may succeed after {@link
   * #retryAfter()}.
   */
  public static final class Unavailable extends Refusal {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public Unavailable(Text text, Throwable cause) {
      super("unavailable", text);
      initCause(cause);
      this.retryAfter = Duration.ofSeconds(2);
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
