import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Builds the screens of one bundle, with nothing but a JDK: {@code java Web.java <bundle> <output>}.
 * Takes the machine's node when it is new enough, else brings it from the npm registry; npm is
 * always the one named here. {@code java Web.java npm …} is that npm, {@code java Web.java install}
 * only brings the libraries.
 */
final class Web {
  private static final String NODE = "24.21.0";
  private static final Map<String, String> NODE_IS =
      Map.of(
          "linux-x64",
          "3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
          "linux-arm64",
          "FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==");
  private static final String NPM = "11.19.1";
  private static final String NPM_IS =
      "ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==";

  /** What every part's screens are made with. */
  private static final List<String> SHARED =
      List.of(
          "package-lock.json",
          "tsconfig.base.json",
          "people/screens/src/main/web/part.config.mjs",
          "people/screens/src/main/web/compress.mjs",
          "people/screens/src/main/web/src",
          "people/screens/src/main/web/generated");

  private final Path root;
  private final Path node;

  private Web(Path root) throws IOException, InterruptedException {
    this.root = root;
    this.node = node();
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("web.root", "")).toAbsolutePath();
    Web web = new Web(root);
    switch (args[0]) {
      case "npm" -> System.exit(web.npm(Path.of("").toAbsolutePath(), Map.of(), List.of(args).subList(1, args.length)));
      case "install" -> web.install();
      default -> web.build(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
    }
  }

  private void build(Path bundle, Path out) throws Exception {
    Path sources = bundle.resolve("src/main/web");
    Path stamp = bundle.resolve("target/web.stamp");
    install();
    String inputs = hash(sources);
    if (Files.exists(stamp) && Files.exists(out) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    long start = System.nanoTime();
    for (String script : List.of("check", "build")) {
      must(npm(sources, Map.of("WEB_OUT", out.toString()), List.of("run", "--silent", script)), script);
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, inputs);
    System.out.printf("web: %s built in %.0f s%n", bundle.getFileName(), (System.nanoTime() - start) / 1e9);
  }

  /** The libraries, once per lock file, and the types of our API; modules that are built at once wait. */
  private void install() throws Exception {
    String wanted = HexFormat.of().formatHex(sha("SHA-256", Files.readAllBytes(root.resolve("package-lock.json"))));
    Path done = root.resolve("node_modules/.installed");
    Path guard = root.resolve("node_modules.lock");
    try (FileChannel file = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = file.lock()) {
      if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
        must(npm(root, Map.of(), List.of("ci", "--prefer-offline", "--ignore-scripts", "--loglevel=error")), "npm ci");
        Files.writeString(done, wanted);
      }
      must(run(root, Map.of(), List.of(node.toString(), "people/screens/src/main/web/types.mjs")), "types.mjs");
    }
  }

  private int npm(Path in, Map<String, String> environment, List<String> arguments) throws Exception {
    Path cli = fetch("npm", NPM, NPM_IS, "").resolve("bin/npm-cli.js");
    List<String> command = new ArrayList<>(List.of(node.toString(), cli.toString()));
    command.addAll(arguments);
    return run(in, environment, command);
  }

  private static int run(Path in, Map<String, String> environment, List<String> command) throws Exception {
    ProcessBuilder process = new ProcessBuilder(command).directory(in.toFile()).inheritIO();
    process.environment().putAll(environment);
    // The tools' own first lines ask the PATH for node.
    Path bin = Path.of(command.get(0)).getParent();
    process.environment().merge("PATH", bin.toString(), (path, node) -> node + java.io.File.pathSeparator + path);
    return process.start().waitFor();
  }

  private static void must(int code, String what) {
    if (code != 0) {
      System.err.println("web: " + what + " failed");
      System.exit(code);
    }
  }

  /** Everything the result depends on. */
  private String hash(Path sources) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    TreeSet<Path> places = new TreeSet<>(List.of(sources));
    SHARED.forEach(place -> places.add(root.resolve(place)));
    for (Path place : places) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
          if (!file.toString().contains("node_modules")) {
            digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
          }
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Path node() throws IOException, InterruptedException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
      Path node = Path.of(folder, "node");
      if (Files.isExecutable(node) && fits(node)) {
        return node.toRealPath();
      }
    }
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String system = System.getProperty("os.name").equals("Linux") ? arm ? "linux-arm64" : "linux-x64" : "";
    if (!NODE_IS.containsKey(system)) {
      throw new IOException("Install node 20.19 or newer: the build can bring it for Linux only");
    }
    return fetch("node-" + system, NODE, NODE_IS.get(system), "bin/node").resolve("bin/node");
  }

  private static boolean fits(Path node) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(node.toString(), "--version").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || !said.matches("v\\d+\\.\\d+\\..*")) {
      return false;
    }
    String[] version = said.substring(1).split("\\.");
    int major = Integer.parseInt(version[0]);
    int minor = Integer.parseInt(version[1]);
    return major > 22 || major == 22 && minor >= 12 || major == 20 && minor >= 19;
  }

  /**
   * An npm package, unpacked once into the user's cache, and only when it is to the byte what is
   * written here.
   *
   * @param only the one file of it that is needed; all when empty
   */
  private static Path fetch(String name, String version, String is, String only) throws IOException, InterruptedException {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home = (cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache)).resolve("lamplighter");
    Path folder = home.resolve(name + "-" + version);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(home);
    URI address = URI.create(registry() + "/" + name + "/-/" + name + "-" + version + ".tgz");
    System.out.println("web: fetching " + address);
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).proxy(ProxySelector.getDefault()).build();
    HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answers " + answer.statusCode() + "; set npm_config_registry to a registry that has it");
    }
    String found = Base64.getEncoder().encodeToString(sha("SHA-512", answer.body()));
    if (!found.equals(is)) {
      throw new IOException(address + " is sha512-" + found + ", not sha512-" + is);
    }
    Path fresh = Files.createTempDirectory(home, name);
    unpack(new GZIPInputStream(new ByteArrayInputStream(answer.body())), fresh, only);
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      if (!Files.isDirectory(folder)) {
        throw another;
      }
    }
    return folder;
  }

  /** As npm finds it: the environment, the user's own .npmrc, the public one. */
  private static String registry() throws IOException {
    String set = System.getenv("npm_config_registry");
    Path own = Path.of(System.getProperty("user.home"), ".npmrc");
    if (set == null && Files.exists(own)) {
      try (Stream<String> lines = Files.lines(own)) {
        set = lines.map(String::strip).filter(line -> line.matches("registry\\s*=.*")).map(line -> line.replaceFirst("registry\\s*=\\s*", "")).findFirst().orElse(null);
      }
    }
    return (set == null || set.isBlank() ? "https://registry.npmjs.org" : set).replaceAll("/+$", "");
  }

  /** A tar of npm's: everything below its one top folder. */
  private static void unpack(InputStream tar, Path to, String only) throws IOException {
    String longName = null;
    for (byte[] head = tar.readNBytes(512); head.length == 512 && head[0] != 0; head = tar.readNBytes(512)) {
      long size = Long.parseLong(text(head, 124, 12).strip(), 8);
      String prefix = text(head, 345, 155);
      String name = longName != null ? longName : (prefix.isEmpty() ? "" : prefix + "/") + text(head, 0, 100);
      longName = null;
      long left = size;
      switch (head[156]) {
        case 'x', 'g' -> {
          for (String line : new String(tar.readNBytes((int) size), StandardCharsets.UTF_8).split("\n")) {
            longName = line.contains(" path=") ? line.substring(line.indexOf('=') + 1) : longName;
          }
          left = 0;
        }
        case 'L' -> {
          longName = new String(tar.readNBytes((int) size), StandardCharsets.UTF_8).replace("\0", "");
          left = 0;
        }
        case '0', 0 -> {
          String inside = name.substring(name.indexOf('/') + 1);
          Path file = to.resolve(inside).normalize();
          if (!file.startsWith(to)) {
            throw new IOException("A file outside: " + name);
          }
          if (only.isEmpty() || inside.equals(only)) {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
              for (; left > 0; left -= Math.min(left, 1 << 16)) {
                out.write(tar.readNBytes((int) Math.min(left, 1 << 16)));
              }
            }
            if ((Integer.parseInt(text(head, 100, 8).strip(), 8) & 0100) != 0 && !file.toFile().setExecutable(true)) {
              throw new IOException("Cannot make executable: " + file);
            }
          }
        }
        default -> {}
      }
      tar.skipNBytes(left + (512 - size % 512) % 512);
    }
  }

  private static String text(byte[] head, int at, int length) {
    int end = at;
    while (end < at + length && head[end] != 0) {
      end++;
    }
    return new String(head, at, end - at, StandardCharsets.UTF_8);
  }

  private static byte[] sha(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (java.security.NoSuchAlgorithmException cannotBe) {
      throw new IllegalStateException(cannotBe);
    }
  }
}
