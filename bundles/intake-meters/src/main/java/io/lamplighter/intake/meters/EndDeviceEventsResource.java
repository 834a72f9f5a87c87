package io.lamplighter.intake.meters;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.iec.Contract;
import io.lamplighter.api.iec.Message;
import io.lamplighter.api.iec.Reply;
import io.lamplighter.api.iec.Soap;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
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

/** Events of end devices by IEC 61968-100 over SOAP; the contract is the WSDL in this bundle. */
@Component(
    service = Resource.class,
    configurationPid = IntakeMetersConfig.PID,
    property = {
      Resource.PATH + "=" + EndDeviceEvents.PATH,
      Resource.MAX_BODY + ":Long=" + MessageParser.LARGEST
    })
@Path("/")
public final class EndDeviceEventsResource implements Resource {
  private static final String XML = "text/xml; charset=UTF-8";
  private static final String CHANNEL = "meter";
  private static final Set<String> VERBS = Set.of("created", "create");

  private final Contract contract = EndDeviceEvents.contract();
  private final Meters meters;
  private final Access access;
  private final InstantSource clock;
  private final ZoneId zone;
  private final EndDeviceEvents events;

  @Activate
  public EndDeviceEventsResource(
      @Reference Meters meters,
      @Reference Access access,
      @Reference InstantSource clock,
      IntakeMetersConfig config) {
    this.meters = meters;
    this.access = access;
    this.clock = clock;
    zone = ZoneId.of(config.zone());
    events = new EndDeviceEvents(meters.codes(), meters.times(), zone);
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
      byte @Nullable [] body, @Context SecurityContext security, @Context HttpHeaders headers)
      throws InterruptedException {
    Reply reply = new Reply(headers.getAcceptableLanguages().get(0));
    String version = Soap.V11;
    byte[] octets = body == null ? new byte[0] : body;
    try {
      Soap soap = Soap.read(octets);
      version = soap.version();
      Caller partner = soap.partner(access, security.getUserPrincipal());
      check(partner);
      Message message = Message.read(soap, contract, VERBS);
      take(partner, message, octets, reply);
      return xml(200, reply.response(message, clock.instant(), zone));
    } catch (Refusal.Invalid | Refusal.Unauthenticated | Refusal.Forbidden e) {
      reply.failed(e, null);
      return xml(500, reply.fault(version));
    }
  }

  private void take(Caller partner, Message message, byte[] octets, Reply reply)
      throws InterruptedException {
    if (!VERBS.contains(message.verb())) {
      throw new Refusal.Invalid("/Header/Verb", "must be created", "须为 created");
    }
    if (EndDeviceEvents.of(message).isEmpty()) {
      throw new Refusal.Invalid("/Payload", "has no EndDeviceEvent", "没有 EndDeviceEvent");
    }
    if ("TRAINING".equals(message.context()) || "TESTING".equals(message.context())) {
      reply.failed(
          new Refusal.Conflict(
              "context-not-production",
              new Text("Only PRODUCTION is kept here; nothing was", "此接口仅受理 PRODUCTION 报文，未登记")),
          null);
      return;
    }
    Parsed parsed = events.read(partner.region(), partner.name(), message, octets);
    meters.take(List.of(parsed));
    reply.done(parsed.events().size());
    parsed.setAside().forEach(one -> WrongField.of(one).tell(reply));
  }

  private static void check(Caller partner) {
    if (!partner.channels().contains(CHANNEL)) {
      throw new Refusal.Forbidden(
          "channel-not-yours",
          new Text("This is for partners of channel meter", "仅限 meter 渠道的对接方"));
    }
  }

  private static Response xml(int status, String text) {
    return Response.status(status).type(XML).entity(text).build();
  }
}
