package io.lamplighter.itests;

import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shell of an instance for logins that are added to it. */
final class MachineShell {
  private static final Pattern SSH = Pattern.compile("ssh=(\\d+)");

  private final Instance instance;
  private final Map<String, String> passwords = new HashMap<>();

  MachineShell(Instance instance) {
    this.instance = instance;
  }

  void add(String login, String roles) throws IOException {
    passwords.put(login, UUID.randomUUID().toString());
    Files.writeString(
        instance.data.resolve("etc/users.properties"),
        "\n" + login + " = " + passwords.get(login) + "," + roles + "\n",
        StandardOpenOption.APPEND);
  }

  /** What the commands have shown, each in a session of its own: one that fails ends it. */
  String as(String login, List<String> commands) throws IOException {
    StringBuilder shown = new StringBuilder();
    for (String command : commands) {
      shown.append(run(login, command)).append('\n');
    }
    return shown.toString();
  }

  private String run(String login, String command) throws IOException {
    Path input = Files.writeString(instance.data.resolve("typed.txt"), command + "\n");
    ProcessBuilder client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dkaraf.etc=" + instance.data.resolve("etc"),
                "-Dorg.jline.terminal.dumb=true",
                "-classpath",
                classpath(),
                "org.apache.karaf.client.Main",
                "-a",
                port(),
                "-h",
                "127.0.0.1",
                "-u",
                login,
                "-p",
                passwords.get(login),
                "-b")
            .redirectInput(input.toFile());
    return Distribution.run(Duration.ofSeconds(60), client);
  }

  private String port() throws IOException {
    Matcher ssh = SSH.matcher(Files.readString(instance.data.resolve("lamplighter.ports")));
    if (!ssh.find()) {
      throw new IOException("no port of the shell");
    }
    return ssh.group(1);
  }

  private static String classpath() throws IOException {
    Path system = Distribution.home().resolve("system/org");
    List<Path> jars = new ArrayList<>();
    for (String folder :
        List.of(
            "apache/karaf/org.apache.karaf.client",
            "apache/sshd",
            "fusesource/jansi/jansi",
            "jline/jline")) {
      try (Stream<Path> files = Files.walk(system.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
  }
}
