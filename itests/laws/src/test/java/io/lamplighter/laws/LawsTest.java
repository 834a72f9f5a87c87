package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every law holds for every bundle. */
class LawsTest {
  private static final List<Bundle> BUNDLES = Bundle.all();
  private static final Pattern IMPLEMENTATION =
      Pattern.compile("<implementation class=\"([^\"]+)\"");
  private static final Pattern PID = Pattern.compile("configuration-pid=\"([^\"]+)\"");

  @Test
  void everyBundleIsLookedAt() throws IOException {
    Path bundles = Path.of(System.getProperty("bundles"));
    try (Stream<Path> folders = Files.list(bundles);
        Stream<Path> routes = Files.list(bundles.resolveSibling("camel-routes"))) {
      assertEquals(
          Stream.concat(folders, routes)
              .filter(f -> Files.exists(f.resolve("src/main/java")) || isData(f))
              .sorted()
              .toList(),
          BUNDLES.stream().map(Bundle::home).sorted().toList(),
          "a new bundle is named in itests/laws/pom.xml");
    }
  }

  /** A bundle of routes may be nothing but data. */
  private static boolean isData(Path folder) {
    return Files.exists(folder.resolve("src/main/resources/routes"));
  }

  @Test
  void implementationsExportNothing() {
    manifests(false, ManifestLaws::exportsNothing);
  }

  @Test
  void implementationsImportNoSibling() {
    manifests(false, ManifestLaws::importsNoSibling);
  }

  @Test
  void implementationsImportNothingOptionally() {
    manifests(false, ManifestLaws::importsNothingOptionally);
  }

  @Test
  void apiPackagesAreVersioned() {
    manifests(true, ManifestLaws::exportsAreVersioned);
  }

  @Test
  void nobodyAsksTheSystemForTheTime() {
    code(CodeLaws.noSystemTime());
  }

  @Test
  void nobodyUsesADefaultCharsetLocaleOrZone() {
    code(CodeLaws.noDefaults());
  }

  @Test
  void entitiesStayInside() {
    code(CodeLaws.entitiesStayInside());
  }

  @Test
  void componentsAreFinal() {
    Set<String> components = new HashSet<>();
    for (Bundle bundle : BUNDLES) {
      for (String xml : bundle.texts("OSGI-INF/", ".xml").values()) {
        Matcher implementation = IMPLEMENTATION.matcher(xml);
        while (implementation.find()) {
          components.add(implementation.group(1));
        }
      }
    }
    assertTrue(!components.isEmpty(), "no component found");
    code(CodeLaws.componentsAreFinal(components));
  }

  @Test
  void noFileIsLong() throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    for (Bundle bundle : BUNDLES) {
      for (Path source : bundle.sources()) {
        lines.put(bundle.home().relativize(source).toString(), Files.readAllLines(source).size());
      }
    }
    assertNone(SourceLaws.noLongFiles(lines));
  }

  @Test
  void packagesAreNullMarked() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Bundle bundle : BUNDLES) {
      for (Path source : bundle.sources()) {
        sources.put(source.toString(), Files.readString(source));
      }
    }
    assertNone(SourceLaws.packagesAreNullMarked(sources));
  }

  @Test
  void everyBundleSaysWhatItIs() {
    assertNone(
        BUNDLES.stream()
            .filter(bundle -> !Files.exists(bundle.home().resolve("README.md")))
            .map(bundle -> bundle.name() + " has no README.md")
            .toList());
  }

  @Test
  void helpIsBilingual() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      if (bundle.texts("OSGI-INF/metatype/", ".xml").isEmpty()) {
        continue;
      }
      Map<String, String> texts = bundle.texts("OSGI-INF/l10n/", ".properties");
      SourceLaws.helpIsBilingual(
              properties(texts.get("OSGI-INF/l10n/bundle.properties")),
              properties(texts.get("OSGI-INF/l10n/bundle_zh.properties")))
          .forEach(breach -> breaches.add(bundle.name() + ": " + breach));
    }
    assertNone(breaches);
  }

  @Test
  void settingsAreDocumented() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      for (String metatype : bundle.texts("OSGI-INF/metatype/", ".xml").values()) {
        Matcher pid = Pattern.compile("<Designate\\b[^>]*\\bpid=\"([^\"]+)\"").matcher(metatype);
        if (!pid.find()) {
          continue;
        }
        // Two bundles may read one configuration; the file stands in one of them.
        String cfg = "";
        for (Bundle other : BUNDLES) {
          Path file = other.home().resolve("src/main/cfg/" + pid.group(1) + ".cfg");
          cfg += Files.exists(file) ? Files.readString(file) : "";
        }
        SourceLaws.settingsAreDocumented(metatype, cfg)
            .forEach(breach -> breaches.add(pid.group(1) + ": " + breach));
      }
    }
    assertNone(breaches);
  }

  @Test
  void pidsAreTheBundles() {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      for (String xml : bundle.texts("OSGI-INF/", ".xml").values()) {
        Matcher pid = PID.matcher(xml);
        while (pid.find()) {
          if (!pid.group(1).startsWith("io.lamplighter.")) {
            breaches.add(bundle.name() + ": " + pid.group(1));
          }
        }
      }
    }
    assertNone(breaches);
  }

  private static void manifests(boolean api, Function<Attributes, List<String>> law) {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      if (bundle.isApi() == api) {
        law.apply(bundle.manifest().getMainAttributes())
            .forEach(breach -> breaches.add(bundle.name() + " " + breach));
      }
    }
    assertNone(breaches);
  }

  /** Our own classes only: a bundle may carry a library in it, which is not ours to change. */
  private static void code(ArchRule law) {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(
                location ->
                    location.contains("/io/lamplighter/")
                        && BUNDLES.stream()
                            .anyMatch(bundle -> location.contains(bundle.jar().toString())))
            .importPackages("io.lamplighter");
    assertTrue(ours.size() > 10, "no classes found");
    law.check(ours);
  }

  private static Properties properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text == null ? "" : text));
    return properties;
  }

  private static void assertNone(List<String> breaches) {
    assertEquals("", String.join("\n", breaches));
  }
}
