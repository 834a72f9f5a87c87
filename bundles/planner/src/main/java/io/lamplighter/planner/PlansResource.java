package io.lamplighter.planner;

import io.lamplighter.api.door.Resource;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Plans any day given in the body; nothing is stored. */
@Component(
    service = Resource.class,
    configurationPid = PlannerConfig.PID,
    property = {Resource.PATH + "=/api/v1/plans", Resource.MAX_BODY + ":Long=33554432"})
@Designate(ocd = PlannerConfig.class)
@Path("/")
public final class PlansResource implements Resource {
  private static final MediaType EVENTS = MediaType.SERVER_SENT_EVENTS_TYPE;
  private final Planner planner;
  private final Runs runs;
  private final int longest;
  private volatile boolean leaving;

  @Activate
  public PlansResource(@Reference Planner planner, PlannerConfig config) {
    this.planner = planner;
    int spare = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    this.runs = new Runs(config.runs() > 0 ? config.runs() : spare, config.runsPerUser());
    this.longest = config.seconds();
  }

  /** Searches while the answer is written, so that a caller who leaves ends his search. */
  @POST
  @Path("solve")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  public Response solve(
      Map<String, Object> body,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context Providers providers) {
    Caller caller = (Caller) security.getUserPrincipal();
    caller.require(Role.values());
    Effort effort = SolveParams.effort(uri.getQueryParameters(), longest);
    Day day = planner.read(body);
    boolean events = headers.getAcceptableMediaTypes().contains(EVENTS);
    Locale language = language(headers);
    runs.begin(caller.name());
    StreamingOutput output =
        out -> {
          try {
            Answer answer = new Answer(out, events, new DoorJson(providers), () -> leaving);
            Plan plan = planner.solve(day, effort, answer);
            answer.end(leaving ? plan.ended(Plan.Ending.STOPPED) : plan, language);
          } finally {
            runs.end(caller.name());
          }
        };
    return Response.ok(output, events ? EVENTS : MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Where one more job fits best into a plan. */
  @POST
  @Path("insert")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> insert(
      Map<String, Object> body, @Context SecurityContext security, @Context HttpHeaders headers) {
    ((Caller) security.getUserPrincipal()).require(Role.values());
    return planner.write(planner.insert(body), language(headers));
  }

  private static Locale language(HttpHeaders headers) {
    for (Locale locale : headers.getAcceptableLanguages()) {
      String language = locale.getLanguage();
      if (language.equals("zh") || language.equals("en")) {
        return locale;
      }
    }
    return Locale.ENGLISH;
  }

  @Override
  public void leaving() {
    leaving = true;
  }

  @Deactivate
  void stop() {
    leaving = true;
  }
}
