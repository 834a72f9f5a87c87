package io.lamplighter.organisation;

import io.lamplighter.api.Location;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Grid cells, and which one a place belongs to. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/cells")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CellsResource implements Resource {
  private static final double MAX_LON = 180;
  private static final double MAX_LAT = 90;

  private final Keeper keeper;

  @Activate
  public CellsResource(@Reference Keeper keeper) {
    this.keeper = keeper;
  }

  @GET
  @MayCall("staff")
  public Page<UnitView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(
            uri.getQueryParameters(), Set.of("parent", "region", "at", "q", "after", "limit"));
    String parent = params.text("parent");
    String region = params.region("region");
    Instant at = params.time("at");
    String q = params.text("q");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return new UnitLook(keeper, caller(security), at)
        .find(new UnitLook.Filter(Level.CELL, parent, region, q), after, limit);
  }

  record BelongingView(
      @Nullable String cell, @Nullable String areaType, @Nullable String by, List<String> several) {
    static BelongingView of(Belonging said) {
      return new BelongingView(
          said.cell(),
          said.areaType() == null ? null : said.areaType().wire(),
          said.by(),
          said.several());
    }
  }

  /** Which cell a place belongs to, and what says so. */
  @GET
  @Path("at")
  @MayCall("staff")
  public BelongingView at(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(
            uri.getQueryParameters(),
            Set.of(
                "servicePoint", "transformer", "feeder", "address", "lon", "lat", "region", "at"));
    Double lon = degrees(params, "lon", MAX_LON);
    Double lat = degrees(params, "lat", MAX_LAT);
    if (lon == null != (lat == null)) {
      params.bad(lon == null ? "lon" : "lat", "is missing", "缺失");
    }
    Caller caller = caller(security);
    String region = params.region("region");
    Place place =
        new Place(
            params.text("servicePoint"),
            params.text("transformer"),
            params.text("feeder"),
            params.text("address"),
            lon == null || lat == null ? null : new Location(lon, lat),
            Objects.requireNonNullElse(region, caller.region()));
    Instant at = params.time("at");
    params.check();
    caller.requireRegion(place.region());
    UnitLook look = new UnitLook(keeper, caller, at);
    return BelongingView.of(look.units().belonging(place, look.day()));
  }

  private static @Nullable Double degrees(Params params, String name, double most) {
    String written = params.text(name);
    if (written == null) {
      return null;
    }
    if (written.matches("-?\\d{1,3}(\\.\\d{1,15})?")
        && Math.abs(Double.parseDouble(written)) <= most) {
      return Double.valueOf(written);
    }
    params.bad(name, "must be degrees, at most " + (int) most, "须为度数，绝对值不超过 " + (int) most);
    return null;
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
