package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Writes problems in the caller's language. */
final class ProblemWriter {
  private final ObjectMapper json;
  private final Locale fallback;

  /**
   * @param fallback the language for callers that ask for none we speak
   */
  ProblemWriter(ObjectMapper json, Locale fallback) {
    this.json = json;
    this.fallback = fallback;
  }

  void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    Locale language = language(request);
    headers(problem, language).forEach(response::setHeader);
    Body body = body(problem, language, request);
    response.setHeader("Content-Type", body.type());
    response.setContentLength(body.bytes().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body.bytes());
    }
  }

  Map<String, String> headers(Problem problem, Locale language) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    headers.put("Content-Language", language.toLanguageTag());
    headers.putAll(Headers.DEFAULTS);
    return headers;
  }

  /** A problem as one reads it. */
  record Body(String type, byte[] bytes) {}

  /** A page for whoever looks with a browser. */
  Body body(Problem problem, Locale language, HttpServletRequest request) {
    if (isBrowser(request)) {
      return new Body("text/html;charset=UTF-8", problem.page(language).getBytes(UTF_8));
    }
    try {
      return new Body(Problem.MEDIA_TYPE, json.writeValueAsBytes(problem.in(language)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All browsers ask for XHTML too when they go to a page. HTML alone says nothing: Java's own
   * client asks for it first, whatever it calls; and whoever calls the API reads problems.
   */
  private static boolean isBrowser(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null
        && accept.contains("application/xhtml+xml")
        && !request.getRequestURI().startsWith("/api/");
  }

  /** The first language of Accept-Language that we speak. */
  Locale language(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return fallback;
    }
    for (Locale wanted : Collections.list(request.getLocales())) {
      if (wanted.getLanguage().equals("zh") || wanted.getLanguage().equals("en")) {
        return Locale.forLanguageTag(wanted.getLanguage());
      }
    }
    return fallback;
  }
}
