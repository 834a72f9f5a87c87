package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

/** Every law finds its breach: a law that cannot fail protects nothing. */
class LawsBiteTest {
  @Test
  void exports() {
    assertFalse(
        ManifestLaws.exportsNothing(with("Export-Package", "io.lamplighter.desk")).isEmpty());
    assertTrue(ManifestLaws.exportsNothing(new Attributes()).isEmpty());
  }

  @Test
  void siblings() {
    assertEquals(
        List.of("imports io.lamplighter.desk"),
        ManifestLaws.importsNoSibling(
            with(
                "Import-Package",
                "io.lamplighter.api;version=\"[1.0,2)\",io.lamplighter.api.desk,io.lamplighter.desk")));
    assertFalse(ManifestLaws.importsNoSibling(with("Require-Bundle", "any")).isEmpty());
    assertFalse(ManifestLaws.importsNoSibling(with("DynamicImport-Package", "*")).isEmpty());
  }

  @Test
  void optionalImports() {
    assertEquals(
        1,
        ManifestLaws.importsNothingOptionally(
                with(
                    "Import-Package",
                    "a;resolution:=optional;version=\"[1,2)\",b;version=\"[1,2)\""))
            .size());
  }

  @Test
  void versions() {
    assertEquals(
        List.of("no version: b"),
        ManifestLaws.exportsAreVersioned(with("Export-Package", "a;version=\"1.0.0\",b")));
  }

  @Test
  void systemTime() {
    for (Class<?> bad :
        List.of(
            Bad.Now.class,
            Bad.Millis.class,
            Bad.SystemClock.class,
            Bad.Today.class,
            Bad.NewDate.class)) {
      assertBites(CodeLaws.noSystemTime(), bad);
    }
    assertHolds(CodeLaws.noSystemTime(), Bad.Good.class);
  }

  @Test
  void defaults() {
    for (Class<?> bad :
        List.of(
            Bad.Bytes.class, Bad.Lower.class, Bad.Format.class, Bad.Zone.class, Bad.Reader.class)) {
      assertBites(CodeLaws.noDefaults(), bad);
    }
    assertHolds(CodeLaws.noDefaults(), Bad.Good.class);
  }

  @Test
  void openComponents() {
    assertBites(CodeLaws.componentsAreFinal(Set.of(Bad.Open.class.getName())), Bad.Open.class);
  }

  @Test
  void publicEntities() {
    assertBites(CodeLaws.entitiesStayInside(), Bad.ShownEntity.class);
  }

  @Test
  void longFiles() {
    assertEquals(1, SourceLaws.noLongFiles(Map.of("Long.java", 301, "Short.java", 300)).size());
  }

  @Test
  void unmarkedPackages() {
    assertEquals(
        List.of("b is not @NullMarked"),
        SourceLaws.packagesAreNullMarked(
            Map.of(
                "a/A.java", "", "a/package-info.java", "@NullMarked package a;", "b/B.java", "")));
  }

  @Test
  void helpInOneLanguage() {
    Properties en = new Properties();
    en.setProperty("speed", "Speed");
    assertEquals(1, SourceLaws.helpIsBilingual(en, new Properties()).size());
  }

  @Test
  void hiddenSettings() {
    String metatype = "<OCD><AD id=\"speed\" type=\"Integer\"/><AD id=\"seed\"/></OCD>";
    assertEquals(
        List.of("seed is not in the .cfg"),
        SourceLaws.settingsAreDocumented(metatype, "# how fast\n#speed = 60\n"));
  }

  private static void assertBites(ArchRule law, Class<?> bad) {
    assertTrue(breached(law, bad), law.getDescription() + " does not see " + bad.getSimpleName());
  }

  private static void assertHolds(ArchRule law, Class<?> good) {
    assertFalse(breached(law, good), law.getDescription());
  }

  private static boolean breached(ArchRule law, Class<?> sample) {
    return law.evaluate(new ClassFileImporter().importClasses(sample)).hasViolation();
  }

  private static Attributes with(String header, String value) {
    Attributes attributes = new Attributes();
    attributes.putValue(header, value);
    return attributes;
  }
}
