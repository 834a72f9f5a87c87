package io.lamplighter.door;

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
    response.setHeader("Content-Type", Problem.MEDIA_TYPE);
    headers(problem, language).forEach(response::setHeader);
    byte[] body = body(problem, language);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  Map<String, String> headers(Problem problem, Locale language) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    headers.put("Content-Language", language.toLanguageTag());
    headers.putAll(Headers.DEFAULTS);
    return headers;
  }

  byte[] body(Problem problem, Locale language) {
    try {
      return json.writeValueAsBytes(problem.in(language));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
