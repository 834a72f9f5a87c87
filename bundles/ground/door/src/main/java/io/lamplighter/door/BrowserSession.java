package io.lamplighter.door;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A call of our own pages, made with the session that the browser keeps where no script reads it:
 * from here on it looks as if it had sent its token itself.
 *
 * <p>The cookie counts only beside a header that another site's page cannot send without asking us
 * first, which we never allow, and only where the browser does not say that the call comes from
 * elsewhere. Without them nobody is logged in: so what a foreign page has a browser send is a
 * stranger's call, and a session that has ended keeps nobody from a public page.
 */
final class BrowserSession extends HttpServletRequestWrapper {
  /** For this host alone, on all paths, and over TLS or on the machine itself. */
  static final String COOKIE = "__Host-lamp";

  static final String OURS = "X-Lamplighter";

  private static final String AUTHORIZATION = "Authorization";
  private final String authorization;

  private BrowserSession(HttpServletRequest request, String token) {
    super(request);
    this.authorization = "Bearer " + token;
  }

  /** {@code request}, or what it means when a page of ours has made it. */
  static HttpServletRequest of(HttpServletRequest request) {
    if (!"session".equals(request.getHeader(OURS))
        || request.getHeader(AUTHORIZATION) != null
        || request.getHeader("X-Api-Key") != null
        || !isOfThisSite(request)) {
      return request;
    }
    String token = token(request.getCookies());
    return token == null ? request : new BrowserSession(request, token);
  }

  /** Browsers say it themselves where the connection is safe, and else where a page comes from. */
  private static boolean isOfThisSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"));
  }

  private static @Nullable String token(Cookie @Nullable [] cookies) {
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .filter(value -> value != null && !value.isEmpty())
            .findFirst()
            .orElse(null);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(AUTHORIZATION) ? authorization : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(AUTHORIZATION)
        ? Collections.enumeration(Set.of(authorization))
        : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
    names.add(AUTHORIZATION);
    return Collections.enumeration(names);
  }
}
