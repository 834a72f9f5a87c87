package io.lamplighter.intake.meters;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Reply;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.kit.iec.SoapHead;
import java.time.InstantSource;
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

/**
 * Events of end devices by IEC 61968-100 over SOAP; the contract is the WSDL in this bundle. The
 * key may stand in the envelope, so the door takes its partner for a stranger.
 */
@Component(service = Resource.class, property = Resource.PATH + "=" + EndDeviceEvents.PATH)
@Path("/")
public final class EndDeviceEventsResource implements Resource {
  private static final String XML = "text/xml; charset=UTF-8";
  private static final String CHANNEL = "meter";
  private static final Set<String> VERBS = Set.of("created", "create");

  private final Contract contract = EndDeviceEvents.contract();
  private final Meters meters;
  private final Access access;
  private final InstantSource clock;
  private final House house;
  private final EndDeviceEvents events;

  @Activate
  public EndDeviceEventsResource(
      @Reference Meters meters,
      @Reference Access access,
      @Reference InstantSource clock,
      @Reference House house) {
    this.meters = meters;
    this.access = access;
    this.clock = clock;
    this.house = house;
    events = new EndDeviceEvents(meters.codes(), meters.times(), house.zone());
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
      value = {"public", "partner:meter"},
      body = MessageParser.LARGEST,
      strangers = MessageParser.LARGEST)
  @Unkeyed("the message has an id")
  public Response call(
      byte @Nullable [] body, @Context SecurityContext security, @Context HttpHeaders headers)
      throws InterruptedException {
    Reply reply = new Reply(headers.getAcceptableLanguages().get(0));
    String version = Soap.V11;
    byte[] octets = body == null ? new byte[0] : body;
    try {
      SoapHead head = SoapHead.read(octets);
      version = head.version();
      Caller partner = head.partner(access, security.getUserPrincipal());
      check(partner);
      Message message = Message.read(Soap.read(octets), contract, VERBS);
      take(partner, message, octets, reply);
      return xml(200, reply.response(message, clock.instant(), house));
    } catch (Refusal.Invalid | Refusal.Unauthenticated | Refusal.Forbidden e) {
      reply.failed(e, null);
      return xml(500, reply.fault(version));
    }
  }

  private void take(Caller partner, Message message, byte[] octets, Reply reply)
      throws InterruptedException {
    if (!VERBS.contains(message.verb())) {
      throw new Refusal.Invalid(
          Contract.path(message.soap().message()) + "/Header/Verb",
          "must be created",
          "须为 created");
    }
    if (EndDeviceEvents.of(message).isEmpty()) {
      throw new Refusal.Invalid(
          Contract.path(message.soap().message()) + "/Payload",
          "has no EndDeviceEvent",
          "没有 EndDeviceEvent");
    }
    if (isOfAnotherContext(message)) {
      reply.failed(
          new Refusal.Conflict(
              "context-not-production",
              new Text(
                  "Only what is of PRODUCTION or " + house.context() + " is kept here; nothing was",
                  "此接口仅受理 PRODUCTION 或 " + house.context() + " 报文，未登记")),
          null);
      return;
    }
    Parsed parsed = events.read(partner.region(), partner.name(), message, octets);
    List<SetAside> foreign = meters.take(List.of(parsed));
    reply.done(parsed.events().size() - foreign.size());
    parsed.setAside().forEach(one -> WrongField.of(one).tell(reply));
    foreign.forEach(one -> WrongField.of(one).tell(reply));
  }

  /** A drill or a test is kept by a house that is in one itself. */
  private boolean isOfAnotherContext(Message message) {
    String context = message.context();
    return context != null
        && !context.equals(House.Context.PRODUCTION.name())
        && !context.equals(house.context().name());
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
