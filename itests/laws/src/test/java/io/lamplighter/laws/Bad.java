package io.lamplighter.laws;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;

/** Samples of what the laws forbid. */
@SuppressWarnings({
  "DefaultCharset",
  "StringCaseLocaleUsage",
  "JavaTimeDefaultTimeZone",
  "JavaUtilDate",
  "UnusedVariable"
})
final class Bad {
  static class Now {
    Object bad() {
      return Instant.now();
    }
  }

  static class Millis {
    Object bad() {
      return System.currentTimeMillis();
    }
  }

  static class SystemClock {
    Object bad() {
      return Clock.systemUTC();
    }
  }

  static class Today {
    Object bad() {
      return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }
  }

  static class NewDate {
    Object bad() {
      return new Date();
    }
  }

  static class Bytes {
    Object bad() {
      return "灯".getBytes();
    }
  }

  static class Lower {
    Object bad() {
      return "TITLE".toLowerCase();
    }
  }

  static class Format {
    Object bad() {
      return String.format("%d", 1);
    }
  }

  static class Zone {
    Object bad() {
      return ZoneId.systemDefault();
    }
  }

  static class Reader {
    Object bad(InputStream in) {
      return new InputStreamReader(in);
    }
  }

  static class HandMade {
    Object bad() {
      return new io.lamplighter.api.journal.Fact("lamp.lit", "1", "33", "li", java.util.Map.of());
    }
  }

  static class Runs {
    Object bad() {
      return new Thread(() -> {});
    }
  }

  static class PullsApart {
    Object bad(Pattern pattern, String text) {
      return pattern.matcher(text).find();
    }
  }

  static class Open {}

  /** Owns a thread, though not at first sight. */
  static class Owner {
    private final Line line = new Line();
  }

  static class Line {
    Line() {
      Runnable later = Line::begin;
      later.run();
    }

    private static void begin() {
      new Thread(() -> {}).start();
    }
  }

  interface Contract {
    void bad(io.lamplighter.api.store.Transaction transaction);
  }

  @javax.persistence.Entity
  public static class ShownEntity {}

  static class Good {
    Object good(InstantSource time) {
      return String.format(Locale.ROOT, "%s", time.instant())
          .toLowerCase(Locale.ROOT)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private Bad() {}
}
