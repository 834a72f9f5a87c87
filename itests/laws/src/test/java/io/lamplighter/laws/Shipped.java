package io.lamplighter.laws;

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
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The features of the distribution, Karaf's own too, and the jars that they install. */
final class Shipped {
  private final Path system;
  private final Map<String, Feature> features = new TreeMap<>();

  private record Feature(Set<String> features, List<Path> jars) {}

  Shipped(Path system) throws Exception {
    this.system = system;
    List<Path> files;
    try (Stream<Path> found =
        Files.find(system, 12, (file, a) -> file.toString().endsWith("-features.xml"))) {
      files = found.toList();
    }
    for (Path file : files) {
      read(file);
    }
  }

  private void read(Path file) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    for (Element feature : children(root, "feature")) {
      Set<String> others = new TreeSet<>();
      children(feature, "feature").forEach(other -> others.add(other.getTextContent().strip()));
      List<Path> jars = new ArrayList<>();
      for (Element bundle : children(feature, "bundle")) {
        Path jar = place(bundle.getTextContent().strip());
        // Of Karaf's features only what ours use is in the distribution.
        if (Files.exists(jar)) {
          jars.add(jar);
        }
      }
      features.put(feature.getAttribute("name"), new Feature(others, jars));
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** mvn:group/artifact/version becomes group/artifact/version/artifact-version.jar. */
  private Path place(String url) {
    String[] parts = url.substring(url.indexOf("mvn:") + 4).split("[/$]");
    return system
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve(parts[1] + "-" + parts[2] + ".jar");
  }

  /** Of the parts; the platform's are {@code platform-…}. */
  Set<String> parts() {
    Set<String> parts = new TreeSet<>(features.keySet());
    parts.removeIf(name -> !name.startsWith("lamplighter-"));
    return parts;
  }

  private static boolean isOurs(String feature) {
    return feature.matches("(platform|lamplighter)-.*");
  }

  /** Our features that a feature names. */
  Set<String> named(String feature) {
    Set<String> named = new TreeSet<>(features.get(feature).features());
    named.removeIf(name -> !isOurs(name));
    return named;
  }

  /** What its own bundles say of themselves. */
  List<Attributes> manifests(String feature) throws IOException {
    List<Attributes> manifests = new ArrayList<>();
    for (Path jar : features.get(feature).jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        manifests.add(file.getManifest().getMainAttributes());
      }
    }
    return manifests;
  }

  /** By package, those of our features that bring it, be it with one of Karaf's. */
  Map<String, Set<String>> exporters() throws IOException {
    Map<String, Set<String>> exporters = new TreeMap<>();
    for (String feature : features.keySet()) {
      if (isOurs(feature)) {
        collect(feature, feature, exporters);
      }
    }
    return exporters;
  }

  private void collect(String ours, String feature, Map<String, Set<String>> exporters)
      throws IOException {
    for (Attributes manifest : manifests(feature)) {
      for (String exported : FeatureLaws.packages(manifest, "Export-Package")) {
        exporters.computeIfAbsent(exported, name -> new TreeSet<>()).add(ours);
      }
    }
    for (String other : features.get(feature).features()) {
      if (!isOurs(other) && features.containsKey(other)) {
        collect(ours, other, exporters);
      }
    }
  }
}
