package io.lamplighter.intake.call;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.kit.requests.SubmissionFields;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/** Calls, for the agents of 95598 and the VIP line. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/calls")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CallsResource implements Resource {
  private static final Set<String> SAID =
      Set.of("kind", "text", "customerNo", "contact", "address", "location", "region", "drill");

  private final CallDesk calls;
  private final Views views;

  @Activate
  public CallsResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Looks looks,
      @Reference Desk desk,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Customers customers,
      @Reference InstantSource clock,
      @Reference House house) {
    calls = new CallDesk(work, journal, looks, desk, customers, clock, house);
    views = new Views(house.zone());
  }

  record OpenBody(@Nullable String phone, @Nullable String line, @Nullable String region) {}

  record TransferBody(@Nullable String to) {}

  record CloseBody(@Nullable String outcome) {}

  /** The customer and what he has open are in the answer. */
  @POST
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Response open(@Nullable OpenBody body, @Context SecurityContext security) {
    OpenBody given = body == null ? new OpenBody(null, null, null) : body;
    CallDesk.Opened opened =
        calls.open(
            caller(security),
            given.phone(),
            Objects.requireNonNullElse(given.line(), "95598"),
            given.region());
    return Response.status(201)
        .entity(new Versioned<>(views.of(opened), opened.call().version()))
        .build();
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Page<Views.CallView> open(@Context SecurityContext security) {
    return Page.all(calls.open(caller(security))).map(views::of);
  }

  @GET
  @Path("{no}")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Versioned<Views.CallView> get(
      @PathParam("no") String no, @Context SecurityContext security) {
    return shown(calls.get(caller(security), no));
  }

  /** The call's own number makes it one request, so no version is asked for. */
  @POST
  @Path("{no}/take-down")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Response takeDown(
      @PathParam("no") String no,
      @Nullable Map<String, Object> body,
      @Context SecurityContext security) {
    if (body == null) {
      throw new Refusal.Invalid("", "A body is expected", "须提交内容");
    }
    Receipt receipt = calls.takeDown(caller(security), no, said(body));
    return Response.status(receipt.replayed() ? 200 : 201).entity(views.of(receipt)).build();
  }

  /** A phone that was left empty is none: the call's own counts. */
  static Submission said(Map<String, Object> body) {
    SubmissionFields fields = new SubmissionFields(Manner.STRICT, "", body, SAID);
    Submission.Contact contact = fields.contact("contact");
    if (contact != null && contact.phone() != null && contact.phone().isBlank()) {
      contact = new Submission.Contact(contact.name(), null);
    }
    return fields.submission(null, null, contact, null);
  }

  @POST
  @Path("{no}/transfer")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Versioned<Views.CallView> transfer(
      @PathParam("no") String no,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable TransferBody body,
      @Context SecurityContext security) {
    Caller agent = caller(security);
    Long seen = seen(agent, no, ifMatch);
    return shown(calls.transfer(agent, no, body == null ? null : body.to(), seen));
  }

  @POST
  @Path("{no}/close")
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Versioned<Views.CallView> close(
      @PathParam("no") String no,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable CloseBody body,
      @Context SecurityContext security) {
    Caller agent = caller(security);
    Long seen = seen(agent, no, ifMatch);
    return shown(calls.close(agent, no, body == null ? null : body.outcome(), seen));
  }

  private @Nullable Long seen(Caller agent, String no, @Nullable String ifMatch) {
    return Versions.seen(ifMatch, () -> calls.get(agent.through(CallDesk.SOURCE), no).version());
  }

  private Versioned<Views.CallView> shown(CallTables.Call call) {
    return new Versioned<>(views.of(call), call.version());
  }

  static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
