package io.lamplighter.screens;

import io.lamplighter.kit.files.BundleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles that bring screens: those with the header {@code Lamplighter-Screens: <name>}, of
 * which {@code web/part.json} says what there is. One that is installed and does not run is away;
 * its files are there all the same, for pages that are open.
 */
final class Parts implements BundleTrackerCustomizer<String>, AutoCloseable {
  static final String HEADER = "Lamplighter-Screens";

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final int PRESENT =
      Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

  private final Map<String, Part> parts = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final BundleTracker<String> tracker;

  Parts(BundleContext context, InstantSource clock) {
    this.clock = clock;
    this.tracker = new BundleTracker<>(context, PRESENT, this);
    tracker.open();
  }

  /**
   * One part.
   *
   * @param revision tells one content of the bundle from the next
   * @param away since when it has not run; null while it runs
   * @param offer its part.json
   */
  record Part(long revision, @Nullable Instant away, String offer, BundleFiles files) {}

  /** The part's files, null when there is no such part. */
  @Nullable BundleFiles files(String name) {
    Part part = parts.get(name);
    return part == null ? null : part.files;
  }

  /** All of them as JSON, for the frame. */
  String list() {
    StringBuilder list = new StringBuilder("[");
    new TreeMap<>(parts)
        .forEach(
            (name, part) -> {
              String since = part.away == null ? "null" : "\"" + part.away + "\"";
              String comma = list.length() > 1 ? "," : "";
              list.append(comma).append("{\"name\":\"").append(name).append("\",\"away\":");
              list.append(since).append(",\"screen\":").append(part.offer).append('}');
            });
    return list.append(']').toString();
  }

  @Override
  public @Nullable String addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    String name = bundle.getHeaders("").get(HEADER);
    if (name == null) {
      return null;
    }
    if (!name.matches("[a-z][a-z0-9-]*")) {
      LOG.warn("{} names its screens '{}': small letters, digits and dashes", bundle, name);
      return null;
    }
    look(name, bundle);
    return name;
  }

  @Override
  public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, String name) {
    look(name, bundle);
  }

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, String name) {
    parts.remove(name);
  }

  private void look(String name, Bundle bundle) {
    parts.compute(name, (same, before) -> look(bundle, before));
  }

  private @Nullable Part look(Bundle bundle, @Nullable Part before) {
    boolean runs = bundle.getState() == Bundle.ACTIVE;
    Instant away = before == null ? null : before.away;
    if (runs) {
      away = null;
    } else if (away == null) {
      away = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
    long revision = bundle.getLastModified();
    if (before != null && before.revision == revision) {
      return new Part(revision, away, before.offer, before.files);
    }
    URL offer = bundle.getEntry("web/part.json");
    if (offer == null) {
      LOG.warn("{} has the header {} and no web/part.json", bundle, HEADER);
      return null;
    }
    try (InputStream in = offer.openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Part(revision, away, text, files(bundle));
    } catch (IOException e) {
      LOG.warn("The screens of {} cannot be read", bundle, e);
      return null;
    }
  }

  static BundleFiles files(Bundle bundle) {
    return new BundleFiles(
        path -> bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getEntry("web/" + path));
  }

  @Override
  public void close() {
    tracker.close();
  }
}
