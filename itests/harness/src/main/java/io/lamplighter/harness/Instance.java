package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One running distribution: a real process on a directory and ports of its own, that can be killed,
 * started again and asked from outside.
 */
public final class Instance implements AutoCloseable {
  /** How long a first start may take on a busy machine. */
  public static final Duration FIRST_START = Duration.ofSeconds(150);

  private static final Pattern BUNDLE =
      Pattern.compile("(?m)^\\s*(\\d+)\\D.*io\\.lamplighter\\.([a-z-]+)\\s*$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\s*(\\d+)\\s+(\\w+)\\s+\\d+\\s+(\\S+)\\s+(\\S+)");
  private static final List<Instance> ALL = new ArrayList<>();

  public final Path data;
  public final int httpPort;
  public final int mqttPort;
  private final int sshPort;
  private final int pgPort;
  private final int smscPort;
  private final Map<String, String> variables = new TreeMap<>();
  private Process process;
  private Database external;
  private Path distribution;

  private Instance(Path data) {
    this.data = data;
    httpPort = Ports.free();
    sshPort = Ports.free();
    pgPort = Ports.free();
    mqttPort = Ports.free();
    smscPort = Ports.free();
  }

  /** An instance that has never run, in an empty directory. */
  public static synchronized Instance fresh(String name) throws IOException {
    Instance instance = empty(name);
    Files.createDirectories(instance.data.resolve("etc"));
    return instance;
  }

  /** As {@link #fresh}, with nothing in its directory, as one has it to restore into. */
  public static synchronized Instance empty(String name) throws IOException {
    Path data = Distribution.work().resolve("instances").resolve(name);
    Files.createDirectories(data.getParent());
    Distribution.run(Duration.ofMinutes(1), "rm", "-rf", data.toString());
    Files.createDirectories(data);
    return at(data);
  }

  /** One in a directory that is there, on a disk of its own perhaps. */
  public static synchronized Instance at(Path data) {
    Instance instance = new Instance(data);
    ALL.add(instance);
    return instance;
  }

  public static synchronized List<Instance> all() {
    return List.copyOf(ALL);
  }

  /** Writes one of the instance's configuration files, before or while it runs. */
  public Instance configured(String pid, Map<String, String> values) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    Files.writeString(data.resolve("etc/" + pid + ".cfg"), text);
    return this;
  }

  /** Lets it use a database of somebody else's, as a node among others. */
  public Instance on(Database database) throws IOException {
    external = database;
    Files.writeString(data.resolve("store-password"), database.password());
    return configured(
        "io.lamplighter.store",
        Map.of(
            "url", database.url(),
            "user", database.user(),
            "passwordFile", data.resolve("store-password").toString()));
  }

  /** Gives it what a further node on a database needs: the house key of one that is there. */
  public Instance admittedBy(Instance first) throws Exception {
    Path key = first.data.resolve("journal/house-key");
    Await.until(Duration.ofSeconds(30), first::tail, () -> Files.exists(key));
    Files.createDirectories(data.resolve("journal"));
    Files.copy(key, data.resolve("journal/house-key"));
    return this;
  }

  /** Starts it with a further variable of the environment. */
  public Instance with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Lets it run another distribution than the one that ships. */
  public Instance of(Path unpacked) {
    distribution = unpacked;
    return this;
  }

  private Path home() throws IOException {
    return distribution == null ? Distribution.home() : distribution;
  }

  public Instance start() throws IOException {
    return start("run");
  }

  public Instance start(String... mode) throws IOException {
    List<String> command = new ArrayList<>(List.of(home().resolve("bin/lamplighter").toString()));
    command.addAll(List.of(mode));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("console.log").toFile()));
    environment(builder);
    builder.environment().putAll(variables);
    process = builder.start();
    return this;
  }

  private void environment(ProcessBuilder builder) {
    builder
        .environment()
        .putAll(
            Map.of(
                "LAMP_DATA", data.toString(),
                "LAMP_HTTP_PORT", Integer.toString(httpPort),
                "LAMP_SSH_PORT", Integer.toString(sshPort),
                "LAMP_PG_PORT", Integer.toString(pgPort),
                "LAMP_MQTT_PORT", Integer.toString(mqttPort),
                "LAMP_SMSC_PORT", Integer.toString(smscPort),
                "LAMP_CONSOLE_LOG", "OFF",
                // What lives for a minute is not worth compiling a second time, which costs a
                // quarter of it.
                "LAMP_JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
  }

  /** Waits until it says 200; how long that took. */
  public Duration awaitHealthy(Duration limit) throws InterruptedException {
    long begun = System.nanoTime();
    Client client = client();
    String last = "silent";
    while (System.nanoTime() - begun < limit.toNanos()) {
      if (process != null && !process.isAlive()) {
        throw new AssertionError("It has ended with " + process.exitValue() + tail());
      }
      Client.Answer answer = client.tryGet("/health");
      if (answer != null && answer.status() == 200) {
        return Duration.ofNanos(System.nanoTime() - begun);
      }
      last = answer == null ? "silent" : answer.status() + " " + answer.text();
      Thread.sleep(50);
    }
    throw new AssertionError("Not healthy after " + limit + ": " + last + tail());
  }

  public Client client() {
    return new Client("http://127.0.0.1:" + httpPort);
  }

  /** The JVM, which the launcher watches over. */
  public long pid() {
    try {
      return Long.parseLong(Files.readString(data.resolve("lamplighter.pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher, which starts the JVM again when it fails. */
  public Process launcher() {
    return process;
  }

  /** kill -9 of the JVM. PostgreSQL lives on, as it would. */
  public void kill() throws InterruptedException {
    ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("process " + process.pid() + " does not die");
    }
  }

  /** kill -9 of the PostgreSQL server; false when none runs just now. */
  public boolean killPostgres() throws IOException {
    long pid = postmaster();
    return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /** The server's process, 0 when none runs. */
  public long postmaster() throws IOException {
    List<String> lines = postmasterFile();
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
  }

  private List<String> postmasterFile() throws IOException {
    try {
      return Files.readAllLines(data.resolve("postgres/postmaster.pid"));
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** Straight into its database, past everything that could make figures look better. */
  public Connection jdbc() throws SQLException, IOException {
    return (external == null ? Database.of(this, postmasterFile()) : external).open();
  }

  /** SIGTERM; how long it took to end. */
  public Duration stop() throws InterruptedException {
    long begun = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It did not stop within a minute" + tail());
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** One command of the instance's shell, and what it printed. */
  public String shell(String command) throws IOException {
    return Shell.run(data.resolve("etc"), sshPort, command);
  }

  /** One run of the distribution's own script on this instance, and what it printed. */
  public String script(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/lamplighter").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    environment(builder);
    return Distribution.run(Duration.ofSeconds(120), builder);
  }

  /** Ids of our bundles by name. */
  public Map<String, String> bundleIds() throws IOException {
    Map<String, String> ids = new TreeMap<>();
    String listed = shell("bundle:list -t 0 -s --no-format");
    Matcher row = BUNDLE.matcher(listed);
    while (row.find()) {
      ids.put(row.group(2), row.group(1));
    }
    if (!ids.containsKey("desk")) {
      throw new AssertionError("no bundles listed: " + listed);
    }
    return ids;
  }

  /** Every bundle with its version and state, by symbolic name and id. */
  public Map<String, String> bundles() throws IOException {
    Map<String, String> bundles = new TreeMap<>();
    Matcher row = ROW.matcher(shell("bundle:list -t 0 -s --no-format"));
    while (row.find()) {
      bundles.put(row.group(4) + " " + row.group(1), row.group(3) + " " + row.group(2));
    }
    return bundles;
  }

  /** The first start's users; they are made in the background, so the first to ask waits. */
  public Users users() throws Exception {
    Await.until(Duration.ofSeconds(60), () -> "no first users" + tail(), this::hasUsers);
    return Users.read(data.resolve("first-users.json"));
  }

  private boolean hasUsers() throws Exception {
    if (!Files.exists(data.resolve("first-users.json"))) {
      return false;
    }
    // The file is written before they are committed.
    return new Books(this).number("select count(*) from security.partner") > 0;
  }

  /** The end of its logs, for whoever has to find out what went wrong. */
  public String tail() {
    return "\n--- "
        + data
        + "\n"
        + tail(data.resolve("console.log"), 30)
        + tail(data.resolve("log/lamplighter.log"), 80);
  }

  private static String tail(Path file, int lines) {
    try {
      List<String> all = Files.readString(file, UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size())) + "\n";
    } catch (IOException e) {
      return "(no " + file.getFileName() + ")\n";
    }
  }

  /** Ends whatever still runs, without complaint. */
  @Override
  public void close() throws Exception {
    if (isRunning()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    killPostgres();
    synchronized (Instance.class) {
      ALL.remove(this);
    }
  }
}
