package io.lamplighter.store.embedded;

import io.lamplighter.api.store.DatabaseCopy;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base backup of the running server by PostgreSQL's low-level interface (its manual, 25.3.4): no
 * client program comes with the server. The write-ahead log of the copy's time is in the copy.
 */
final class RunningCopy implements DatabaseCopy {
  private static final String ROOT = "postgres";

  /** What a starting server makes anew; the folders themselves must be there. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "log");

  private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final Pattern FIRST =
      Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

  private final PostgresServer server;

  RunningCopy(PostgresServer server) {
    this.server = server;
  }

  @Override
  public void copyTo(Target target) throws IOException {
    try (Connection connection = server.connectAsOwner();
        Statement statement = connection.createStatement()) {
      // Keeps the log of this time; the slot is gone with the connection, however that ends.
      statement.execute(
          "SELECT pg_create_physical_replication_slot('lamplighter_backup', true, true)");
      statement.execute("SELECT pg_backup_start('lamplighter', true)");
      copyFiles(target);
      try (ResultSet end =
          statement.executeQuery(
              "SELECT labelfile, spcmapfile, pg_walfile_name(lsn) FROM pg_backup_stop(false)")) {
        end.next();
        target.text(ROOT + "/backup_label", end.getString(1));
        if (!end.getString(2).isBlank()) {
          throw new IOException("The database has tablespaces, which are not copied");
        }
        copyLog(target, first(end.getString(1)), end.getString(3));
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL refuses a backup: " + e.getMessage(), e);
    }
  }

  private static String first(String label) throws IOException {
    Matcher found = FIRST.matcher(label);
    if (!found.find()) {
      throw new IOException("PostgreSQL's backup label does not name a log file");
    }
    return found.group(1);
  }

  private void copyFiles(Target target) throws IOException {
    Path data = server.data();
    // An operator may have put it, or its write-ahead log, on another disk.
    Files.walkFileTree(
        data,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            target.folder(name(folder));
            return folder.getParent() != null
                    && folder.getParent().equals(data)
                    && EMPTY.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!LEFT_OUT.contains(file.getFileName().toString())) {
              target.file(name(file), file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** Tables are dropped while others are copied. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, @org.jspecify.annotations.Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String name(Path file) {
    String relative = server.data().relativize(file).toString();
    return relative.isEmpty() ? ROOT : ROOT + "/" + relative;
  }

  private void copyLog(Target target, String first, String last) throws IOException {
    Path folder = server.data().resolve("pg_wal");
    target.folder(ROOT + "/pg_wal/archive_status");
    target.folder(ROOT + "/pg_wal/summaries");
    List<Path> segments;
    try (Stream<Path> all = Files.list(folder)) {
      segments = all.filter(file -> isWanted(file, first, last)).sorted().toList();
    }
    for (Path segment : segments) {
      target.file(name(segment), segment);
    }
  }

  private static boolean isWanted(Path file, String first, String last) {
    String name = file.getFileName().toString();
    return name.endsWith(".history")
        || (SEGMENT.matcher(name).matches()
            && name.compareTo(first) >= 0
            && name.compareTo(last) <= 0);
  }
}
