package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Jar;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

/** Contracts are values and interfaces, each with a version that tells what has changed. */
class ContractsTest {
  private static final List<Bundle> CONTRACTS =
      Bundle.all().stream().filter(Bundle::isApi).toList();

  /** As they were when they were last published, by {@code bundles/api/publish}. */
  private static final Path PUBLISHED = Path.of(System.getProperty("bundles"), "api/published");

  @Test
  void contractsNameContractsOnly() {
    List<String> breaches = new ArrayList<>();
    for (Bundle contract : CONTRACTS) {
      Contracts.nameContractsOnly(contract.name(), contract.manifest().getMainAttributes())
          .forEach(breach -> breaches.add(contract.name() + " " + breach));
    }
    assertNone(breaches);
  }

  @Test
  void contractsAreWhole() {
    Map<String, Attributes> manifests = new TreeMap<>();
    CONTRACTS.forEach(one -> manifests.put(one.name(), one.manifest().getMainAttributes()));
    assertTrue(manifests.size() > 9, "few contracts: " + manifests.keySet());
    assertNone(Contracts.areWhole(manifests));
  }

  @Test
  void contractsRunNothing() {
    JavaClasses classes = Bundle.classes(CONTRACTS);
    assertTrue(classes.size() > 50, "no classes found");
    Contracts.runNothing().check(classes);
  }

  @Test
  void versionsTellWhatHasChanged() throws Exception {
    List<String> breaches = new ArrayList<>();
    for (Bundle contract : CONTRACTS) {
      Path published = PUBLISHED.resolve(contract.name() + ".jar");
      if (!Files.exists(published)) {
        if (!contract.header("Bundle-Version").equals("1.0.0")) {
          breaches.add(contract.name() + " was never published, and is not 1.0.0");
        }
        continue;
      }
      try (Jar built = new Jar(contract.jar().toFile());
          Jar before = new Jar(published.toFile())) {
        Contracts.versions(built, before)
            .forEach(breach -> breaches.add(contract.name() + ": " + breach));
      }
    }
    assertNone(breaches);
  }

  @Test
  void foreignPackagesAreSeen() {
    Attributes manifest = new Attributes();
    manifest.putValue(
        "Import-Package",
        "io.lamplighter.api;version=\"[2.0,3)\",javax.persistence,javax.xml.bind");
    assertEquals(List.of("pulls in javax.xml.bind"), Contracts.nameContractsOnly("api", manifest));
    assertEquals(2, Contracts.nameContractsOnly("desk-api", manifest).size());
  }

  @Test
  void hiddenAndSplitPackagesAreSeen() {
    Attributes one = new Attributes();
    one.putValue("Export-Package", "a.b;version=\"1.0.0\"");
    Attributes other = new Attributes();
    other.putValue("Export-Package", "a.b;version=\"1.0.0\"");
    other.putValue("Private-Package", "a.c");
    assertEquals(
        List.of("y hides a.c", "a.b is in x and in y"),
        Contracts.areWhole(new TreeMap<>(Map.of("x", one, "y", other))));
  }

  @Test
  void whatRunsIsSeen() {
    for (Class<?> bad : List.of(Bad.Runs.class, Bad.Reader.class, Bad.PullsApart.class)) {
      assertTrue(
          Contracts.runNothing()
              .evaluate(new ClassFileImporter().importClasses(bad))
              .hasViolation(),
          bad.getSimpleName());
    }
    assertFalse(
        Contracts.runNothing()
            .evaluate(new ClassFileImporter().importClasses(Bad.Good.class))
            .hasViolation());
  }

  @Test
  void aChangeWithoutItsVersionIsSeen() throws Exception {
    Path jar =
        CONTRACTS.stream().filter(one -> one.name().equals("desk-api")).findAny().get().jar();
    try (Jar more = new Jar(jar.toFile());
        Jar less = new Jar(jar.toFile())) {
      assertNone(Contracts.versions(more, less));
      less.remove("io/lamplighter/api/desk/Promise.class");
      assertEquals(2, Contracts.versions(less, more).size(), "package and bundle broke");
      assertEquals(2, Contracts.versions(more, less).size(), "package and bundle have more");
    }
  }

  private static void assertNone(List<String> breaches) {
    assertEquals("", String.join("\n", breaches));
  }
}
