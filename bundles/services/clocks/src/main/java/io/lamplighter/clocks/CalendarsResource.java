package io.lamplighter.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.clocks.WorkingDays.Calendar;
import io.lamplighter.api.clocks.WorkingDays.Change;
import io.lamplighter.api.clocks.WorkingDays.Year;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The calendars by which limits count, and their official days year by year. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/calendars")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarsResource implements Resource {
  private final WorkingDays days;

  @Activate
  public CalendarsResource(@Reference WorkingDays days) {
    this.days = days;
  }

  @GET
  @MayCall("staff")
  public Page<Calendar> all(@Context UriInfo uri, @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    return Page.all(days.calendars(caller(security)));
  }

  @GET
  @Path("{name}")
  @MayCall("staff")
  public Calendar one(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    return days.calendar(caller(security), name);
  }

  @GET
  @Path("{name}/{year}")
  @MayCall("staff")
  public Versioned<Year> year(
      @PathParam("name") String name,
      @PathParam("year") int year,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    Year shown = days.year(caller(security), name, year);
    return new Versioned<>(shown, shown.version());
  }

  @PUT
  @Path("{name}/{year}")
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = 64 << 10)
  public Versioned<Change> bring(
      byte @Nullable [] csv,
      @PathParam("name") String name,
      @PathParam("year") int year,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("preview"));
    boolean preview = Boolean.TRUE.equals(params.yesOrNo("preview"));
    params.check();
    Caller caller = caller(security);
    Long seen = preview ? null : seen(caller, name, year, ifMatch);
    Change change = days.bring(caller, name, year, SentText.of(csv), seen, preview);
    return new Versioned<>(change, change.year().version());
  }

  /** A year that is not there yet nobody can have seen. */
  private @Nullable Long seen(Caller caller, String name, int year, @Nullable String ifMatch) {
    try {
      Year known = days.year(caller, name, year);
      return Versions.seen(ifMatch, known::version);
    } catch (Refusal.NotFound missing) {
      return 0L;
    }
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
