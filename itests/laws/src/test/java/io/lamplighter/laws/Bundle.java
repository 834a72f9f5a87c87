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
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** One of our bundles as it was built, with the sources it was built from. */
record Bundle(String name, Path jar, Path home, Manifest manifest) {
  private static final String PREFIX = "io.lamplighter.";
  private static final String ROUTES = "routes-";

  /** Every bundle of ours on the class path, by the folder it comes from. */
  static List<Bundle> all() {
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
          all.add(new Bundle(name, jar, home(name), manifest));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(entry, e);
      }
    }
    return all;
  }

  /** Folder of a bundle; those of routes stand beside the others. */
  private static Path home(String name) {
    Path bundles = Path.of(System.getProperty("bundles"));
    return name.startsWith(ROUTES)
        ? bundles.resolveSibling("camel-routes").resolve(name.substring(ROUTES.length()))
        : bundles.resolve(name);
  }

  boolean isApi() {
    return name.equals("api");
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
