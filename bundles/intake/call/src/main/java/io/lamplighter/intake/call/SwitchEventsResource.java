package io.lamplighter.intake.call;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The switch's webhook: what happens to calls before and beside the agents. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/calls/events")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
public final class SwitchEventsResource implements Resource {
  private final SwitchCalls calls;

  @Activate
  public SwitchEventsResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference Journal journal) {
    calls = new SwitchCalls(work, journal);
  }

  record Events(@Nullable List<SwitchCalls.Event> events) {}

  /** 204 once they are committed. */
  @POST
  @MayCall(
      value = {"partner:call", "partner:vip"},
      body = 262_144)
  public void take(@Nullable Events body, @Context SecurityContext security) {
    calls.take(CallsResource.caller(security), body == null ? null : body.events());
  }
}
