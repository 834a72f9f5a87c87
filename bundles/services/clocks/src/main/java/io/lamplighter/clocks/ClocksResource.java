package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.Mean;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.kit.time.IsoTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The clocks that run: look; have them stand still, go on, take longer. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/clocks")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ClocksResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of("on", "rule", "state", "region", "cell", "dueBefore", "after", "limit");

  private final RunningClocks clocks;

  @Activate
  public ClocksResource(@Reference RunningClocks clocks) {
    this.clocks = clocks;
  }

  record PauseBody(@Nullable String reason, @Nullable String evidence) {}

  record ExtendBody(@Nullable String until, @Nullable String reason) {}

  record MeanView(
      String rule, long count, @Nullable Double mean, @Nullable Long limit, boolean exceeded) {}

  @GET
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "administrator"})
  public Page<ClockView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    ClockQuery query =
        new ClockQuery(
            params.text("on"),
            params.text("rule"),
            params.oneOf("state", Clock.State.values(), Clock.State::wire),
            params.region("region"),
            params.text("cell"),
            params.time("dueBefore"),
            params.text("after"),
            params.limit(50));
    params.check();
    Caller caller = caller(security);
    return clocks.find(caller, query).map(clock -> ClockView.of(clock, caller.seesMasked()));
  }

  @GET
  @Path("means")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "administrator"})
  public MeanView mean(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("rule", "from", "to", "cell"));
    String rule = params.text("rule");
    Instant from = params.time("from");
    Instant to = params.time("to");
    String cell = params.text("cell");
    params.needs("rule", rule);
    params.needs("from", from);
    params.needs("to", to);
    params.check();
    Mean mean =
        clocks.mean(
            caller(security),
            Objects.requireNonNull(rule),
            Objects.requireNonNull(from),
            Objects.requireNonNull(to),
            cell);
    return new MeanView(rule, mean.count(), mean.minutes(), mean.limitMinutes(), mean.exceeded());
  }

  @GET
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "administrator"})
  public Versioned<ClockView> get(@PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(caller, clocks.get(caller, id));
  }

  @POST
  @Path("{id}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<ClockView> pause(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable PauseBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    PauseBody wanted = body == null ? new PauseBody(null, null) : body;
    return view(
        caller,
        clocks.pause(
            caller,
            id,
            seen(caller, id, ifMatch),
            Objects.requireNonNullElse(wanted.reason(), ""),
            Objects.requireNonNullElse(wanted.evidence(), "")));
  }

  @POST
  @Path("{id}/resume")
  @MayCall({"supervisor", "administrator"})
  public Versioned<ClockView> resume(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(caller, clocks.resume(caller, id, seen(caller, id, ifMatch)));
  }

  @POST
  @Path("{id}/extend")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<ClockView> extend(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable ExtendBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    if (body == null || body.until() == null) {
      throw new Refusal.Invalid("/until", "is missing", "缺失");
    }
    return view(
        caller,
        clocks.extend(
            caller,
            id,
            seen(caller, id, ifMatch),
            IsoTime.at("/until", body.until()).toInstant(),
            Objects.requireNonNullElse(body.reason(), "")));
  }

  private @Nullable Long seen(Caller caller, String id, @Nullable String ifMatch) {
    return Versions.seen(ifMatch, () -> clocks.get(caller, id).version());
  }

  private Versioned<ClockView> view(Caller caller, Clock clock) {
    return new Versioned<>(ClockView.of(clock, caller.seesMasked()), clock.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
