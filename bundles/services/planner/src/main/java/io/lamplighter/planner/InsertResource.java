package io.lamplighter.planner;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.plans.InsertReader;
import io.lamplighter.kit.plans.PlanJson;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where one more job fits best into a plan given in the body; nothing is stored. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/plans/insert")
@Path("/")
public final class InsertResource implements Resource {
  private final Planner planner;

  @Activate
  public InsertResource(@Reference Planner planner) {
    this.planner = planner;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall(value = "staff", body = 32 << 20)
  @Unkeyed("only asks")
  public Map<String, Object> insert(
      Map<String, Object> body, @Context SecurityContext security, @Context HttpHeaders headers) {
    ((Caller) security.getUserPrincipal()).require(Role.values());
    InsertReader asked = InsertReader.read(body);
    List<Candidate> places = planner.insert(asked.day(), asked.plan(), asked.job());
    return PlanJson.of(places, Languages.of(headers));
  }
}
