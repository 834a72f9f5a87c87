package io.lamplighter.camel;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.routes.Routes;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Runs the routes that are there: those of the files in {@code etc/routes} and those that bundles
 * offer ({@code RoutesBuilder} services with the property {@code routes.name}, and {@code
 * routes.missing} while settings that they need are not given). Each set has its own Camel context;
 * nobody's mistake touches a neighbour.
 */
@Component(immediate = true, service = Routes.class)
public final class RouteHost implements Routes {
  private static final long LOOK_MILLIS = 250;
  private static final String NAME = "routes.name";
  private static final String MISSING = "routes.missing";
  private static final String COMPONENT = "camel.component";

  private final Couriers couriers;
  private final BundleContext framework;
  private final Neighbours neighbours;
  private final House house;
  private final Components components = new Components();
  private final RouteContexts contexts;
  private final LastGood lastGood;
  private final Map<String, Hosted> hosted = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer = Threads.timer("route-files", 1);

  @Activate
  public RouteHost(@Reference Couriers couriers, @Reference Secrets secrets, BundleContext bundle) {
    this.couriers = couriers;
    framework = bundle;
    neighbours = new Neighbours(bundle);
    house = neighbours.house();
    Desk desk = neighbours.of(Desk.class).service();
    FactTypes types = neighbours.of(FactTypes.class).service();
    InstantSource clock = neighbours.clock();
    components.put("journal", () -> new JournalComponent(couriers, types));
    components.put("desk", () -> new DeskComponent(desk));
    DataFolder data = DataFolder.of(bundle);
    Path files = data.own("routes");
    contexts = new RouteContexts(components, files, secrets, house, clock);
    lastGood = new LastGood(data.of("routes"));
    RouteFolder folder = new RouteFolder(files, new FileSets());
    timer.scheduleWithFixedDelay(folder::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Puts what the folder tells into contexts. */
  private final class FileSets implements RouteFolder.Listener {
    @Override
    public void put(RouteFile file) {
      Hosted here = host(file);
      if (here.put(file)) {
        lastGood.keep(file);
      } else {
        lastGood.of(file.key()).ifPresent(here::fallBackTo);
      }
    }

    @Override
    public void gone(String key) {
      remove(key);
      lastGood.forget(key);
    }
  }

  @Reference(
      target = "(" + NAME + "=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeRoutes")
  void addRoutes(RoutesBuilder routes, Map<String, Object> properties) {
    RouteBundle source = bundle(routes, properties);
    Hosted set = host(source);
    timer.execute(() -> set.put(source));
  }

  /** Waits until they have stopped: the bundle behind them is about to go. */
  void removeRoutes(RoutesBuilder routes, Map<String, Object> properties) {
    remove(key(properties));
  }

  /** Routes are those of the bundle in whose name they are offered, whoever made the object. */
  private RouteBundle bundle(RoutesBuilder routes, Map<String, Object> properties) {
    Object id = Objects.requireNonNull(properties.get(Constants.SERVICE_BUNDLEID));
    Bundle owner = framework.getBundle((Long) id);
    return new RouteBundle(
        key(properties),
        String.valueOf(properties.get(NAME)),
        owner.getSymbolicName() + " " + owner.getVersion(),
        owner.adapt(BundleWiring.class).getClassLoader(),
        routes,
        missing(properties));
  }

  /** What a set of routes is waiting for, as one text or several. */
  private static List<String> missing(Map<String, Object> properties) {
    Object missing = properties.get(MISSING);
    return missing instanceof String[] several
        ? List.of(several)
        : missing == null ? List.of() : List.of(missing.toString());
  }

  private static String key(Map<String, Object> properties) {
    return "service " + properties.get(Constants.SERVICE_ID);
  }

  @Reference(
      target = "(" + COMPONENT + "=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      scope = ReferenceScope.PROTOTYPE_REQUIRED,
      unbind = "removeComponent")
  void addComponent(
      ComponentServiceObjects<org.apache.camel.Component> component,
      Map<String, Object> properties) {
    Bundle bundle = component.getServiceReference().getBundle();
    components.put(
        String.valueOf(properties.get(COMPONENT)),
        component::getService,
        bundle.adapt(BundleWiring.class).getClassLoader());
    timer.execute(this::tryRefused);
  }

  /** Routes that use it stop before it goes. */
  void removeComponent(
      ComponentServiceObjects<org.apache.camel.Component> component,
      Map<String, Object> properties) {
    String name = String.valueOf(properties.get(COMPONENT));
    components.remove(name);
    for (Hosted set : hosted.values()) {
      RouteContext running = set.running();
      if (running != null && running.camel().getComponentNames().contains(name)) {
        set.stop();
        timer.execute(() -> set.put(set.newest()));
      }
    }
  }

  private void tryRefused() {
    hosted.values().stream()
        .filter(set -> set.mistake() != null)
        .forEach(set -> set.put(set.newest()));
  }

  private Hosted host(RouteSource source) {
    return hosted.computeIfAbsent(source.key(), key -> new Hosted(contexts, source));
  }

  private void remove(String key) {
    Hosted gone = hosted.remove(key);
    if (gone != null) {
      gone.close();
    }
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
    hosted.values().forEach(Hosted::close);
    neighbours.close();
  }

  @Override
  public List<RouteSet> all(Caller caller) {
    caller.require(Role.values());
    boolean causes = caller.covers(house.region());
    return hosted.values().stream()
        .map(set -> RouteViews.of(set, couriers, contexts.secrets(), causes))
        .sorted(Comparator.comparing(RouteSet::name))
        .toList();
  }
}
