package io.lamplighter.intake.social;

import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.requests.Receipts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Takes bridges' messages in by signed webhooks; answers once the desk has committed them. */
@Component(
    service = Resource.class,
    configurationPid = IntakeSocialConfig.PID,
    property = Resource.PATH + "=/social/v1/messages")
@Designate(ocd = IntakeSocialConfig.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource implements Resource {
  private final Neighbours neighbours;
  private final Hooks hooks;

  @Activate
  public MessagesResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=social)") UnitOfWork work,
      @Reference Desk desk,
      @Reference InstantSource clock,
      BundleContext context,
      IntakeSocialConfig config) {
    neighbours = new Neighbours(context);
    hooks =
        new Hooks(
            work,
            desk,
            neighbours.of(Answers.class)::expected,
            clock,
            Duration.ofSeconds(config.toleranceSeconds()),
            DataFolder.of(context).own("social"));
  }

  /** Takes the body as bytes, because they are signed. */
  @POST
  @Path("{bridge}")
  @MayCall(
      value = {"public", "partner"},
      body = 65_536,
      strangers = 65_536)
  @Unkeyed("the message has an id")
  public Response take(
      @PathParam("bridge") String name,
      @HeaderParam("webhook-id") @Nullable String id,
      @HeaderParam("webhook-timestamp") @Nullable String time,
      @HeaderParam("webhook-signature") @Nullable String signature,
      byte @Nullable [] body)
      throws IOException {
    Hooks.Taken taken = hooks.take(name, id, time, signature, body == null ? new byte[0] : body);
    String forPerson = taken.forPerson();
    if (forPerson != null) {
      return Response.ok(Map.of("requestNo", forPerson, "personAsked", true)).build();
    }
    Receipt receipt = Objects.requireNonNull(taken.receipt());
    return Response.status(receipt.replayed() ? 200 : 201)
        .entity(Receipts.of(receipt, Instant::toString))
        .build();
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }
}
