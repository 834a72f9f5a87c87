package io.lamplighter.shell;

import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.DatabaseCopy;
import io.lamplighter.kit.data.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/**
 * {@code lamp:backup FILE}: the whole instance as one file, while it runs: configuration, keys,
 * what waits in the broker, the database, the heads. Nothing is sealed meanwhile, so that database
 * and heads agree; appending goes on.
 */
@Service
@Command(
    scope = "lamp",
    name = "backup",
    description = "Writes a backup of this running instance / 备份运行中的实例")
public final class BackupCommand extends LampCommand {
  private static final Text DATABASE = new Text("The database's copy", "数据库复制服务");
  private static final Text STORE = new Text("The store", "存储服务");

  /** Says what the file is; it comes first. */
  static final String MARK = "lamplighter-backup";

  private static final String HEADS = "journal";

  /** The database is copied in its own way, and what a start makes anew not at all. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "postgres",
          "store-embedded",
          "karaf",
          "log",
          "lamplighter.pid",
          "lamplighter.ports",
          "lost+found",
          HEADS);

  @Argument(
      name = "file",
      required = true,
      description = "The file, which must not be there yet / 目标文件，不得已存在")
  String file = "";

  @Override
  void run() throws CommandException {
    Path whole = Path.of(file).toAbsolutePath();
    if (Files.exists(whole)) {
      throw failure(whole + " is there already", whole + " 已存在");
    }
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    Path data = DataFolder.of(context()).path().toAbsolutePath();
    Instant now = with(InstantSource.class, STORE, InstantSource::instant);
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      with(Seals.class, Parts.JOURNAL, seals -> still(seals, part, data, now));
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      say("Backed up to " + whole, "已备份到 " + whole);
    } catch (IOException | UncheckedIOException e) {
      String why = Plain.line(String.valueOf(e.getMessage()));
      throw failure("No backup: " + why, "备份失败：" + why);
    } finally {
      remove(part);
    }
  }

  private void remove(Path part) throws CommandException {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw failure("Cannot delete " + part, "无法删除 " + part);
    }
  }

  private boolean still(Seals seals, Path part, Path data, Instant now) {
    seals.still(
        () -> {
          try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            BackupArchive archive = new BackupArchive(out, now);
            write(archive, data, now, part);
            archive.finish();
            channel.force(true);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (CommandException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
          }
        });
    return true;
  }

  private void write(BackupArchive archive, Path data, Instant now, Path part)
      throws IOException, CommandException {
    archive.text(MARK, "made " + now + "\n");
    // The broker before the database: what it hands over meanwhile is taken twice, not never.
    for (Path top : list(data)) {
      if (!LEFT_OUT.contains(top.getFileName().toString()) && !top.equals(part)) {
        tree(archive, data, top, part);
      }
    }
    with(
        DatabaseCopy.class,
        DATABASE,
        copy -> {
          try {
            copy.copyTo(archive);
            return true;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    tree(archive, data, data.resolve(HEADS), part);
  }

  private static void tree(BackupArchive archive, Path data, Path path, Path part)
      throws IOException {
    String name = data.relativize(path).toString();
    if (Files.isDirectory(path)) {
      archive.folder(name);
      for (Path child : list(path)) {
        tree(archive, data, child, part);
      }
    } else if (Files.isRegularFile(path) && !path.equals(part)) {
      archive.file(name, path);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
