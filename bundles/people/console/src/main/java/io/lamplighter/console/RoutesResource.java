package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.routes.Routes;
import io.lamplighter.api.routes.Routes.Follower;
import io.lamplighter.api.routes.Routes.Route;
import io.lamplighter.api.routes.Routes.RouteSet;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The routes of this node, how they are doing, and mistakes in their files. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/routes")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RoutesResource implements Resource {
  private final Routes routes;
  private final RegionTime time;

  @Activate
  public RoutesResource(@Reference Routes routes, @Reference House house) {
    this.routes = routes;
    this.time = RegionTime.of(house);
  }

  record RouteSetView(
      String name, String source, String state, @Nullable String mistake, List<RouteView> routes) {}

  record RouteView(
      String id,
      String from,
      long done,
      long failed,
      long perMinute,
      @Nullable String lastError,
      @Nullable FollowerView follower) {}

  record FollowerView(
      String reader,
      boolean here,
      int waiting,
      @Nullable String oldest,
      long parked,
      @Nullable String blockedSince) {}

  @GET
  @MayCall({"integrator", "administrator", "supervisor", "assessor"})
  public Page<RouteSetView> all(@Context SecurityContext security) {
    return Page.all(routes.all(Callers.of(security)).stream().map(this::view).toList());
  }

  private RouteSetView view(RouteSet set) {
    return new RouteSetView(
        set.name(),
        set.source(),
        set.state().wire(),
        set.mistake(),
        set.routes().stream().map(this::view).toList());
  }

  private RouteView view(Route route) {
    Follower follower = route.follower();
    return new RouteView(
        route.id(),
        route.from(),
        route.done(),
        route.failed(),
        route.perMinute(),
        route.lastError(),
        follower == null ? null : view(follower));
  }

  private FollowerView view(Follower follower) {
    return new FollowerView(
        follower.reader(),
        follower.here(),
        follower.waiting(),
        time.textOrNull(follower.oldest()),
        follower.parked(),
        time.textOrNull(follower.blockedSince()));
  }
}
