import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the build makes, read from its modules, each in the version that its own POM says. So a new part stands in no
 * list but theirs.
 *
 * <pre>
 * java Release.java list CHECKOUT FILE      the features of all that have one, as one file that names them
 * java Release.java lay CHECKOUT FOLDER     all that is built, as a Maven repository has it
 * </pre>
 */
final class Release {
  /** What of a module goes where its POM goes, by its ending there. */
  private static final Map<String, String> FILES =
      Map.of(
          ".pom", "pom.xml",
          ".jar", "target/%s.jar",
          "-tests.jar", "target/%s-tests.jar",
          "-features.xml", "target/feature/feature.xml");

  private final List<Module> modules = new ArrayList<>();

  private record Module(Path home, String name, String version) {
    String path() {
      return "io/lamplighter/" + name + "/" + version + "/" + name + "-" + version;
    }
  }

  private Release(Path checkout) throws Exception {
    add(checkout);
  }

  public static void main(String[] arguments) throws Exception {
    Release release = new Release(Path.of(arguments[1]));
    Path to = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "list" -> release.list(to);
      case "lay" -> release.lay(to);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void add(Path home) throws Exception {
    Element pom =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(home.resolve("pom.xml").toFile()).getDocumentElement();
    Element version = child(pom, "version");
    modules.add(
        new Module(
            home,
            child(pom, "artifactId").getTextContent(),
            (version == null ? child(child(pom, "parent"), "version") : version).getTextContent()));
    Element inside = child(pom, "modules");
    for (Node module = inside == null ? null : inside.getFirstChild(); module != null; module = module.getNextSibling()) {
      if (module instanceof Element) {
        add(home.resolve(module.getTextContent()));
      }
    }
  }

  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }

  private void list(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add("<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\" name=\"lamplighter\">");
    for (Module module : modules) {
      if (Files.exists(module.home().resolve("src/main/feature"))) {
        String part = module.name() + "/" + module.version();
        lines.add("  <repository>mvn:io.lamplighter/" + part + "/xml/features</repository>");
      }
    }
    lines.add("</features>");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private void lay(Path repository) throws IOException {
    for (Module module : modules) {
      Path to = repository.resolve(module.path());
      Files.createDirectories(to.getParent());
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path from = module.home().resolve(file.getValue().replace("%s", to.getFileName().toString()));
        if (Files.exists(from)) {
          Files.copy(from, Path.of(to + file.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
