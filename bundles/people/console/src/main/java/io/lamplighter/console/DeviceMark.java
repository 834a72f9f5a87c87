package io.lamplighter.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * A random mark by which a browser is known again at the next login. It opens nothing: whoever has
 * it is only not held up by what others have tried with a name that has logged in with it.
 */
final class DeviceMark {
  static final String COOKIE = "lamp-device";

  private static final Duration KEPT = Duration.ofDays(90);
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private DeviceMark() {}

  /**
   * The browser's, a new one when it has none. The server reads the cookies and not JAX-RS, which
   * fails at one without a name: nobody shall be kept from logging in by what else his browser has.
   */
  static String of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(cookie -> String.valueOf(cookie.getValue()))
        .filter(mark -> SHAPE.matcher(mark).matches())
        .findFirst()
        .orElseGet(DeviceMark::fresh);
  }

  private static String fresh() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The header that has it kept, for logins only and out of scripts' reach. */
  static String header(String mark) {
    return COOKIE
        + "="
        + mark
        + "; Path=/api/v1/sessions; Max-Age="
        + KEPT.toSeconds()
        + "; HttpOnly; SameSite=Strict";
  }
}
