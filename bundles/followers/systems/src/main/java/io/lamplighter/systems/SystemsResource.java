package io.lamplighter.systems;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where other systems tell us something; what it is to look like says the route's contract. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/systems")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SystemsResource implements Resource {
  private final DoorCalls inbox;

  @Activate
  public SystemsResource(@Reference DoorCalls inbox) {
    this.inbox = inbox;
  }

  @POST
  @Path("{system}/{what}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"partner:{system}", "integrator", "administrator"},
      body = 4 << 20)
  public Object take(
      @PathParam("system") String system,
      @PathParam("what") String what,
      byte[] body,
      @Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    return Objects.requireNonNullElse(inbox.take(caller, system, what, body), Map.of());
  }
}
