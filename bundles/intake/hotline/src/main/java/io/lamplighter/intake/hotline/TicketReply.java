package io.lamplighter.intake.hotline;

import static io.lamplighter.kit.iec.Reply.element;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Request;
import io.lamplighter.kit.iec.Reply;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link TicketRequest}, with the tickets it is about. */
final class TicketReply {
  private final Reply reply;
  private final House house;
  private final List<Shown> tickets = new ArrayList<>();

  private record Shown(String requestNo, @Nullable Request request) {}

  TicketReply(Locale language, House house) {
    this.reply = new Reply(language);
    this.house = house;
  }

  /** A ticket that was taken or changed. */
  void done(String requestNo) {
    add(new Shown(requestNo, null));
  }

  void show(Request request) {
    add(new Shown(request.requestNo(), request));
  }

  private void add(Shown ticket) {
    tickets.add(ticket);
    reply.done(1);
  }

  /**
   * @param id of the ticket that failed, null for the whole
   */
  void failed(Refusal refusal, @Nullable String id) {
    reply.failed(refusal, id);
  }

  String response(TicketRequest to, Instant now) {
    return reply.response(to.message(), "TroubleTicket", now, house, this::payload);
  }

  /**
   * @param version of the envelope that is answered
   */
  String fault(String version) {
    return reply.fault(version);
  }

  private void payload(XMLStreamWriter xml) throws XMLStreamException {
    if (tickets.isEmpty()) {
      return;
    }
    xml.writeStartElement("Payload");
    xml.writeStartElement("TroubleTickets");
    xml.writeDefaultNamespace(TicketRequest.TICKETS);
    for (Shown ticket : tickets) {
      xml.writeStartElement("TroubleTicket");
      element(xml, "mRID", ticket.requestNo());
      Request request = ticket.request();
      if (request != null) {
        ticket(xml, request);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void ticket(XMLStreamWriter xml, Request request) throws XMLStreamException {
    if (request.text() != null) {
      element(xml, "comment", request.text());
    }
    element(
        xml,
        "dateTimeOfReport",
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(request.receivedAt().atZone(house.zone())));
    element(xml, "troubleCode", request.kind().wire());
    if (request.channelRef() != null) {
      xml.writeStartElement("Names");
      element(xml, "name", request.channelRef());
      xml.writeEndElement();
    }
    xml.writeStartElement("status");
    element(xml, "value", request.state().wire());
    xml.writeEndElement();
  }
}
