package io.lamplighter.intake.hotline;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A refusal in GeoReport's own form: {@code [{code, description}]} with the status as its code. */
final class Errors {
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?:services|requests|servicerequestupdates|(?:services|requests|tokens)/[^/]+)"
              + "\\.(?:json|xml)");

  private static final Text FORM =
      new Text(
          "The report must be application/x-www-form-urlencoded",
          "须以 application/x-www-form-urlencoded 提交");

  private Errors() {}

  /** What {@code work} answers; "too fast" and "away" are left to the door, as everywhere. */
  static Response answer(String format, Locale language, Supplier<FlatReply> work) {
    try {
      return work.get().as(format, 200);
    } catch (Refusal.Invalid e) {
      return errors(400, e.errors().stream().map(error -> described(error, language)).toList())
          .as(format, 400);
    } catch (Refusal.Conflict e) {
      return errors(400, List.of(e.text().in(language))).as(format, 400);
    } catch (Refusal.Unauthenticated | Refusal.Forbidden e) {
      return errors(403, List.of(e.text().in(language))).as(format, 403);
    } catch (Refusal.NotFound e) {
      return errors(404, List.of(e.text().in(language))).as(format, 404);
    }
  }

  /** What is said of a call that none of the methods takes, in the form that its path asks for. */
  static Response otherwise(String method, String path, Locale language) {
    String format = path.endsWith(".xml") ? "xml" : "json";
    if (!KNOWN.matcher(path).matches()) {
      return said(404, format, new Text("There is nothing here", "此地址无内容").in(language)).build();
    }
    boolean report = path.startsWith("requests.");
    if (report && method.equals("POST")) {
      return said(415, format, FORM.in(language)).build();
    }
    return said(405, format, new Text("Not by this method", "此地址不支持该方法").in(language))
        .header("Allow", report ? "GET, POST" : "GET")
        .build();
  }

  private static Response.ResponseBuilder said(int status, String format, String words) {
    return Response.fromResponse(errors(status, List.of(words)).as(format, status));
  }

  private static String described(FieldError error, Locale language) {
    String field = error.pointer().replaceFirst("^/", "");
    return (field + " " + error.message().in(language)).strip();
  }

  private static FlatReply errors(int code, List<String> descriptions) {
    return new FlatReply(
        "errors", "error", descriptions.stream().map(words -> error(code, words)).toList());
  }

  private static Map<String, @Nullable Object> error(int code, String description) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("description", description);
    return error;
  }
}
