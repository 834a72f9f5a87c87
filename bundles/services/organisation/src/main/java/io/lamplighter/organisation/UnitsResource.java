package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.organisation.Piece.What;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriBuilder;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Units: look at them on any day, and bring files in. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/units")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class UnitsResource implements Resource {
  private static final long LARGEST = 64L << 20;

  private final Keeper keeper;

  @Activate
  public UnitsResource(@Reference Keeper keeper) {
    this.keeper = keeper;
  }

  @GET
  @MayCall("staff")
  public Page<UnitView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), UnitLook.FILTERS);
    Level level = params.oneOf("level", Level.values(), Level::wire);
    String parent = params.text("parent");
    String region = params.region("region");
    Instant at = params.time("at");
    String q = params.text("q");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return new UnitLook(keeper, caller(security), at)
        .find(new UnitLook.Filter(level, parent, region, q), after, limit);
  }

  @GET
  @Path("{code}")
  @MayCall("staff")
  public UnitView get(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    return UnitLook.of(keeper, caller(security), uri).get(code);
  }

  /** The unit and those above it, nearest first: along it things escalate. */
  @GET
  @Path("{code}/line")
  @MayCall("staff")
  public Page<UnitView> line(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    return Page.all(UnitLook.of(keeper, caller(security), uri).line(code));
  }

  record ChargeView(
      String unit, String login, String as, @Nullable String validFrom, @Nullable String validTo) {
    static ChargeView of(Charge one) {
      return new ChargeView(one.unit(), one.login(), one.as(), text(one.from()), text(one.to()));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
      return day == null ? null : day.toString();
    }
  }

  /** Everybody who answers for it, also before and after that day. */
  @GET
  @Path("{code}/people")
  @MayCall("staff")
  public Page<ChargeView> people(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("at", "after", "limit"));
    Instant at = params.time("at");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return new UnitLook(keeper, caller(security), at)
        .people(code, after, limit)
        .map(ChargeView::of);
  }

  record DutyView(String unit, Instant at, List<String> onDuty, List<String> inCharge) {}

  @GET
  @Path("{code}/duty")
  @MayCall("staff")
  public DutyView duty(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    UnitLook look = UnitLook.of(keeper, caller(security), uri);
    return new DutyView(code, look.at(), look.onDuty(code), look.inCharge(code));
  }

  /** The run log, the newest first. */
  @GET
  @Path("{code}/log")
  @MayCall("staff")
  public Page<LogView> log(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long before = params.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    Caller caller = caller(security);
    keeper.refresh();
    keeper.unit(caller, code, keeper.now());
    List<RunLog.Item> found =
        keeper.work().read(t -> new RunLog(t.connection()).of(code, before, limit));
    String next = found.size() < limit ? null : Long.toString(found.get(limit - 1).id());
    return new Page<>(found, next).map(one -> LogView.of(one, caller.seesMasked()));
  }

  @GET
  @Path("{code}/log/{id}")
  @MayCall("staff")
  public LogView logItem(
      @PathParam("code") String code, @PathParam("id") long id, @Context SecurityContext security) {
    Caller caller = caller(security);
    keeper.refresh();
    keeper.unit(caller, code, keeper.now());
    RunLog.Item found = keeper.work().find(t -> new RunLog(t.connection()).get(code, id));
    if (found == null) {
      throw new Refusal.NotFound("units.log-unknown", new Text("There is no such line", "没有该记录"));
    }
    return LogView.of(found, caller.seesMasked());
  }

  record NewLog(@Nullable String text) {}

  /** Notes something by hand. */
  @POST
  @Path("{code}/log")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Response note(
      @PathParam("code") String code, @Nullable NewLog body, @Context SecurityContext security) {
    Caller caller = caller(security);
    keeper.refresh();
    Unit unit = keeper.unit(caller, code, keeper.now());
    RunLog.Item item = keeper.note(caller, unit, body == null ? null : body.text());
    URI where = UriBuilder.fromPath("/api/v1/units/{code}/log/{id}").build(code, item.id());
    return Response.created(where).entity(LogView.of(item, false)).build();
  }

  @GET
  @Path("shapes")
  @Produces("application/geo+json")
  @MayCall("staff")
  public String shapes(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("parent", "at", "after", "limit"));
    String parent = params.text("parent");
    Instant at = params.time("at");
    String after = params.text("after");
    int limit = params.limit(Page.MAX);
    params.check();
    return new UnitLook(keeper, caller(security), at).shapes(parent, after, limit);
  }

  @GET
  @Path("versions")
  @MayCall("staff")
  public Page<VersionView> versions(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long before = params.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    String region = caller(security).region();
    List<Version> found =
        keeper.work().read(t -> new VersionTables(t.connection()).list(region, before, limit));
    String next = found.size() < limit ? null : Long.toString(found.get(found.size() - 1).number());
    return new Page<>(found, next).map(one -> VersionView.of(one));
  }

  record UnplacedView(
      String requestNo, String region, @Nullable String transformer, Instant since) {}

  @GET
  @Path("unplaced")
  @MayCall("staff")
  public Page<UnplacedView> unplaced(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    String region = caller(security).region();
    List<VersionTables.Unplaced> found =
        keeper.work().read(t -> new VersionTables(t.connection()).unplaced(region, after, limit));
    String next = found.size() < limit ? null : found.get(limit - 1).requestNo();
    return new Page<>(found, next)
        .map(
            one -> new UnplacedView(one.requestNo(), one.region(), one.transformer(), one.since()));
  }

  @GET
  @Path("conflicts")
  @MayCall("staff")
  public Page<Units.Conflict> conflicts(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("at", "after", "limit"));
    Instant at = params.time("at");
    long shown = params.number("after", 0, 1, Integer.MAX_VALUE);
    int limit = params.limit(Page.MAX);
    params.check();
    return new UnitLook(keeper, caller(security), at).conflicts(shown, limit);
  }

  @POST
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST,
      streams = true)
  public OutcomeView loadUnits(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(What.UNITS, file, uri, security);
  }

  @POST
  @Path("people")
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST,
      streams = true)
  public OutcomeView loadPeople(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(What.PEOPLE, file, uri, security);
  }

  @POST
  @Path("rules")
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST,
      streams = true)
  public OutcomeView loadRules(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(What.RULES, file, uri, security);
  }

  @POST
  @Path("shapes")
  @Consumes({"application/geo+json", MediaType.APPLICATION_JSON})
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST,
      streams = true)
  public OutcomeView loadShapes(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(What.SHAPES, file, uri, security);
  }

  private OutcomeView load(What what, InputStream file, UriInfo uri, SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("preview", "from"));
    boolean preview = Boolean.TRUE.equals(params.yesOrNo("preview"));
    Instant from = params.time("from");
    params.check();
    Imports.Outcome outcome =
        keeper.imports().take(caller(security), what, file, new Imports.Wish(preview, from));
    return OutcomeView.of(outcome, preview);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
