package io.lamplighter.door;

import io.lamplighter.kit.text.CommaList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** Reads the header {@value #HEADER} of every installed bundle, whether it can run or not. */
final class Announcements implements BundleTrackerCustomizer<AtomicReference<List<String>>> {
  static final String HEADER = "Lamplighter-Door";
  private final Signs<?> signs;

  Announcements(Signs<?> signs) {
    this.signs = signs;
  }

  static BundleTracker<?> open(BundleContext context, Signs<?> signs) {
    int installed =
        Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
    BundleTracker<?> tracker = new BundleTracker<>(context, installed, new Announcements(signs));
    tracker.open();
    return tracker;
  }

  @Override
  public AtomicReference<List<String>> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    AtomicReference<List<String>> announced = new AtomicReference<>(List.of());
    replace(announced, paths(bundle));
    return announced;
  }

  @Override
  public void modifiedBundle(
      Bundle bundle, @Nullable BundleEvent event, AtomicReference<List<String>> announced) {
    replace(announced, paths(bundle));
  }

  @Override
  public void removedBundle(
      Bundle bundle, @Nullable BundleEvent event, AtomicReference<List<String>> announced) {
    replace(announced, List.of());
  }

  /** The new paths first: one that stays is announced all the time. */
  private void replace(AtomicReference<List<String>> announced, List<String> paths) {
    paths.forEach(path -> signs.at(path).announce());
    announced.getAndSet(paths).forEach(path -> signs.at(path).withdraw());
  }

  private static List<String> paths(Bundle bundle) {
    String header = bundle.getHeaders("").get(HEADER);
    return header == null ? List.of() : CommaList.of(header);
  }
}
