package io.lamplighter.intake.hotline;

import static io.lamplighter.kit.iec.Soap.child;
import static io.lamplighter.kit.iec.Soap.children;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * A request about TroubleTickets that keeps to its contract.
 *
 * @param verb in small letters; that of the operation, when it has an element of its own
 * @param ids of the tickets that are asked for
 * @param tickets in its payload
 */
record TicketRequest(Message message, String verb, List<String> ids, List<Element> tickets) {
  static final String TICKETS = "http://iec.ch/TC57/2011/TroubleTickets#";
  private static final String OPERATIONS = "http://iec.ch/TC57/2011/TroubleTicketsMessage";
  private static final Set<String> VERBS = Set.of("create", "change", "cancel", "get");

  /** The WSDL and the schemas in this bundle. */
  static Contract contract() {
    return new Contract(
        TicketRequest.class,
        "TroubleTickets.wsdl",
        List.of("TroubleTickets.xsd", "TroubleTicketsMessage.xsd"));
  }

  /**
   * @throws Refusal.Invalid when it is no such message; what is wrong is named
   */
  static TicketRequest read(Soap soap, Contract contract) {
    Message message = Message.read(soap, contract, VERBS);
    Element root = soap.message();
    boolean operation = OPERATIONS.equals(root.getNamespaceURI());
    if (!operation && !"RequestMessage".equals(root.getLocalName())) {
      throw new Refusal.Invalid(
          "/" + root.getLocalName(), "A RequestMessage is expected", "应为 RequestMessage");
    }
    Element request = child(root, Message.NAMESPACE, "Request");
    Element payload = message.payload();
    Element list = payload == null ? null : child(payload, TICKETS, "TroubleTickets");
    return new TicketRequest(
        message,
        operation
            ? root.getLocalName().replace("TroubleTicket", "").toLowerCase(Locale.ROOT)
            : message.verb(),
        request == null
            ? List.of()
            : children(request, Message.NAMESPACE, "ID").stream()
                .map(id -> id.getTextContent().strip())
                .toList(),
        list == null ? List.of() : children(list, TICKETS, "TroubleTicket"));
  }
}
