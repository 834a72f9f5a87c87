package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Absences.Absence;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriBuilder;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Crews, when they work, and who of them is missing. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/crews")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CrewsResource implements Resource {
  private static final String CALENDAR = "text/calendar";
  private static final String CSV = "text/csv";
  private static final long LARGEST = 1 << 20;
  private static final long LARGEST_FILE = 16L << 20;
  private static final int MOST_LINES = 1_000;

  private final CrewDesk desk;
  private final CrewBook book;
  private final Rosters rosters;
  private final Absences absences;

  @Activate
  public CrewsResource(@Reference CrewDesk desk) {
    this.desk = desk;
    book = new CrewBook(desk);
    rosters = new Rosters(desk);
    absences = new Absences(desk);
  }

  @GET
  @MayCall("staff")
  public Page<CrewView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("station", "region", "after", "limit"));
    String station = params.text("station");
    String region = Objects.requireNonNullElse(params.region("region"), "");
    String after = Objects.requireNonNullElse(params.text("after"), "");
    int limit = params.limit(50);
    params.check();
    return book.list(caller(security), region, station, after, limit).map(CrewView::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST_FILE)
  public Response add(@Nullable CrewView body, @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    Crew crew = book.add(caller(security), read(null, body, faults), faults);
    return Response.created(UriBuilder.fromPath("/api/v1/crews/{code}").build(crew.code()))
        .entity(shown(crew))
        .build();
  }

  /** All of the caller's region are those of the file then. */
  @POST
  @Consumes(CSV)
  @MayCall(
      value = {"integrator", "administrator"},
      body = LARGEST_FILE)
  public CrewImport.Outcome load(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("preview"));
    boolean preview = Boolean.TRUE.equals(params.yesOrNo("preview"));
    params.check();
    return new CrewImport(desk).load(caller(security), file, preview);
  }

  @GET
  @Path("{code}")
  @MayCall("staff")
  public Versioned<CrewView> get(
      @PathParam("code") String code, @Context SecurityContext security) {
    return shown(book.get(caller(security), code));
  }

  @PUT
  @Path("{code}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"integrator", "administrator"})
  public Versioned<CrewView> change(
      @PathParam("code") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable CrewView body,
      @Context SecurityContext security) {
    Long seen = seen(code, ifMatch, security);
    FieldFaults faults = new FieldFaults();
    return shown(book.change(caller(security), read(code, body, faults), seen, faults));
  }

  @DELETE
  @Path("{code}")
  @MayCall({"integrator", "administrator"})
  public void remove(
      @PathParam("code") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    book.remove(caller(security), code, seen(code, ifMatch, security));
  }

  private @Nullable Long seen(String code, @Nullable String ifMatch, SecurityContext security) {
    return Versions.seen(ifMatch, () -> book.get(caller(security), code).version());
  }

  private static Crew read(@Nullable String code, @Nullable CrewView body, FieldFaults faults) {
    if (body == null) {
      throw new Refusal.Invalid("", "is missing", "缺失");
    }
    return body.read(code, faults);
  }

  private static Versioned<CrewView> shown(Crew crew) {
    return new Versioned<>(CrewView.of(crew), crew.version());
  }

  /** In JSON, unless the caller would rather have iCalendar, or its shifts one by one. */
  @GET
  @Path("{code}/roster")
  @Produces({MediaType.APPLICATION_JSON, CALENDAR, CSV})
  @MayCall("staff")
  public Response roster(
      @PathParam("code") String code,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Crew crew = book.get(caller(security), code);
    Roster roster = rosters.get(crew);
    MediaType wanted = wanted(headers);
    if (wanted.equals(MediaType.APPLICATION_JSON_TYPE)) {
      return Response.ok(shown(roster), wanted).build();
    }
    String text =
        wanted.getSubtype().equals("csv")
            ? RosterFile.write(rosters.ahead(crew, MOST_LINES), desk.zone())
            : roster.calendar();
    return Response.ok(new Versioned<>(text, roster.version()), wanted.withCharset("utf-8"))
        .build();
  }

  private static MediaType wanted(HttpHeaders headers) {
    List<MediaType> offered =
        List.of(
            MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CALENDAR), MediaType.valueOf(CSV));
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(type -> offered.stream().filter(type::isCompatible))
        .findFirst()
        .orElse(MediaType.APPLICATION_JSON_TYPE);
  }

  @PUT
  @Path("{code}/roster")
  @Consumes(CALENDAR)
  @MayCall(
      value = {"supervisor", "integrator", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putCalendar(
      @PathParam("code") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body,
      @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    List<Placed> sent = Roster.read(new String(body, StandardCharsets.UTF_8), faults);
    return put(code, ifMatch, sent, faults, security);
  }

  @PUT
  @Path("{code}/roster")
  @Consumes(CSV)
  @MayCall(
      value = {"supervisor", "integrator", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putCsv(
      @PathParam("code") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body,
      @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    List<Placed> sent = new RosterFile(desk.csv(), desk.zone(), faults).read(body);
    return put(code, ifMatch, sent, faults, security);
  }

  @PUT
  @Path("{code}/roster")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"supervisor", "integrator", "administrator"},
      body = LARGEST)
  public Versioned<RosterView> putJson(
      @PathParam("code") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      RosterView.@Nullable New body,
      @Context SecurityContext security) {
    FieldFaults faults = new FieldFaults();
    List<Placed> sent = RosterView.read(body, desk.zone(), faults);
    return put(code, ifMatch, sent, faults, security);
  }

  private Versioned<RosterView> put(
      String code,
      @Nullable String ifMatch,
      List<Placed> sent,
      FieldFaults faults,
      SecurityContext security) {
    Crew crew = book.get(caller(security), code);
    Long seen = Versions.seen(ifMatch, () -> rosters.get(crew).version());
    Roster roster = rosters.put(caller(security), crew, seen, sent, faults);
    int passedOver = sent.size() - roster.events().size();
    return new Versioned<>(RosterView.of(roster, passedOver), roster.version());
  }

  private static Versioned<RosterView> shown(Roster roster) {
    return new Versioned<>(RosterView.of(roster), roster.version());
  }

  /** Those that are not over. */
  @GET
  @Path("{code}/absences")
  @MayCall("staff")
  public Page<AbsenceView> absences(
      @PathParam("code") String code, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long after = params.number("after", 0, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    Crew crew = book.get(caller(security), code);
    return absences.list(crew, after, limit).map(AbsenceView::of);
  }

  @POST
  @Path("{code}/absences")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "crew", "supervisor", "administrator"})
  public Response note(
      @PathParam("code") String code,
      AbsenceView.@Nullable New body,
      @Context SecurityContext security) {
    Crew crew = book.get(caller(security), code);
    Absence noted = absences.note(caller(security), crew, AbsenceView.read(body));
    URI where = UriBuilder.fromPath("/api/v1/crews/{code}/absences/{id}").build(code, noted.id());
    return Response.created(where).entity(AbsenceView.of(noted)).build();
  }

  @DELETE
  @Path("{code}/absences/{id}")
  @MayCall({"dispatcher", "crew", "supervisor", "administrator"})
  public void withdraw(
      @PathParam("code") String code,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    Crew crew = book.get(caller(security), code);
    absences.withdraw(caller(security), crew, id.matches("\\d{1,18}") ? Long.parseLong(id) : 0);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
