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

  static class Open {}

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
