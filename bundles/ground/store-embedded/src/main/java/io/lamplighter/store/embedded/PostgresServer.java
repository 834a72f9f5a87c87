package io.lamplighter.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL server on one data directory: made, started, looked at, stopped. */
final class PostgresServer {
  /** Owns the tables. */
  static final String OWNER = "lamplighter";

  /** Works with them. */
  static final String USER = "lamplighter_app";

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
  private final Path ownerPassword;
  private final Path userPassword;
  private final Programs programs;
  private final int port;

  private PostgresServer(Path root, int port, Programs programs) {
    data = root.resolve("postgres");
    ownerPassword = root.resolve("postgres-password");
    userPassword = root.resolve("postgres-app-password");
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
    // Before the password is made anew: the one there is that of the database that is away.
    if (Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(data + " holds no database; is its disk mounted?");
    }
    // A name of its own until it is complete: a kill half-way leaves nothing that looks like data.
    Path half = data.resolveSibling("postgres.initialising");
    Binaries.delete(half);
    writePassword(ownerPassword, randomPassword());
    programs.run(
        "initdb",
        List.of(
            "-D",
            half.toString(),
            "-U",
            OWNER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            ownerPassword.toString(),
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

  private static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Moved into place when it is whole. */
  private static void writePassword(Path file, String password) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, password + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the role that works, once; also in a data directory that had only the owner. */
  private void makeUser() throws IOException {
    if (Files.exists(userPassword)) {
      return;
    }
    String password = randomPassword();
    try (Connection connection = connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DO $$ BEGIN CREATE ROLE "
              + USER
              + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
      statement.execute("ALTER ROLE " + USER + " PASSWORD '" + password + "'");
    } catch (SQLException e) {
      throw new IOException("The role " + USER + " could not be made", e);
    }
    writePassword(userPassword, password);
  }

  Connection connectAsOwner() throws SQLException, IOException {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setUrl(url());
    driver.setUser(OWNER);
    driver.setPassword(ownerPassword());
    return driver.getConnection();
  }

  Path data() {
    return data;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String password() throws IOException {
    return Files.readString(userPassword).strip();
  }

  String ownerPassword() throws IOException {
    return Files.readString(ownerPassword).strip();
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
    makeUser();
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
