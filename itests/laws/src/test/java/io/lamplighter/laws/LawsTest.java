package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every law holds for every bundle. */
class LawsTest {
  private static final List<Bundle> BUNDLES = Bundle.all();
  private static final JavaClasses CLASSES = Bundle.classes(BUNDLES);
  private static final Pattern IMPLEMENTATION =
      Pattern.compile("<implementation class=\"([^\"]+)\"");
  private static final Pattern PID = Pattern.compile("configuration-pid=\"([^\"]+)\"");

  private static final String TABLES =
      "select tablename from pg_tables where schemaname = ? and tablename <> 'schema_history'";
  private static final String CASCADES =
      "select c.relname || ' ' || p.relname from pg_constraint f"
          + " join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid"
          + " where f.confdeltype = 'c' and f.connamespace = ?::regnamespace";

  /** Where the test database looks for their tables. */
  @BeforeAll
  static void onTheClassPath() throws IOException {
    URL[] jars = new URL[BUNDLES.size()];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = BUNDLES.get(i).jar().toUri().toURL();
    }
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(jars, LawsTest.class.getClassLoader()));
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
  void factsAreRecords() {
    code(CodeLaws.factsAreRecords());
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
  void neighboursComeAndGo() {
    List<Part> parts = BUNDLES.stream().flatMap(bundle -> Part.of(bundle).stream()).toList();
    assertTrue(parts.size() > 50, "no components found");
    assertNone(NeighbourLaws.neighboursComeAndGo(CLASSES, parts));
  }

  @Test
  void contractsTakeNoTransaction() {
    assertNone(
        NeighbourLaws.contractsTakeNoTransaction(
            CLASSES, Pattern.compile("io\\.lamplighter\\.api\\..*")));
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
    assertNone(SourceLaws.packagesAreNullMarked(sources()));
  }

  @Test
  void oneFolder() throws IOException {
    assertNone(SourceLaws.oneFolder(sources()));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Bundle bundle : BUNDLES) {
      for (Path source : bundle.sources()) {
        sources.put(source.toString(), Files.readString(source));
      }
    }
    return sources;
  }

  @Test
  void theHouseSaysIt() {
    List<String> breaches = new ArrayList<>();
    for (Bundle bundle : BUNDLES) {
      if (!bundle.name().equals("house")) {
        bundle
            .texts("OSGI-INF/metatype/", ".xml")
            .forEach(
                (file, metatype) ->
                    SourceLaws.theHouseSaysIt(metatype)
                        .forEach(breach -> breaches.add(bundle.name() + ": " + breach)));
      }
    }
    assertNone(breaches);
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

  @Test
  void everyTableHasARuleOfHowLongItIsKept() {
    List<String> breaches = new ArrayList<>();
    int schemas = 0;
    for (Bundle bundle : BUNDLES) {
      String schema = bundle.header("Lamplighter-Schema");
      if (schema.isEmpty()) {
        continue;
      }
      schemas++;
      String rules =
          bundle.texts("db/" + schema + "/", "retention.txt").values().stream()
              .findFirst()
              .orElse("");
      UnitOfWork work = TestDatabase.unit(schema);
      List<String> found =
          new ArrayList<>(
              RetentionLaws.everyTableHasARule(
                  rows(work, TABLES, schema), rows(work, CASCADES, schema), rules));
      found.addAll(
          RetentionLaws.daysAreSettings(
              rules, String.join("", bundle.texts("OSGI-INF/metatype/", ".xml").values())));
      if (found.isEmpty()) {
        // On the very tables: a condition that the database cannot read is a rule for nothing.
        assertEquals(0, TestDatabase.forget(schema, () -> Instant.EPOCH, Map.of()));
      }
      found.forEach(breach -> breaches.add(bundle.name() + ": " + breach));
    }
    assertTrue(schemas > 10, "no schemas found");
    assertNone(breaches);
  }

  private static Set<String> rows(UnitOfWork work, String sql, String schema) {
    return work.call(
        transaction -> {
          Set<String> rows = new HashSet<>();
          try (PreparedStatement query = transaction.connection().prepareStatement(sql)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                rows.add(row.getString(1));
              }
            }
          }
          return rows;
        });
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

  private static void code(ArchRule law) {
    law.check(CLASSES);
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
