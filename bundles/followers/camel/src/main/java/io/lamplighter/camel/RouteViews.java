package io.lamplighter.camel;

import io.lamplighter.api.routes.Routes.Follower;
import io.lamplighter.api.routes.Routes.Route;
import io.lamplighter.api.routes.Routes.RouteSet;
import io.lamplighter.api.routes.Routes.State;
import java.util.List;
import org.apache.camel.Endpoint;
import org.jspecify.annotations.Nullable;

/** What runs, in the words of the API. */
final class RouteViews {
  private RouteViews() {}

  /**
   * @param causes whether errors are told: their texts may hold data of any region
   */
  static RouteSet of(Hosted hosted, Couriers couriers, Secrets secrets, boolean causes) {
    RouteSource source = hosted.newest();
    RouteContext running = hosted.running();
    String mistake = hosted.mistake();
    String asleep = asleep(source, running);
    if (asleep != null) {
      return new RouteSet(source.name(), source.description(), State.SLEEPING, asleep, List.of());
    }
    State state =
        running == null ? State.REFUSED : mistake == null ? State.RUNNING : State.OUTDATED;
    List<Route> routes =
        running == null
            ? List.of()
            : running.camel().getRoutes().stream()
                .map(route -> of(route, running, couriers, secrets, causes))
                .toList();
    return new RouteSet(source.name(), source.description(), state, mistake, routes);
  }

  /** What it is waiting for; null when it is not. */
  private static @Nullable String asleep(RouteSource source, @Nullable RouteContext running) {
    if (!source.missing().isEmpty()) {
      return "not configured: " + String.join(", ", source.missing());
    }
    return running != null && running.camel().getRoutes().isEmpty()
        ? "not configured: it has no route"
        : null;
  }

  private static Route of(
      org.apache.camel.Route route,
      RouteContext context,
      Couriers couriers,
      Secrets secrets,
      boolean causes) {
    RouteMeter meter = context.meters().get(route.getRouteId());
    RouteMeter.Counts counts =
        meter == null ? new RouteMeter.Counts(0, 0, 0, null) : meter.counts();
    return new Route(
        route.getRouteId(),
        secrets.mask(route.getEndpoint().getEndpointUri()),
        counts.done(),
        counts.failed(),
        counts.perMinute(),
        causes ? counts.lastError() : null,
        follower(route.getEndpoint(), couriers));
  }

  private static @Nullable Follower follower(Endpoint endpoint, Couriers couriers) {
    if (!(endpoint instanceof JournalEndpoint journal)) {
      return null;
    }
    String reader = journal.settings().reader();
    CourierFigures figures = couriers.figures(reader);
    return figures == null
        ? new Follower(reader, false, 0, null, 0, null)
        : new Follower(
            reader,
            figures.here(),
            figures.waiting(),
            figures.oldest(),
            figures.parked(),
            figures.blockedSince());
  }
}
