package io.lamplighter.laws;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of our bundles as it was built, with the sources it was built from. */
record Bundle(String name, Path jar, Path home, Manifest manifest) {
  private static final Pattern OWN =
      Pattern.compile(
          "</parent>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  /** Every bundle of ours, as it lies in the folder that builds it. */
  static List<Bundle> all() {
    Path bundles = Path.of(System.getProperty("bundles"));
    List<Bundle> all = new ArrayList<>();
    for (Path root : List.of(bundles, bundles.resolveSibling("camel-routes"))) {
      try (Stream<Path> files = Files.find(root, 3, (file, a) -> file.endsWith("pom.xml"))) {
        for (Path pom : files.sorted().toList()) {
          Matcher own = OWN.matcher(Files.readString(pom));
          if (isBundle(pom.getParent()) && own.find()) {
            all.add(in(pom.getParent(), own.group(1), own.group(2)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** A bundle of routes may be nothing but data. */
  private static boolean isBundle(Path home) {
    return Files.exists(home.resolve("src/main/java"))
        || Files.exists(home.resolve("src/main/resources/routes"));
  }

  private static Bundle in(Path home, String name, String version) throws IOException {
    Path jar = home.resolve("target/" + name + "-" + version + ".jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      return new Bundle(name, jar, home, file.getManifest());
    }
  }

  /** Our own classes only: a bundle may carry a library in it, which is not ours to change. */
  static JavaClasses classes(List<Bundle> bundles) {
    List<JarFile> jars = new ArrayList<>();
    try {
      for (Bundle bundle : bundles) {
        jars.add(new JarFile(bundle.jar().toFile()));
      }
      JavaClasses classes =
          new ClassFileImporter()
              .withImportOption(location -> location.contains("/io/lamplighter/"))
              .importJars(jars);
      for (JarFile jar : jars) {
        jar.close();
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isApi() {
    return name.equals("api") || name.endsWith("-api");
  }

  String header(String header) {
    String value = manifest.getMainAttributes().getValue(header);
    return value == null ? "" : value;
  }

  /** Files in the jar whose name ends so, with their text. */
  Map<String, String> texts(String folder, String suffix) {
    Map<String, String> texts = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(suffix)) {
          try (InputStream in = file.getInputStream(entry)) {
            texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Its page; contracts have one together. */
  Path readMe() {
    return isApi() ? home.resolveSibling("README.md") : home.resolve("README.md");
  }

  /** What files and folders of its sources are called, classes without their ending. */
  Set<String> names() {
    try (Stream<Path> files = Files.walk(home.resolve("src/main"))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> sources() {
    Path main = home.resolve("src/main/java");
    if (!Files.exists(main)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(main)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
