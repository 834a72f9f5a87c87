package io.lamplighter.intake.call;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versions;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Calls, for the agents of 95598 and the VIP line. */
@Component(
    service = Resource.class,
    configurationPid = IntakeCallConfig.PID,
    property = Resource.PATH + "=/api/v1/calls")
@Designate(ocd = IntakeCallConfig.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CallsResource implements Resource {
  private final CallDesk calls;
  private final Views views;

  @Activate
  public CallsResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Desk desk,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Customers customers,
      @Reference InstantSource clock,
      IntakeCallConfig config) {
    ZoneId zone = ZoneId.of(config.zone());
    calls = new CallDesk(work, journal, desk, customers, clock, zone, config.defaultRegion());
    views = new Views(zone);
  }

  record OpenBody(@Nullable String phone, @Nullable String line, @Nullable String region) {}

  record Contact(@Nullable String name, @Nullable String phone) {}

  record Place(double lon, double lat) {}

  record TakeDownBody(
      @Nullable String kind,
      @Nullable String text,
      @Nullable String customerNo,
      @Nullable Contact contact,
      @Nullable String address,
      @Nullable Place location,
      @Nullable String region,
      @Nullable Boolean drill) {
    Submission submission() {
      return new Submission(
          null,
          null,
          kind,
          text,
          customerNo,
          contact == null ? null : new Submission.Contact(contact.name(), contact.phone()),
          address,
          location == null ? null : new Location(location.lon(), location.lat()),
          region,
          null,
          null,
          Boolean.TRUE.equals(drill));
    }
  }

  record TransferBody(@Nullable String to) {}

  record CloseBody(@Nullable String outcome) {}

  /** The customer and what he has open are in the answer. */
  @POST
  public Response open(@Nullable OpenBody body, @Context SecurityContext security) {
    OpenBody given = body == null ? new OpenBody(null, null, null) : body;
    CallDesk.Opened opened =
        calls.open(
            caller(security),
            given.phone(),
            Objects.requireNonNullElse(given.line(), "95598"),
            given.region());
    return Response.status(201)
        .entity(views.of(opened))
        .tag(Long.toString(opened.call().version()))
        .build();
  }

  @GET
  public Map<String, @Nullable Object> open(@Context SecurityContext security) {
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("items", calls.open(caller(security)).stream().map(views::of).toList());
    list.put("next", null);
    return list;
  }

  @GET
  @Path("{no}")
  public Response get(
      @PathParam("no") String no,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @Context SecurityContext security) {
    return shown(calls.get(caller(security), no), ifNoneMatch);
  }

  /** The call's own number makes it one request, so no version is asked for. */
  @POST
  @Path("{no}/take-down")
  public Response takeDown(
      @PathParam("no") String no, @Nullable TakeDownBody body, @Context SecurityContext security) {
    if (body == null) {
      throw new Refusal.Invalid("", "A body is expected", "须提交内容");
    }
    Receipt receipt = calls.takeDown(caller(security), no, body.submission());
    return Response.status(receipt.replayed() ? 200 : 201).entity(Views.of(receipt)).build();
  }

  @POST
  @Path("{no}/transfer")
  public Response transfer(
      @PathParam("no") String no,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable TransferBody body,
      @Context SecurityContext security) {
    Caller agent = caller(security);
    Long seen = seen(agent, no, ifMatch);
    return shown(calls.transfer(agent, no, body == null ? null : body.to(), seen), null);
  }

  @POST
  @Path("{no}/close")
  public Response close(
      @PathParam("no") String no,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable CloseBody body,
      @Context SecurityContext security) {
    Caller agent = caller(security);
    Long seen = seen(agent, no, ifMatch);
    return shown(calls.close(agent, no, body == null ? null : body.outcome(), seen), null);
  }

  private @Nullable Long seen(Caller agent, String no, @Nullable String ifMatch) {
    return Versions.seen(ifMatch, () -> calls.get(agent, no).version());
  }

  private Response shown(CallTables.Call call, @Nullable String ifNoneMatch) {
    Response.ResponseBuilder answer =
        Versions.has(call.version(), ifNoneMatch)
            ? Response.notModified()
            : Response.ok(views.of(call));
    return answer.tag(Long.toString(call.version())).build();
  }

  static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
