package io.lamplighter.journal;

import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the bundles that are installed say of themselves that they write; what a part that is
 * stopped for the moment writes is known all the same.
 */
@Component(service = FactTypes.class, immediate = true)
public final class FactRegistry implements FactTypes {
  private static final Logger LOG = LoggerFactory.getLogger(FactRegistry.class);
  private static final int RESOLVED =
      Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

  /** Whoever asks for more of a company's own types has each of them compared again. */
  private static final int MAX_SOUND = 1_000;

  private final BundleTracker<List<Type>> bundles;
  private volatile Known known = new Known(-1);

  /**
   * What was told after so many changes of bundles.
   *
   * @param sound types that were asked for and are no mistake, a company's own too
   */
  private record Known(int changes, SortedMap<String, Type> types, Set<String> sound) {
    Known(int changes) {
      this(changes, new TreeMap<>(), ConcurrentHashMap.newKeySet());
    }
  }

  @Activate
  public FactRegistry(BundleContext context) {
    bundles = new BundleTracker<>(context, RESOLVED, new Reading());
    bundles.open();
  }

  @Deactivate
  void stop() {
    bundles.close();
  }

  private static final class Reading implements BundleTrackerCustomizer<List<Type>> {
    @Override
    public List<Type> addingBundle(Bundle bundle, BundleEvent event) {
      return bundle.adapt(BundleRevision.class).getDeclaredCapabilities(FactType.NAMESPACE).stream()
          .map(capability -> String.valueOf(capability.getAttributes().get("record")))
          .flatMap(record -> types(bundle, record))
          .toList();
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<Type> types) {
      // It says the same in every state.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<Type> types) {
      // It is not asked any more.
    }
  }

  private static Stream<Type> types(Bundle bundle, String record) {
    try {
      return types(bundle.loadClass(record));
    } catch (ClassNotFoundException | LinkageError broken) {
      LOG.error("{} names a fact that it does not have: {}", bundle, record, broken);
      return Stream.empty();
    }
  }

  /** The types that a record is the data of. */
  static Stream<Type> types(Class<?> record) {
    FactType types = record.getAnnotation(FactType.class);
    return Stream.of(types.value())
        .map(type -> new Type(type, types.says(), FactSchema.of(type, types.says(), record)));
  }

  private Known known() {
    int changes = bundles.getTrackingCount();
    Known last = known;
    if (last.changes() != changes) {
      last = new Known(changes);
      for (List<Type> told : bundles.getTracked().values()) {
        for (Type one : told) {
          last.types().put(one.type(), one);
        }
      }
      known = last;
    }
    return last;
  }

  @Override
  public List<Type> all() {
    return List.copyOf(known().types().values());
  }

  @Override
  public Optional<Type> find(String type) {
    SortedMap<String, Type> known = known().types();
    Type named = known.get(type);
    return named != null || type.indexOf('.') < 0
        ? Optional.ofNullable(named)
        : Optional.ofNullable(known.get("*" + type.substring(type.indexOf('.'))));
  }

  @Override
  public Optional<String> mistake(String type) {
    Known now = known();
    if (now.sound().contains(type)) {
      return Optional.empty();
    }
    Optional<String> mistake = Spelling.mistake(type, now.types().keySet());
    if (mistake.isEmpty() && now.sound().size() < MAX_SOUND) {
      now.sound().add(type);
    }
    return mistake;
  }
}
