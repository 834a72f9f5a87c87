package io.lamplighter.intake.web;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Submission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/** What somebody filled into the public form. */
final class ReportForm {
  static final List<String> WHAT = List.of("no-power", "unsteady", "meter", "connection", "say");

  /** Fields beside which their own errors stand. */
  static final List<String> SHOWN =
      List.of("kind", "text", "customerNo", "address", "phone", "name", "lon", "lat");

  private static final List<String> FIELDS =
      List.of("ref", "what", "text", "customerNo", "address", "phone", "name", "lon", "lat");
  private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,12})?");

  private final Map<String, String> given = new LinkedHashMap<>();

  ReportForm(MultivaluedMap<String, String> form) {
    for (String name : FIELDS) {
      String value = form.getFirst(name);
      if (value != null && !value.isBlank()) {
        given.put(name, value.strip());
      }
    }
  }

  /** Of a form that is still empty. */
  ReportForm(String ref) {
    given.put("ref", ref);
    given.put("what", WHAT.get(0));
  }

  /** As it was filled in, to be shown again. */
  Map<String, String> values() {
    return given;
  }

  String what() {
    String what = given.getOrDefault("what", "say");
    return WHAT.contains(what) ? what : "say";
  }

  /**
   * @param words the choice in the language of the page, for who wrote none of his own
   */
  Submission submission(String words) {
    String text = given.get("text");
    String said = text == null ? (what().equals("say") ? null : words) : text;
    return new Submission(
        "web",
        given.get("ref"),
        kind(),
        said,
        given.get("customerNo"),
        new Submission.Contact(given.get("name"), given.get("phone")),
        given.get("address"),
        location(),
        null,
        null,
        String.join("\n", given.entrySet().stream().map(Object::toString).toList()));
  }

  /** What somebody only says, the desk judges from his words. */
  private @Nullable String kind() {
    return switch (what()) {
      case "no-power", "unsteady" -> "fault-repair";
      case "meter" -> "enquiry";
      case "connection" -> "service";
      default -> null;
    };
  }

  private @Nullable Location location() {
    String lon = given.getOrDefault("lon", "");
    String lat = given.getOrDefault("lat", "");
    return DEGREES.matcher(lon).matches() && DEGREES.matcher(lat).matches()
        ? new Location(Double.parseDouble(lon), Double.parseDouble(lat))
        : null;
  }
}
