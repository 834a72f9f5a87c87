package io.lamplighter.systems;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Records;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Component;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Offers what routes to other systems share, and runs the routes of bundles that are nothing but
 * data: those with the header {@code Lamplighter-Routes: <system>}.
 */
@org.osgi.service.component.annotations.Component(
    service = {},
    immediate = true)
public final class Systems {
  private static final String HEADER = "Lamplighter-Routes";

  private final io.lamplighter.kit.neighbour.Neighbours tracked;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final BundleTracker<SystemRoutes> bundles;

  @Activate
  public Systems(BundleContext context) {
    tracked = new io.lamplighter.kit.neighbour.Neighbours(context);
    RouteServices neighbours =
        new RouteServices(
            tracked.of(Desk.class).service(),
            tracked.of(Customers.class).service(),
            tracked.of(Network.class).service(),
            tracked.of(Looks.class).service());
    InstantSource clock = tracked.clock();
    RecordService records =
        new RecordService(
            tracked.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=systems)").service(),
            tracked.of(Journal.class).service(),
            clock);
    LookupService lookups = new LookupService(neighbours, clock);
    DoorCalls inbox = new DoorCalls();
    components(records, records, neighbours, lookups, inbox, clock)
        .forEach((scheme, component) -> offer(context, scheme, component));
    registrations.add(context.registerService(Records.class, records, null));
    registrations.add(context.registerService(Lookups.class, lookups, null));
    registrations.add(context.registerService(DoorCalls.class, inbox, null));
    bundles = new BundleTracker<>(context, Bundle.ACTIVE, new RouteBundles());
    bundles.open();
  }

  /** By scheme: what a route may say. */
  static Map<String, Supplier<Component>> components(
      Records records,
      Outages outages,
      RouteServices neighbours,
      LookupService lookups,
      DoorCalls inbox,
      InstantSource clock) {
    Map<String, Supplier<Component>> components = new LinkedHashMap<>();
    components.put("mapping", () -> new Step(MappingStep::of));
    components.put("contract", () -> new Step(ContractStep::of));
    components.put("partner", () -> new Step(PartnerStep::of));
    components.put("move", () -> new Step(MoveStep.with(neighbours, clock)));
    components.put("record", () -> new Step(RecordStep.with(records, neighbours)));
    components.put("outage", () -> new Step(OutageStep.with(outages, neighbours)));
    components.put("import", () -> new Step(ImportStep.with(neighbours)));
    components.put("lookup", lookups::component);
    components.put("door", inbox::component);
    return components;
  }

  private void offer(BundleContext context, String scheme, Supplier<Component> component) {
    registrations.add(
        context.registerService(
            Component.class,
            new PrototypeServiceFactory<Component>() {
              @Override
              public Component getService(
                  Bundle bundle, ServiceRegistration<Component> registration) {
                return component.get();
              }

              @Override
              public void ungetService(
                  Bundle bundle, ServiceRegistration<Component> registration, Component given) {}
            },
            new Hashtable<>(Map.of("camel.component", scheme))));
  }

  /** Bundles of routes come and go. */
  private static final class RouteBundles implements BundleTrackerCustomizer<SystemRoutes> {
    @Override
    @SuppressWarnings("NullAway") // The tracker takes null for a bundle that is none of ours.
    public SystemRoutes addingBundle(Bundle bundle, BundleEvent event) {
      String system = bundle.getHeaders("").get(HEADER);
      BundleContext owner = bundle.getBundleContext();
      return system == null || owner == null ? null : new SystemRoutes(bundle, owner, system);
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, SystemRoutes routes) {}

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, SystemRoutes routes) {
      routes.close();
    }
  }

  @Deactivate
  void stop() {
    bundles.close();
    registrations.forEach(ServiceRegistration::unregister);
    tracked.close();
  }
}
