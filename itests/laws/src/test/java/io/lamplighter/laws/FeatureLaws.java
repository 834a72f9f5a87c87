package io.lamplighter.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;

/** A part's feature names those whose packages its bundle imports, no fewer and no more. */
final class FeatureLaws {
  private static final String COMPONENTS = "platform-components";

  private FeatureLaws() {}

  /**
   * @param exporters by package, the features that bring it
   * @param named by the part's feature; who exports nothing is named for what he does, and is not
   *     judged here
   */
  static List<String> namesWhatIsNeeded(
      Attributes manifest, Map<String, Set<String>> exporters, Set<String> named) {
    List<String> breaches = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    Set<String> others = packages(manifest, "Import-Package");
    others.removeAll(packages(manifest, "Export-Package"));
    for (String imported : others) {
      Set<String> from = exporters.getOrDefault(imported, Set.of());
      used.addAll(from);
      if (!from.isEmpty() && from.stream().noneMatch(named::contains)) {
        breaches.add("does not name " + String.join(" or ", from) + " for " + imported);
      }
    }
    if (manifest.getValue("Service-Component") != null) {
      used.add(COMPONENTS);
      if (!named.contains(COMPONENTS)) {
        breaches.add("does not name " + COMPONENTS + " for its components");
      }
    }
    Set<String> exporting = new TreeSet<>();
    exporters.values().forEach(exporting::addAll);
    named.stream()
        .filter(feature -> exporting.contains(feature) && !used.contains(feature))
        .forEach(feature -> breaches.add("names " + feature + " without need"));
    return breaches;
  }

  /** Of a header, without versions and directives. */
  static Set<String> packages(Attributes manifest, String header) {
    Set<String> packages = new TreeSet<>();
    for (String clause : ManifestLaws.clauses(manifest.getValue(header))) {
      for (String part : clause.split(";")) {
        if (part.contains("=")) {
          break;
        }
        packages.add(part.strip());
      }
    }
    return packages;
  }
}
