package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.iec.Contract;
import io.lamplighter.api.iec.Soap;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
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
    TicketRequest request;
    try {
      request = TicketRequest.read(Soap.read(body == null ? new byte[0] : body), contract);
    } catch (Refusal.Invalid | Refusal.Unauthenticated e) {
      reply.failed(e, null);
      return xml(500, reply.fault(Soap.V11));
    }
    Soap soap = request.message().soap();
    try {
      calls.answer(partner(soap.security(), security), request, reply);
    } catch (Refusal.Unauthenticated e) {
      reply.failed(e, null);
      return xml(500, reply.fault(soap.version()));
    } catch (Refusal.Unavailable | Refusal.TooMany e) {
      throw e;
    } catch (Refusal e) {
      reply.failed(e, null);
    }
    return xml(200, reply.response(request, clock.instant()));
  }

  /** WS-Security names the partner and its key; X-Api-Key is as good. */
  private Caller partner(Soap.@Nullable Token token, SecurityContext security) {
    if (token != null) {
      Caller partner = access.partner(token.password());
      if (partner.name().toLowerCase(Locale.ROOT).equals(token.user().toLowerCase(Locale.ROOT))) {
        return partner;
      }
    } else if (security.getUserPrincipal() instanceof Caller caller
        && caller.kind() == Caller.Kind.PARTNER) {
      return caller;
    }
    throw new Refusal.Unauthenticated(
        "key-missing",
        new Text(
            "A UsernameToken with the partner's name and key is needed, or X-Api-Key",
            "须提供含对接方名称与密钥的 UsernameToken，或 X-Api-Key"));
  }

  private static Response xml(int status, String text) {
    return Response.status(status).type(XML).entity(text).build();
  }
}
