import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes a copy of the distribution a company's own: of all parts those that it wants and what they stand on stay, the rest
 * goes with its jars and configuration. Run by {@code lamplighter compose}; needs nothing but the copy.
 *
 * <pre>java Compose.java DISTRIBUTION PART,PART,… [JAR …]</pre>
 */
final class Compose {
  /** Without these nothing is taken in, proved or looked after. */
  private static final List<String> GROUND =
      List.of("api", "house", "store", "journal", "security", "porch", "door", "health", "shell");

  /** Which nobody asks for by a feature of his own. */
  private static final String ERRORS = "platform-http-errors";

  private static final String OURS = "lamplighter-";
  private static final String JAR = "mvn:";

  private final Path home;
  private final Map<String, Feature> features = new TreeMap<>();

  /** What one feature names: other features, bundles by their place in system/, configuration files. */
  private record Feature(Set<String> features, Set<String> bundles, Set<String> configuration) {}

  private Compose(Path home) throws Exception {
    this.home = home;
    List<Path> files;
    try (Stream<Path> found = Files.find(home.resolve("system"), 12, (f, a) -> isFeatures(f))) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      read(file);
    }
  }

  private static boolean isFeatures(Path file) {
    return file.toString().contains("/io/lamplighter/") && file.toString().endsWith("-features.xml");
  }

  public static void main(String[] arguments) throws Exception {
    Compose compose = new Compose(Path.of(arguments[0]));
    Set<String> wanted = compose.wanted(List.of(arguments[1].split(",")));
    compose.prune(wanted);
    for (int i = 2; i < arguments.length; i++) {
      compose.add(Path.of(arguments[i]));
    }
    System.out.println(
        wanted.stream().filter(name -> name.startsWith(OURS)).collect(Collectors.joining(" ")));
  }

  private void read(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Element root;
    try (InputStream in = Files.newInputStream(file)) {
      root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
    for (Element feature : children(root, "feature")) {
      Set<String> bundles = new LinkedHashSet<>();
      children(feature, "bundle").forEach(bundle -> bundles.add(place(bundle.getTextContent())));
      Set<String> configuration = new LinkedHashSet<>();
      for (Element one : children(feature, "configfile")) {
        String name = one.getAttribute("finalname");
        configuration.add(name.substring(name.lastIndexOf('/') + 1));
      }
      Set<String> others = new LinkedHashSet<>();
      children(feature, "feature").forEach(other -> others.add(other.getTextContent().strip()));
      features.put(feature.getAttribute("name"), new Feature(others, bundles, configuration));
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** mvn:group/artifact/version becomes group/artifact/version/artifact-version.jar, as system/ has it. */
  private static String place(String url) {
    String plain = url.strip();
    String[] parts = plain.substring(plain.indexOf(JAR) + JAR.length()).split("[/$]");
    return String.join(
        "/", parts[0].replace('.', '/'), parts[1], parts[2], parts[1] + "-" + parts[2] + ".jar");
  }

  /** The named parts and all that they stand on. */
  private Set<String> wanted(List<String> parts) {
    Deque<String> open = new ArrayDeque<>(List.of(ERRORS));
    Stream.concat(GROUND.stream(), parts.stream().map(String::strip))
        .map(part -> part.startsWith(OURS) ? part : OURS + part)
        .forEach(open::add);
    Set<String> wanted = new TreeSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      Feature feature = features.get(name);
      if (feature == null) {
        if (name.startsWith(OURS)) {
          throw fail("no part " + name + "; there are: " + String.join(" ", features.keySet()));
        }
        continue; // Karaf's own
      }
      if (wanted.add(name)) {
        open.addAll(feature.features());
      }
    }
    return wanted;
  }

  private void prune(Set<String> wanted) throws IOException {
    Set<String> kept = new TreeSet<>();
    wanted.forEach(name -> kept.addAll(features.get(name).bundles()));
    Set<String> gone = new TreeSet<>();
    Set<String> configuration = new TreeSet<>();
    for (Map.Entry<String, Feature> one : features.entrySet()) {
      if (!wanted.contains(one.getKey())) {
        gone.addAll(one.getValue().bundles());
        configuration.addAll(one.getValue().configuration());
      }
    }
    wanted.forEach(name -> configuration.removeAll(features.get(name).configuration()));
    gone.removeAll(kept);
    keep(home.resolve("etc/startup.properties"), line -> gone.stream().noneMatch(line::contains));
    boot(wanted);
    for (String bundle : gone) {
      Files.deleteIfExists(home.resolve("system").resolve(bundle));
    }
    for (String file : configuration) {
      Files.deleteIfExists(home.resolve("etc").resolve(file));
    }
    Path city = home.resolve("demo/io.lamplighter.demo.cfg");
    if (!wanted.contains("lamplighter-demo") && Files.deleteIfExists(city)) {
      Files.delete(city.getParent());
    }
  }

  /** The list of what the first start takes for installed. */
  private void boot(Set<String> wanted) throws IOException {
    Set<String> unwanted = new TreeSet<>(features.keySet());
    unwanted.removeAll(wanted);
    Path file = home.resolve("etc/org.apache.karaf.features.cfg");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String name = line.strip().replaceAll("[/,].*", "");
      if (!unwanted.contains(name)) {
        lines.add(line);
      } else if (!line.strip().endsWith("\\")) {
        // It was the last one of its list.
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).replaceAll(",?\\s*\\\\$", ""));
      }
    }
    Files.write(file, lines);
  }

  /** A bundle of the company's own. */
  private void add(Path jar) throws IOException {
    String place = "company/" + jar.getFileName();
    Files.createDirectories(home.resolve("system/company"));
    Files.copy(jar, home.resolve("system").resolve(place));
    Path startup = home.resolve("etc/startup.properties");
    List<String> lines = new ArrayList<>(Files.readAllLines(startup));
    lines.add("reference\\:file\\:" + place + " = 40");
    Files.write(startup, lines, StandardCharsets.UTF_8);
  }

  private static void keep(Path file, Predicate<String> wanted) throws IOException {
    Files.write(file, Files.readAllLines(file).stream().filter(wanted).toList());
  }

  private static IllegalArgumentException fail(String why) {
    System.err.println("lamplighter: " + why);
    System.exit(1);
    return new IllegalArgumentException(why);
  }
}
