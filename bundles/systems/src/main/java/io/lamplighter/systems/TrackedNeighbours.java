package io.lamplighter.systems;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.network.Network;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The neighbours as the framework knows them; one that is being swapped is waited for. */
final class TrackedNeighbours implements Neighbours, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServiceTracker<Desk, Desk> desk;
  private final ServiceTracker<Customers, Customers> customers;
  private final ServiceTracker<Network, Network> network;

  TrackedNeighbours(BundleContext context) {
    desk = new ServiceTracker<>(context, Desk.class, null);
    customers = new ServiceTracker<>(context, Customers.class, null);
    network = new ServiceTracker<>(context, Network.class, null);
    desk.open();
    customers.open();
    network.open();
  }

  @Override
  public Desk desk() {
    return await(desk, "desk");
  }

  @Override
  public Customers customers() {
    return await(customers, "customers");
  }

  @Override
  public Network network() {
    return await(network, "network");
  }

  private static <S> S await(ServiceTracker<S, S> tracker, String what) {
    try {
      S found = tracker.waitForService(PATIENCE.toMillis());
      if (found != null) {
        return found;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Neighbours.away(what);
  }

  @Override
  public void close() {
    desk.close();
    customers.close();
    network.close();
  }
}
