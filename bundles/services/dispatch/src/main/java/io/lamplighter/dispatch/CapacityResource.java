package io.lamplighter.dispatch;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
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

/** The capacity sheet (承载力日清单). */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/capacity")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CapacityResource implements Resource {
  private final CrewDesk desk;
  private final Capacity capacity;

  @Activate
  public CapacityResource(@Reference CrewDesk desk, @Reference CapacityDesk capacity) {
    this(desk, capacity.capacity());
  }

  CapacityResource(CrewDesk desk, Capacity capacity) {
    this.desk = desk;
    this.capacity = capacity;
  }

  /** A station's day; today's when none is given. */
  @GET
  @MayCall("staff")
  public Versioned<CapacityView> sheet(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("station", "day"));
    String station = params.text("station");
    if (station == null) {
      params.bad("station", "is missing", "缺失");
    }
    String written = params.text("day");
    LocalDate day = written == null ? desk.day(desk.now()) : WrittenDay.read(written);
    if (day == null) {
      params.bad("day", "must be a day, as in 2026-11-30", "须为日期，如 2026-11-30");
    }
    params.check();
    Unit unit = capacity.station(caller(security), Objects.requireNonNull(station));
    return view(caller(security), unit, Objects.requireNonNull(day), headers);
  }

  private Versioned<CapacityView> view(
      Caller caller, Unit station, LocalDate day, HttpHeaders headers) {
    Capacity.Look look = capacity.look(caller, station, day);
    return new Versioned<>(
        CapacityView.of(look, desk.kinds(), Languages.of(headers)), look.version());
  }

  /**
   * @param kind left out for all kinds together
   * @param proposal its id
   */
  record Decision(
      @Nullable String station,
      @Nullable String day,
      @Nullable String kind,
      @Nullable String proposal) {}

  /** What is proposed is done; answers the sheet then. */
  @POST
  @Path("accept")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor"})
  public Versioned<CapacityView> accept(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Decision body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Decision sent = body == null ? new Decision(null, null, null, null) : body;
    FieldFaults faults = new FieldFaults();
    if (sent.station() == null) {
      faults.add("/station", "is missing", "缺失");
    }
    LocalDate day = WrittenDay.read(sent.day());
    if (day == null) {
      faults.add("/day", "must be a day, as in 2026-11-30", "须为日期，如 2026-11-30");
    }
    if (sent.proposal() == null) {
      faults.add("/proposal", "is missing", "缺失");
    }
    faults.refuseIfAny();
    Unit station = capacity.station(caller(security), Objects.requireNonNull(sent.station()));
    LocalDate on = Objects.requireNonNull(day);
    Caller caller = caller(security);
    Long seen = Versions.seen(ifMatch, () -> capacity.look(caller, station, on).version());
    capacity.accept(
        caller,
        station,
        on,
        Objects.requireNonNullElse(sent.kind(), ""),
        Objects.requireNonNull(sent.proposal()),
        seen);
    return view(caller(security), station, on, headers);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
