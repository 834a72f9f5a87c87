package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each part has a version and a feature of its own, and a release is a list of them. */
class ReleaseTest {
  private static final Path ROOT = Path.of(System.getProperty("bundles")).resolveSibling("");
  private static final Pattern OWN =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>(\\s*<version>([^<]+)<)?");
  private static final Pattern LISTED = Pattern.compile("<part\\.([^>]+)>([^<]+)</part\\.\\1>");
  private static final Pattern NEEDED = Pattern.compile("<feature([^>]*)>([^<]+)</feature>");

  /** Modules with a feature of their own, by their artifact. */
  private final Map<String, Path> parts = new TreeMap<>();

  /** What POMs say of the versions of these, and of what else has one of its own. */
  private final Map<String, String> versions = new TreeMap<>();

  ReleaseTest() throws IOException {
    for (String room : List.of("bundles", "camel-routes", "features")) {
      try (Stream<Path> poms =
          Files.find(ROOT.resolve(room), 3, (file, a) -> file.endsWith("pom.xml"))) {
        for (Path pom : poms.toList()) {
          Matcher own = OWN.matcher(Files.readString(pom));
          if (!own.find()) {
            continue;
          }
          boolean part = Files.exists(pom.resolveSibling("src/main/feature/feature.xml"));
          if (part) {
            parts.put(own.group(1), pom.getParent());
          }
          if (part || own.group(3) != null) {
            versions.put(own.group(1), String.valueOf(own.group(3)));
          }
        }
      }
    }
  }

  @Test
  void theListSaysWhatEachPartSaysOfItself() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    Matcher entry = LISTED.matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (entry.find()) {
      listed.put(entry.group(1), entry.group(2));
    }
    Map<String, String> own = new TreeMap<>(versions);
    own.keySet().retainAll(listed.keySet());
    assertEquals(own, listed, "raise a part in its own POM, and where the root's says it too");
  }

  @Test
  void everyPartIsInTheRelease() throws IOException {
    String release =
        Files.readString(ROOT.resolve("features/lamplighter/target/feature/feature.xml"));
    List<String> missing =
        parts.keySet().stream()
            .filter(part -> !release.contains("/" + part + "/" + versions.get(part) + "/xml/"))
            .toList();
    assertEquals(List.of(), missing, "in no modules of a POM");
  }

  /** As they are in the distribution. */
  @Test
  void featuresNameWhatIsNeeded() throws Exception {
    Shipped shipped = new Shipped(ROOT.resolve("karaf-assembly/target/assembly/system"));
    Map<String, Set<String>> exporters = shipped.exporters();
    List<String> breaches = new ArrayList<>();
    for (String part : shipped.parts()) {
      for (Attributes manifest : shipped.manifests(part)) {
        FeatureLaws.namesWhatIsNeeded(manifest, exporters, shipped.named(part))
            .forEach(breach -> breaches.add(part + " " + breach));
      }
    }
    assertTrue(shipped.parts().size() >= parts.size(), "few features found");
    assertEquals("", String.join("\n", breaches));
  }

  /** A break of a contract is a new major version, and so out of everybody's range. */
  @Test
  void rangesOfContractsEndWithTheirMajorVersion() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path home : parts.values()) {
      Path file = home.resolve("src/main/feature/feature.xml");
      Matcher needed = NEEDED.matcher(Files.readString(file));
      while (needed.find()) {
        String part = needed.group(2).replaceFirst("^lamplighter-", "");
        if (part.matches("(.*-)?api") && versions.containsKey(part)) {
          int major = Integer.parseInt(versions.get(part).replaceFirst("\\..*", ""));
          if (!needed.group(1).contains("\"[" + major + "," + (major + 1) + ")\"")) {
            wrong.add(ROOT.relativize(file) + ": " + needed.group());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Without a range the newest that is known would come along. */
  @Test
  void featuresNameRanges() throws IOException {
    List<String> without = new ArrayList<>();
    TreeSet<Path> files = new TreeSet<>();
    parts.values().forEach(home -> files.add(home.resolve("src/main/feature/feature.xml")));
    files.add(ROOT.resolve("features/platform/src/main/feature/features.xml"));
    for (Path file : files) {
      Matcher needed = NEEDED.matcher(Files.readString(file));
      while (needed.find()) {
        if (needed.group(2).matches("(platform|lamplighter)-.*")
            && !needed.group(1).matches(" version=\"\\[[0-9.]+,[0-9.]+\\)\"")) {
          without.add(ROOT.relativize(file) + ": " + needed.group());
        }
      }
    }
    assertEquals(List.of(), without);
  }
}
