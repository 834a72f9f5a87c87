package io.lamplighter.accountability;

import io.lamplighter.kit.data.OwnFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library in force: the one that ships, or a company's own in {@code etc/accountability}.
 * Checked as a whole; while anything is wrong, the last good one stays.
 */
final class Libraries {
  private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);

  private final @Nullable Path own;
  private Object seen;
  private volatile Library library;
  private volatile @Nullable String mistake;

  /**
   * @param own where own files lie; null for none
   */
  Libraries(@Nullable Path own) {
    this.own = own;
    Object begunWith = List.of();
    Library begun;
    try {
      begunWith = OwnFiles.sight(own);
      begun = Library.load(own);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      mistake = e.getMessage();
      LOG.warn("The library that ships is in force: {}", e.getMessage());
      begun = Library.load(null);
    }
    seen = begunWith;
    library = begun;
  }

  Library inForce() {
    return library;
  }

  /** Why the company's own files are not in force; empty when they are. */
  Optional<String> mistake() {
    return Optional.ofNullable(mistake);
  }

  /** Looks again when a file has changed. */
  synchronized void look() {
    try {
      Object sight = OwnFiles.sight(own);
      if (sight.equals(seen)) {
        return;
      }
      seen = sight;
      library = Library.load(own);
      mistake = null;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // Files that cannot be read are read again; nothing else waits for them.
      seen = e instanceof UncheckedIOException ? List.of() : seen;
      if (!Objects.equals(mistake, e.getMessage())) {
        LOG.warn("The library in force stays: {}", e.getMessage());
      }
      mistake = e.getMessage();
    }
  }
}
