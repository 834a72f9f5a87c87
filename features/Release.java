import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes the release: the feature of every module of the build that has one, in the version that its own POM says. So a
 * new part stands in no list but that of the modules.
 *
 * <pre>java Release.java CHECKOUT FILE</pre>
 */
final class Release {
  private final List<String> lines = new ArrayList<>();

  private Release() {}

  public static void main(String[] arguments) throws Exception {
    Release release = new Release();
    release.lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    release.lines.add("<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\" name=\"lamplighter\">");
    release.add(Path.of(arguments[0]));
    release.lines.add("</features>");
    Path file = Path.of(arguments[1]);
    Files.createDirectories(file.getParent());
    Files.write(file, release.lines);
  }

  private void add(Path home) throws Exception {
    Element pom =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(home.resolve("pom.xml").toFile()).getDocumentElement();
    if (Files.exists(home.resolve("src/main/feature"))) {
      String part = child(pom, "artifactId").getTextContent() + "/" + child(pom, "version").getTextContent();
      lines.add("  <repository>mvn:io.lamplighter/" + part + "/xml/features</repository>");
    }
    Element modules = child(pom, "modules");
    for (Node module = modules == null ? null : modules.getFirstChild(); module != null; module = module.getNextSibling()) {
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
}
