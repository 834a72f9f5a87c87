package io.lamplighter.intake.hotline;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.kit.iec.SoapHead;
import java.time.InstantSource;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trouble tickets by IEC 61968-100 over SOAP; the contract is the WSDL in this bundle. The key may
 * stand in the envelope, so the door takes its partner for a stranger.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/services/TroubleTickets")
@Path("/")
public final class TroubleTicketsResource implements Resource {
  private static final String XML = "text/xml; charset=UTF-8";

  private final Access access;
  private final InstantSource clock;
  private final TicketCalls calls;
  private final Contract contract = TicketRequest.contract();
  private final House house;

  @Activate
  public TroubleTicketsResource(
      @Reference Desk desk,
      @Reference Looks looks,
      @Reference Access access,
      @Reference InstantSource clock,
      @Reference House house) {
    this.access = access;
    this.clock = clock;
    this.house = house;
    this.calls = new TicketCalls(desk, looks, house);
  }

  /** {@code ?wsdl}, {@code ?xsd=<file>}; anything else is the WSDL too. */
  @GET
  @MayCall({"public", "partner", "staff"})
  public Response contract(@QueryParam("xsd") @Nullable String xsd, @Context UriInfo uri) {
    String location = uri.getAbsolutePath().toString();
    String text = xsd == null ? contract.wsdl(location) : contract.schema(xsd, location);
    return text == null ? Response.status(Response.Status.NOT_FOUND).build() : xml(200, text);
  }

  @POST
  @MayCall(
      value = {"public", "partner"},
      body = 262_144,
      strangers = 262_144)
  @Unkeyed("the message has an id")
  public Response call(
      byte @Nullable [] body, @Context SecurityContext security, @Context HttpHeaders headers) {
    TicketReply reply = new TicketReply(headers.getAcceptableLanguages().get(0), house);
    String version = Soap.V11;
    try {
      byte[] octets = body == null ? new byte[0] : body;
      SoapHead head = SoapHead.read(octets);
      version = head.version();
      Caller partner = head.partner(access, security.getUserPrincipal());
      TicketRequest request = TicketRequest.read(Soap.read(octets), contract);
      answer(partner, request, reply);
      return xml(200, reply.response(request, clock.instant()));
    } catch (Refusal.Invalid | Refusal.Unauthenticated e) {
      reply.failed(e, null);
      return xml(500, reply.fault(version));
    }
  }

  /** What the desk refuses is said in the reply; while it is away the partner sends again. */
  private void answer(Caller partner, TicketRequest request, TicketReply reply) {
    try {
      calls.answer(partner, request, reply);
    } catch (Refusal.Unavailable | Refusal.TooMany e) {
      throw e;
    } catch (Refusal e) {
      reply.failed(e, null);
    }
  }

  private static Response xml(int status, String text) {
    return Response.status(status).type(XML).entity(text).build();
  }
}
