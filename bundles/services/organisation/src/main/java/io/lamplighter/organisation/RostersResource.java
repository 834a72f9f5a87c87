package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Duty rosters of units, in iCalendar, JSON and CSV. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/rosters")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RostersResource implements Resource {
  private static final String CALENDAR = "text/calendar";
  private static final Duration LONGEST = Duration.ofDays(62);
  private static final long LARGEST = 1 << 20;

  private final Keeper keeper;

  @Activate
  public RostersResource(@Reference Keeper keeper) {
    this.keeper = keeper;
  }

  record DutyView(String unit, List<String> people, Instant from, Instant to) {}

  /** Who has duty for a unit in a time, each duty by itself. */
  @GET
  @MayCall("staff")
  public Page<DutyView> duties(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("unit", "from", "to", "after", "limit"));
    String unit = params.text("unit");
    if (unit == null) {
      params.bad("unit", "is missing", "缺失");
    }
    Instant from = Objects.requireNonNullElse(params.time("from"), keeper.now());
    Instant to = Objects.requireNonNullElse(params.time("to"), from.plus(Duration.ofDays(7)));
    if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      params.bad("to", "must be at most 62 days after from", "须在 from 之后 62 天以内");
    }
    DutyMark after = DutyMark.read(params, "after");
    int limit = params.limit(Page.MAX);
    params.check();
    keeper.refresh();
    Unit of = keeper.unit(caller(security), Objects.requireNonNull(unit), keeper.now());
    return after
        .page(keeper.rosters().newest(of.code()).between(from, to), limit)
        .map(duty -> new DutyView(of.code(), duty.people(), duty.from(), duty.to()));
  }

  /** In JSON, unless the caller would rather have iCalendar. */
  @GET
  @Path("{unit}")
  @Produces({MediaType.APPLICATION_JSON, CALENDAR})
  @MayCall("staff")
  public Response get(
      @PathParam("unit") String unit,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Roster roster = roster(unit, security);
    return wantsCalendar(headers)
        ? Response.ok(
                new Versioned<>(CalendarWriter.write(roster), roster.version()),
                CALENDAR + ";charset=utf-8")
            .build()
        : Response.ok(versioned(roster), MediaType.APPLICATION_JSON).build();
  }

  private static boolean wantsCalendar(HttpHeaders headers) {
    MediaType calendar = MediaType.valueOf(CALENDAR);
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(calendar)) {
        return true;
      }
    }
    return false;
  }

  private Roster roster(String unit, SecurityContext security) {
    keeper.refresh();
    return keeper.rosters().newest(keeper.unit(caller(security), unit, keeper.now()).code());
  }

  @PUT
  @Path("{unit}")
  @Consumes(CALENDAR)
  @MayCall(
      value = {"supervisor", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putCalendar(
      @PathParam("unit") String unit,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body,
      @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    CalendarReader reader = new CalendarReader(faults);
    List<Placed> shifts = reader.read(new String(body, StandardCharsets.UTF_8));
    return put(unit, ifMatch, reader.hours(), shifts, faults, security);
  }

  record NewRoster(@Nullable String hours, @Nullable List<@Nullable ShiftView> shifts) {}

  @PUT
  @Path("{unit}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"supervisor", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putJson(
      @PathParam("unit") String unit,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable NewRoster body,
      @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    Hours hours = Hours.ALL_DAY;
    List<Placed> shifts = new ArrayList<>();
    if (body == null || body.shifts() == null) {
      faults.add("/shifts", "is missing", "缺失");
    } else {
      hours = hours(body.hours(), faults);
      for (int i = 0; i < body.shifts().size(); i++) {
        String at = "/shifts/" + i;
        ShiftView sent = body.shifts().get(i);
        if (sent == null) {
          faults.add(at, "is missing", "缺失");
          continue;
        }
        Shift shift = sent.read(at, i + 1, keeper.zone(), faults);
        if (shift != null) {
          shifts.add(new Placed(at, shift));
        }
      }
    }
    return put(unit, ifMatch, hours, shifts, faults, security);
  }

  @PUT
  @Path("{unit}")
  @Consumes("text/csv")
  @MayCall(
      value = {"supervisor", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putCsv(
      @PathParam("unit") String unit,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("hours"));
    String written = params.text("hours");
    params.check();
    FieldFaults faults = new FieldFaults();
    Hours hours = hours(written, faults);
    List<Placed> shifts = new DutyFile(keeper.csv(), keeper.zone(), faults).read(body);
    return put(unit, ifMatch, hours, shifts, faults, security);
  }

  private static Hours hours(@Nullable String written, FieldFaults faults) {
    Hours hours = written == null ? Hours.ALL_DAY : Hours.read(written);
    if (hours == null) {
      faults.add("/hours", "must be hours, as in 08:00-18:00", "须为时段，如 08:00-18:00");
      return Hours.ALL_DAY;
    }
    return hours;
  }

  private Versioned<RosterView> put(
      String unit,
      @Nullable String ifMatch,
      Hours hours,
      List<Placed> shifts,
      FieldFaults faults,
      SecurityContext security) {
    Roster before = roster(unit, security);
    Unit of = keeper.unit(caller(security), unit, keeper.now());
    Long seen = Versions.seen(ifMatch, before::version);
    return versioned(keeper.rosters().put(caller(security), of, seen, hours, shifts, faults));
  }

  private Versioned<RosterView> versioned(Roster roster) {
    return new Versioned<>(RosterView.of(roster), roster.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
