package io.lamplighter.laws;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final String PREFIX = "io.lamplighter.";
  private static final Pattern OWN_NAME =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");

  /** Every bundle of ours on the class path, by the folder it comes from. */
  static List<Bundle> all() {
    Map<String, Path> homes = homes();
    List<Bundle> all = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (!entry.endsWith(".jar")) {
        continue;
      }
      try (JarFile file = new JarFile(jar.toFile())) {
        Manifest manifest = file.getManifest();
        String bsn =
            manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
        if (bsn != null && bsn.startsWith(PREFIX)) {
          String name = bsn.substring(PREFIX.length());
          Path home = Objects.requireNonNull(homes.get(name), () -> "no folder builds " + name);
          all.add(new Bundle(name, jar, home, manifest));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(entry, e);
      }
    }
    return all;
  }

  /** Every folder with something to build in it, by the name that its POM gives it. */
  static Map<String, Path> homes() {
    Path bundles = Path.of(System.getProperty("bundles"));
    Map<String, Path> homes = new TreeMap<>();
    for (Path root : List.of(bundles, bundles.resolveSibling("camel-routes"))) {
      try (Stream<Path> files = Files.find(root, 3, (file, a) -> file.endsWith("pom.xml"))) {
        for (Path pom : files.toList()) {
          Matcher name = OWN_NAME.matcher(Files.readString(pom));
          if (name.find()) {
            homes.put(name.group(1), pom.getParent());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes;
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
