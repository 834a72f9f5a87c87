package io.lamplighter.intake.call;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.http.Params;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offered, answered, abandoned, wait: of the last hour, or of a time that is given. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/calls/figures")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CallFiguresResource implements Resource {
  private static final Duration HOUR = Duration.ofHours(1);
  private final SwitchCalls calls;
  private final InstantSource clock;

  @Activate
  public CallFiguresResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock) {
    this.calls = new SwitchCalls(work, journal);
    this.clock = clock;
  }

  @GET
  @MayCall("staff")
  public Map<String, SwitchCalls.Figures> figures(
      @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("from", "to"));
    Instant from = params.time("from");
    Instant to = params.time("to");
    params.check();
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(HOUR) : from;
    return calls.figures(CallsResource.caller(security), since, until);
  }
}
