package io.lamplighter.intake.call;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.store.UnitOfWork;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
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
      @Reference InstantSource clock) {
    this.calls = new SwitchCalls(work);
    this.clock = clock;
  }

  @GET
  public Map<String, SwitchCalls.Figures> figures(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @Context SecurityContext security) {
    Instant until = to == null ? clock.instant() : time("/to", to);
    Instant since = from == null ? until.minus(HOUR) : time("/from", from);
    return calls.figures(CallsResource.caller(security), since, until);
  }

  private static Instant time(String pointer, String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(pointer, "must be a time with its offset", "须为带时区的时间");
    }
  }
}
