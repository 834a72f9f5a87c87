package io.lamplighter.intake.web;

import static io.lamplighter.intake.web.HtmlPage.escaped;

import io.lamplighter.api.Text;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The public's pages in both languages, each in the frame that all have. */
final class Pages {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final String[] NAMES = {
    "frame",
    "report",
    "thanks",
    "progress",
    "ask",
    "sorry",
    "rate",
    "rated",
    "answered",
    "photo",
    "photos",
    "time",
    "timed",
    "times"
  };

  private final Map<String, HtmlPage> pages = new HashMap<>();

  Pages() {
    for (String language : new String[] {"zh", "en"}) {
      Properties words = HtmlPage.words(language);
      for (String name : NAMES) {
        pages.put(name + language, HtmlPage.of(name + ".html", words));
      }
    }
  }

  HtmlPage page(String name, String language) {
    HtmlPage page = pages.get(name + language);
    if (page == null) {
      throw new IllegalArgumentException("no page " + name);
    }
    return page;
  }

  Response answer(String name, String language, Map<String, String> values, int status) {
    HtmlPage page = page(name, language);
    Map<String, String> all = new HashMap<>(values);
    all.put("title", page.word("title." + name));
    String html = page.framed(page("frame", language), all);
    Response.ResponseBuilder answer =
        Response.status(status).entity(html).header("Content-Security-Policy", POLICY);
    if (status == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, 30);
    }
    return answer.header(HttpHeaders.CONTENT_LANGUAGE, language).build();
  }

  /** Nobody knows that number with that code. */
  Response unknown(String no, String language) {
    String why = page("ask", language).word("ask.wrong");
    return answer("ask", language, Map.of("no", no, "wrong", note(why)), 404);
  }

  /** The form by which photos are added, in HTML. */
  String photo(String no, String token, String language) {
    return page("photo", language).with(Map.of("no", no, "token", token));
  }

  Response sorry(String language) {
    return answer("sorry", language, Map.of(), 503);
  }

  static String text(Text text, String language) {
    return text.in(Locale.forLanguageTag(language));
  }

  /** What is wrong, in HTML. */
  static String note(String why) {
    return "<p class=\"why\" role=\"alert\"><i class=\"mark is-late\"></i>" + escaped(why) + "</p>";
  }

  /**
   * As asked for in the address, else the first that he reads and we write; Chinese when neither
   * says.
   */
  static String language(@Nullable String wanted, HttpHeaders headers) {
    if (wanted != null && (wanted.equals("zh") || wanted.equals("en"))) {
      return wanted;
    }
    return headers.getAcceptableLanguages().stream()
        .map(Locale::getLanguage)
        .filter(language -> language.equals("zh") || language.equals("en"))
        .findFirst()
        .orElse("zh");
  }

  /** What somebody has typed into a field; empty when there is nothing. */
  static String typed(MultivaluedMap<String, String> fields, String name) {
    String value = fields.getFirst(name);
    return value == null ? "" : value.strip();
  }
}
