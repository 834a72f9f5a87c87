package io.lamplighter.intake.hotline;

import static io.lamplighter.intake.hotline.TicketRequest.TICKETS;
import static io.lamplighter.kit.iec.Soap.child;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.iec.Contract;
import java.util.Map;
import org.w3c.dom.Element;

/** Where in a ticket a field stands that the desk refuses: a partner knows its own message only. */
final class TicketPaths {
  private static final Map<String, String> ELEMENTS =
      Map.ofEntries(
          Map.entry("/channelRef", "Names/name"),
          Map.entry("/kind", "troubleCode"),
          Map.entry("/text", "comment"),
          Map.entry("/customerNo", "Customer/mRID"),
          Map.entry("/contact/name", "Customer/name"),
          Map.entry("/contact/phone", "Customer/phone"),
          Map.entry("/address", "Location/mainAddress"),
          Map.entry("/location", "Location/PositionPoint"),
          Map.entry("/location/lon", "Location/PositionPoint/xPosition"),
          Map.entry("/location/lat", "Location/PositionPoint/yPosition"),
          Map.entry("/region", "Location/region"),
          Map.entry("/occurredAt", "dateTimeOfReport"));

  private TicketPaths() {}

  /** The refusal with the paths of the message for the desk's names. */
  static Refusal of(Element ticket, Refusal refusal) {
    return refusal instanceof Refusal.Invalid invalid
        ? new Refusal.Invalid(
            invalid.errors().stream()
                .map(error -> new FieldError(path(ticket, error.pointer()), error.message()))
                .toList())
        : refusal;
  }

  private static String path(Element ticket, String pointer) {
    Element at = ticket;
    StringBuilder missing = new StringBuilder();
    for (String name : ELEMENTS.getOrDefault(pointer, pointer).split("/")) {
      Element next = missing.isEmpty() && !name.isEmpty() ? child(at, TICKETS, name) : null;
      if (next != null) {
        at = next;
      } else if (!name.isEmpty()) {
        missing.append('/').append(name);
      }
    }
    return Contract.path(at) + missing;
  }
}
