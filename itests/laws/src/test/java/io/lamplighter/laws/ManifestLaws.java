package io.lamplighter.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;

/** What a bundle may export and import. Each law gives its breaches in words. */
final class ManifestLaws {
  private ManifestLaws() {}

  /** Law 5: an implementation exports nothing, so that its update refreshes nobody. */
  static List<String> exportsNothing(Attributes manifest) {
    return breaches(manifest, "Export-Package", clause -> true, "exports %s");
  }

  /** Law 5: only the API is imported, never a sibling. */
  static List<String> importsNoSibling(Attributes manifest) {
    List<String> breaches =
        new ArrayList<>(
            breaches(
                manifest,
                "Import-Package",
                clause ->
                    clause.startsWith("io.lamplighter.")
                        && !clause.matches("io\\.lamplighter\\.api(\\.[a-z]+)*(;.*)?"),
                "imports %s"));
    for (String header : List.of("Require-Bundle", "Fragment-Host", "DynamicImport-Package")) {
      breaches.addAll(breaches(manifest, header, clause -> true, header + ": %s"));
    }
    return breaches;
  }

  /** An optional import is wired anew when the package appears: a refresh nobody asked for. */
  static List<String> importsNothingOptionally(Attributes manifest) {
    return breaches(
        manifest,
        "Import-Package",
        clause ->
            clause.contains("resolution:=\"optional\"") || clause.contains("resolution:=optional"),
        "imports optionally %s");
  }

  /** The API's packages carry a version each. */
  static List<String> exportsAreVersioned(Attributes manifest) {
    return breaches(
        manifest, "Export-Package", clause -> !clause.contains("version="), "no version: %s");
  }

  private interface Wrong {
    boolean is(String clause);
  }

  private static List<String> breaches(
      Attributes manifest, String header, Wrong wrong, String words) {
    return clauses(manifest.getValue(header)).stream()
        .filter(wrong::is)
        .map(clause -> String.format(Locale.ROOT, words, clause))
        .toList();
  }

  /** The clauses of a header: commas divide them, except inside quotes. */
  static List<String> clauses(String header) {
    List<String> clauses = new ArrayList<>();
    if (header == null) {
      return clauses;
    }
    StringBuilder clause = new StringBuilder();
    boolean quoted = false;
    for (char c : header.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        clauses.add(clause.toString().strip());
        clause.setLength(0);
      } else {
        clause.append(c);
      }
    }
    clauses.add(clause.toString().strip());
    clauses.removeIf(String::isEmpty);
    return clauses;
  }
}
