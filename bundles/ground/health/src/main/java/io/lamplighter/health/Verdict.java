package io.lamplighter.health;

import io.lamplighter.api.Text;
import java.util.function.Function;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;

/** The result of one of our checks, in both languages. */
final class Verdict extends Result {
  private final Text text;

  private Verdict(Status status, String en, String zh) {
    super(status, en);
    this.text = new Text(en, zh);
  }

  Text text() {
    return text;
  }

  static Verdict ok(String en, String zh) {
    return new Verdict(Status.OK, en, zh);
  }

  static Verdict warn(String en, String zh) {
    return new Verdict(Status.WARN, en, zh);
  }

  static Verdict critical(String en, String zh) {
    return new Verdict(Status.CRITICAL, en, zh);
  }

  /** The part that is checked is not there. */
  static Verdict missing(String part) {
    return critical(part + " is not running", part + " 未运行");
  }

  /** What {@code check} finds, unless the part is not there or fails to answer. */
  static <T> Verdict of(String part, @Nullable T present, Function<T, Verdict> check) {
    if (present == null) {
      return missing(part);
    }
    try {
      return check.apply(present);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  /** For logs and pages: the kind of failure and its first line, never a stack trace. */
  static Verdict failed(Throwable failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String what = failure.getClass().getSimpleName() + ": " + reason;
    return critical("failed: " + what, "失败：" + what);
  }
}
