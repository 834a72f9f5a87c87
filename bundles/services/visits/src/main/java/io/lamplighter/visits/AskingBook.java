package io.lamplighter.visits;

import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.data.OwnFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables in force: those that ship, or a company's own in {@code etc/visits}. Looked at in each
 * round, checked as a whole; while anything is wrong, the last good ones stay.
 */
@Component(service = AskingBook.class)
public final class AskingBook {
  private static final Logger LOG = LoggerFactory.getLogger(AskingBook.class);

  private final @Nullable Path own;
  private volatile Asking asking;
  private volatile @Nullable String mistake;
  private Object seen;

  @Activate
  public AskingBook(BundleContext context) {
    this(DataFolder.of(context).own("visits"));
  }

  /**
   * @param own where own files lie; null for none
   */
  AskingBook(@Nullable Path own) {
    this.own = own;
    seen = OwnFiles.sight(own);
    try {
      asking = Asking.load(own);
    } catch (IllegalArgumentException e) {
      LOG.warn("The tables that ship are in force: {}", e.getMessage());
      mistake = e.getMessage();
      asking = Asking.load(null);
    }
  }

  Asking asking() {
    return asking;
  }

  /** Why the company's files are not in force; empty when they are. */
  Optional<String> mistake() {
    return Optional.ofNullable(mistake);
  }

  /** Looks again; other tables come in force when a file has changed and nothing is wrong. */
  synchronized void look() {
    Object now = OwnFiles.sight(own);
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      asking = Asking.load(own);
      mistake = null;
    } catch (IllegalArgumentException e) {
      LOG.warn("The tables in force stay: {}", e.getMessage());
      mistake = e.getMessage();
    }
  }
}
