package io.lamplighter.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scripts with which Karaf begins each session: nobody has typed them. */
record Scripts(Set<String> texts) {
  private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);

  static Scripts of(@Nullable String etc) {
    Set<String> texts = new HashSet<>();
    if (etc != null) {
      add(Path.of(etc, "shell.init.script"), texts);
      try (DirectoryStream<Path> more = Files.newDirectoryStream(Path.of(etc, "scripts"))) {
        more.forEach(script -> add(script, texts));
      } catch (IOException none) {
        LOG.debug("No scripts of sessions", none);
      }
    }
    return new Scripts(Set.copyOf(texts));
  }

  private static void add(Path script, Set<String> texts) {
    try {
      texts.add(Files.readString(script).strip());
    } catch (IOException none) {
      LOG.debug("No script {}", script, none);
    }
  }

  boolean contain(CharSequence line) {
    return texts.contains(line.toString().strip());
  }
}
