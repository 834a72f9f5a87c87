package io.lamplighter.door;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** Reads the header {@value #HEADER} of every installed bundle, whether it can run or not. */
final class Announcements implements BundleTrackerCustomizer<List<String>> {
  static final String HEADER = "Lamplighter-Door";
  private final Signs<?> signs;

  private Announcements(Signs<?> signs) {
    this.signs = signs;
  }

  static BundleTracker<List<String>> open(BundleContext context, Signs<?> signs) {
    int installed =
        Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
    BundleTracker<List<String>> tracker =
        new BundleTracker<>(context, installed, new Announcements(signs));
    tracker.open();
    return tracker;
  }

  @Override
  public @Nullable List<String> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    List<String> paths = paths(bundle);
    paths.forEach(path -> signs.at(path).announce());
    return paths;
  }

  @Override
  public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> paths) {
    // A replaced bundle keeps what it announced until it is gone: better 503 than 404.
  }

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> paths) {
    paths.forEach(path -> signs.at(path).withdraw());
  }

  private static List<String> paths(Bundle bundle) {
    String header = bundle.getHeaders("").get(HEADER);
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }
}
