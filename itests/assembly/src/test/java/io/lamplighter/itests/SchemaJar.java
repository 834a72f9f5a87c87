package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A company's bundle that has nothing but a schema. */
record SchemaJar(String schema, String script, String sql) {
  Path write(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Map.of(
            "Bundle-ManifestVersion",
            "2",
            "Bundle-SymbolicName",
            schema + ".records",
            "Bundle-Version",
            "1.0.0",
            "Lamplighter-Schema",
            schema)
        .forEach(headers::putValue);
    Files.createDirectories(folder);
    Path jar = folder.resolve(schema + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out, manifest)) {
      to.putNextEntry(new JarEntry("db/" + schema + "/" + script));
      to.write(sql.getBytes(UTF_8));
    }
    return jar;
  }
}
