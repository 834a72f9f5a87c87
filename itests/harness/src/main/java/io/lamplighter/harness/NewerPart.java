package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * One of our bundles as a newer version, with its feature, in the place where the documents say new
 * artefacts go.
 */
public final class NewerPart {
  private final String name;
  private final String version;
  private final Map<String, String> headers = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();

  public NewerPart(String name, String version) {
    this.name = name;
    this.version = version;
    headers.put("Bundle-Version", version);
  }

  /** With one more file in it. */
  public NewerPart with(String file, String text) {
    files.put(file, text.getBytes(UTF_8));
    return this;
  }

  /** With one more package that it cannot do without. */
  public NewerPart importing(String packageName) {
    headers.merge("Import-Package", packageName, (before, more) -> before + "," + more);
    return this;
  }

  /** As a jar alone, for {@code bundle:update}. */
  public Path jar(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path jar = folder.resolve(name + "-" + version + ".jar");
    try (JarFile from = new JarFile(Distribution.bundle(name).toFile());
        OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out, manifest(from))) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          to.putNextEntry(new JarEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
        }
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        to.putNextEntry(new JarEntry(file.getKey()));
        to.write(file.getValue());
      }
    }
    return jar;
  }

  private Manifest manifest(JarFile from) throws IOException {
    Manifest manifest = new Manifest(from.getManifest());
    Attributes attributes = manifest.getMainAttributes();
    headers.forEach(
        (header, value) ->
            attributes.putValue(
                header,
                header.equals("Import-Package")
                    ? attributes.getValue(header) + "," + value
                    : value));
    return manifest;
  }

  /** Jar, feature and configuration in {@code system} of the instance; the feature's address. */
  public String lay(Instance instance) throws IOException {
    Path old = Distribution.bundle(name).getParent();
    String was = old.getFileName().toString();
    Path folder = instance.data.resolve("system/io/lamplighter/" + name + "/" + version);
    jar(folder);
    String feature =
        Files.readString(old.resolve(name + "-" + was + "-features.xml"))
            .replace("\"" + was + "\"", "\"" + version + "\"")
            .replace("/" + name + "/" + was, "/" + name + "/" + version);
    Files.writeString(folder.resolve(name + "-" + version + "-features.xml"), feature);
    Path cfg = old.resolve(name + "-" + was + ".cfg");
    if (Files.exists(cfg)) {
      Files.copy(cfg, folder.resolve(name + "-" + version + ".cfg"));
    }
    return "mvn:io.lamplighter/" + name + "/" + version + "/xml/features";
  }
}
