package io.lamplighter.intake.hotline;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A refusal in GeoReport's own form: {@code [{code, description}]} with 400, 403 or 404. */
final class Errors {
  private Errors() {}

  /** What {@code work} answers; "too fast" and "away" are left to the door, as everywhere. */
  static Response answer(String format, Locale language, Supplier<Reply> work) {
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

  private static String described(FieldError error, Locale language) {
    String field = error.pointer().replaceFirst("^/", "");
    return (field + " " + error.message().in(language)).strip();
  }

  private static Reply errors(int code, List<String> descriptions) {
    return new Reply(
        "errors", "error", descriptions.stream().map(words -> error(code, words)).toList());
  }

  private static Map<String, @Nullable Object> error(int code, String description) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("description", description);
    return error;
  }
}
