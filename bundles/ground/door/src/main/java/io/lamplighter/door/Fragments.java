package io.lamplighter.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bundles that run say of themselves in one dialect. Read when somebody asks, and when it
 * has changed.
 */
final class Fragments implements BundleTrackerCustomizer<Fragment> {
  private static final Logger LOG = LoggerFactory.getLogger(Fragments.class);
  private final Dialect dialect;
  private final BundleTracker<Fragment> tracker;
  private int read = -1;
  private @Nullable ObjectNode whole;

  Fragments(BundleContext context, Dialect dialect) {
    this.dialect = dialect;
    tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
  }

  void open() {
    tracker.open();
  }

  void close() {
    tracker.close();
  }

  /** As they say it now; not to be changed. */
  synchronized ObjectNode whole() {
    int now = tracker.getTrackingCount();
    if (whole == null || read != now) {
      // The oldest first: a part that comes later and contradicts is the one to be left out.
      Map<Bundle, Fragment> tracked = tracker.getTracked();
      whole = merged(tracked.keySet().stream().sorted().map(tracked::get).toList());
      read = now;
    }
    return whole;
  }

  private ObjectNode merged(List<Fragment> fragments) {
    Description description = new Description(dialect, Fragment.own(dialect));
    for (Fragment fragment : fragments) {
      try {
        List<String> against = description.add(fragment.read());
        if (!against.isEmpty()) {
          LOG.warn(
              "{} of {} is left out, others say otherwise: {}",
              dialect.file,
              fragment.owner(),
              against);
        }
      } catch (IOException e) {
        LOG.warn("{} of {} is left out: {}", dialect.file, fragment.owner(), e.getMessage());
      }
    }
    return description.whole();
  }

  @Override
  public @Nullable Fragment addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    return Fragment.of(bundle, dialect);
  }

  @Override
  public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Fragment fragment) {}

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Fragment fragment) {}
}
