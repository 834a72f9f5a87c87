package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.iec.Contract;
import io.lamplighter.api.iec.Soap;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.InstantSource;
import java.time.ZoneId;
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

/** Trouble tickets by IEC 61968-100 over SOAP; the contract is the WSDL in this bundle. */
@Component(
    service = Resource.class,
    configurationPid = "io.lamplighter.intake.hotline",
    property = {Resource.PATH + "=/services/TroubleTickets", Resource.MAX_BODY + ":Long=262144"})
@Path("/")
public final class TroubleTicketsResource implements Resource {
  private static final String XML = "text/xml; charset=UTF-8";

  private final Access access;
  private final InstantSource clock;
  private final TicketCalls calls;
  private final Contract contract = TicketRequest.contract();
  private final ZoneId zone;

  @Activate
  public TroubleTicketsResource(
      @Reference Desk desk,
      @Reference Access access,
      @Reference InstantSource clock,
      HotlineConfig config) {
    this.access = access;
    this.clock = clock;
    this.zone = ZoneId.of(config.zone());
    this.calls = new TicketCalls(desk, zone);
  }

  /** {@code ?wsdl}, {@code ?xsd=<file>}; anything else is the WSDL too. */
  @GET
  public Response contract(@QueryParam("xsd") @Nullable String xsd, @Context UriInfo uri) {
    String text =
        xsd == null ? contract.wsdl(uri.getAbsolutePath().toString()) : contract.schema(xsd);
    return text == null ? Response.status(Response.Status.NOT_FOUND).build() : xml(200, text);
  }

  @POST
  public Response call(
      byte @Nullable [] body, @Context SecurityContext security, @Context HttpHeaders headers) {
    TicketReply reply = new TicketReply(headers.getAcceptableLanguages().get(0), zone);
    String version = Soap.V11;
    try {
      Soap soap = Soap.read(body == null ? new byte[0] : body);
      version = soap.version();
      TicketRequest request = TicketRequest.read(soap, contract);
      answer(soap.partner(access, security.getUserPrincipal()), request, reply);
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
