package io.lamplighter.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL server on one data directory: made, started, looked at, stopped. */
final class PostgresServer {
  static final String USER = "lamplighter";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  private static final String SETTINGS =
      """
      # Written at every start; change settings with ALTER SYSTEM.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 100
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      shared_buffers = 128MB
      max_wal_size = 1GB
      wal_compression = on
      checkpoint_timeout = 10min
      checkpoint_completion_target = 0.9
      random_page_cost = 1.1
      autovacuum_naptime = 5s
      timezone = 'UTC'
      log_timezone = 'UTC'
      log_min_messages = warning
      logging_collector = on
      log_filename = 'postgresql-%a.log'
      log_truncate_on_rotation = on
      log_rotation_age = 1d
      """;

  private final Path data;
  private final Path passwordFile;
  private final Programs programs;
  private final int port;

  private PostgresServer(Path root, int port, Programs programs) {
    data = root.resolve("postgres");
    passwordFile = root.resolve("postgres-password");
    this.programs = programs;
    this.port = port;
  }

  /**
   * Unpacks and initialises what is not there yet.
   *
   * @param root the instance's directory
   */
  static PostgresServer prepare(Path root, int port) throws IOException, InterruptedException {
    Path work = Files.createDirectories(root.toAbsolutePath().resolve("store-embedded"));
    Path home = Binaries.unpack(work);
    Programs programs = new Programs(home.resolve("bin"), work.resolve("last-output.log"));
    PostgresServer server = new PostgresServer(root.toRealPath(), port, programs);
    server.initialise();
    return server;
  }

  private void initialise() throws IOException, InterruptedException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    // A name of its own until it is complete: a kill half-way leaves nothing that looks like data.
    Path half = data.resolveSibling("postgres.initialising");
    Binaries.delete(half);
    writePassword();
    programs.run(
        "initdb",
        List.of(
            "-D",
            half.toString(),
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            passwordFile.toString(),
            "-E",
            "UTF-8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            // Stretching is for passwords that people choose; ours is random, and checked at every
            // connection.
            "--set=scram_iterations=1"));
    Files.writeString(
        half.resolve("postgresql.conf"),
        "\ninclude 'lamplighter.conf'\n",
        StandardOpenOption.APPEND);
    Files.move(half, data);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, HexFormat.of().formatHex(random) + "\n");
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String password() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  /** Starts it and returns when it accepts connections; a server left behind is stopped first. */
  void start() throws IOException, InterruptedException {
    stop();
    Files.writeString(
        data.resolve("lamplighter.conf"),
        SETTINGS + "port = " + port + "\n",
        StandardCharsets.UTF_8);
    programs.run(
        "pg_ctl",
        List.of(
            "start",
            "-w",
            "-t",
            "60",
            "-D",
            data.toString(),
            "-l",
            data.resolveSibling("store-embedded").resolve("postgres-start.log").toString()));
  }

  /** Stops whatever works on the data directory; does nothing when nothing does. */
  void stop() throws IOException, InterruptedException {
    if (isRunning()) {
      try {
        programs.run("pg_ctl", List.of("stop", "-m", "fast", "-t", "20", "-D", data.toString()));
      } catch (IOException e) {
        LOG.warn("PostgreSQL did not stop by itself, its log has the crash recovery to come", e);
        programs.run(
            "pg_ctl", List.of("stop", "-m", "immediate", "-t", "10", "-D", data.toString()));
      }
    }
    killLeftBehind();
    // Its process number may be another program's by now.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** Backends outlive a killed postmaster for a moment and hold the shared memory. */
  private void killLeftBehind() throws InterruptedException {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses().filter(process -> worksHere(process.pid())).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    for (int i = 0; i < 50 && left.stream().anyMatch(process -> worksHere(process.pid())); i++) {
      Thread.sleep(20);
    }
  }

  boolean isRunning() {
    return postmaster().filter(this::worksHere).isPresent();
  }

  /** The process number in {@code postmaster.pid}. */
  Optional<Long> postmaster() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Every process of a server stays in its data directory; a zombie is nowhere. */
  private boolean worksHere(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(data);
    } catch (IOException e) {
      return false;
    }
  }
}
