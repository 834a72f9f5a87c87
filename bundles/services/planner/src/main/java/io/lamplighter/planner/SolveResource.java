package io.lamplighter.planner;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.http.GrowingAnswer;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.plans.DayReader;
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
    property = Resource.PATH + "=/api/v1/plans/solve")
@Designate(ocd = PlannerConfig.class)
@Path("/")
public final class SolveResource implements Resource {
  private final Planner planner;
  private final Runs runs;
  private final int longest;
  private volatile boolean leaving;

  @Activate
  public SolveResource(@Reference Planner planner, PlannerConfig config) {
    this.planner = planner;
    int spare = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    this.runs = new Runs(config.runs() > 0 ? config.runs() : spare, config.runsPerUser());
    this.longest = config.seconds();
  }

  /** Searches while the answer is written, so that a caller who leaves ends his search. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @MayCall(value = "staff", body = 32 << 20)
  @Unkeyed("only asks")
  public Response solve(
      Map<String, Object> body,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context Providers providers) {
    Caller caller = (Caller) security.getUserPrincipal();
    caller.require(Role.values());
    Effort effort = SolveParams.effort(uri.getQueryParameters(), longest);
    Day day = DayReader.read(body);
    DayCheck.check(day);
    boolean events = GrowingAnswer.wantsEvents(headers);
    Locale language = Languages.of(headers);
    runs.begin(caller.actor());
    StreamingOutput output =
        out -> {
          try {
            LiveAnswer answer =
                new LiveAnswer(new GrowingAnswer(out, events, providers), () -> leaving);
            Plan plan = planner.solve(day, effort, answer);
            answer.end(leaving ? plan.ended(Plan.Ending.STOPPED) : plan, language);
          } finally {
            runs.end(caller.actor());
          }
        };
    return Response.ok(output, GrowingAnswer.type(events)).build();
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
