package io.lamplighter.intake.hotline;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Request;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The answer to a request: a ResponseMessage, or a fault with a FaultMessage. */
final class SoapReply {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final Locale language;
  private final ZoneId zone;
  private final List<Shown> tickets = new ArrayList<>();
  private final List<Failed> errors = new ArrayList<>();

  private record Shown(String requestNo, @Nullable Request request) {}

  private record Failed(String code, String reason, @Nullable String xpath, @Nullable String id) {}

  SoapReply(Locale language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  /** A ticket that was taken or changed. */
  void done(String requestNo) {
    tickets.add(new Shown(requestNo, null));
  }

  void show(Request request) {
    tickets.add(new Shown(request.requestNo(), request));
  }

  /**
   * @param id of the ticket that failed, null for the whole
   */
  void failed(Refusal refusal, @Nullable String id) {
    if (refusal instanceof Refusal.Invalid invalid) {
      for (FieldError error : invalid.errors()) {
        errors.add(
            new Failed(refusal.code(), error.message().in(language), pointer(error.pointer()), id));
      }
    } else {
      errors.add(new Failed(refusal.code(), refusal.text().in(language), null, id));
    }
  }

  private static @Nullable String pointer(String pointer) {
    return pointer.isEmpty() ? null : pointer;
  }

  private String result() {
    return errors.isEmpty() ? "OK" : tickets.isEmpty() ? "FAILED" : "PARTIAL";
  }

  String response(SoapRequest to, Instant now) {
    return envelope(
        to.soap(),
        xml -> {
          start(xml, "ResponseMessage");
          xml.writeStartElement("Header");
          element(xml, "Verb", "reply");
          element(xml, "Noun", "TroubleTicket");
          element(xml, "Revision", "2.0");
          if (to.context() != null) {
            element(xml, "Context", to.context());
          }
          element(xml, "Timestamp", time(now));
          element(xml, "Source", "lamplighter");
          if (to.messageId() != null) {
            element(xml, "CorrelationID", to.messageId());
          }
          xml.writeEndElement();
          reply(xml);
          payload(xml);
          xml.writeEndElement();
        });
  }

  /**
   * @param soap namespace of the envelope that is answered
   * @param code Client or Server
   */
  String fault(String soap, String code) {
    boolean old = soap.equals(SoapRequest.SOAP11);
    String reason = errors.isEmpty() ? "" : errors.get(0).reason();
    return envelope(
        soap,
        xml -> {
          xml.writeStartElement("soap", "Fault", soap);
          if (old) {
            element(xml, "faultcode", "soap:" + code);
            element(xml, "faultstring", reason);
            xml.writeStartElement("detail");
          } else {
            xml.writeStartElement("soap", "Code", soap);
            xml.writeStartElement("soap", "Value", soap);
            xml.writeCharacters(code.equals("Client") ? "soap:Sender" : "soap:Receiver");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("soap", "Reason", soap);
            xml.writeStartElement("soap", "Text", soap);
            xml.writeAttribute("xml:lang", language.toLanguageTag());
            xml.writeCharacters(reason);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("soap", "Detail", soap);
          }
          start(xml, "FaultMessage");
          reply(xml);
          xml.writeEndElement();
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  private void reply(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("Reply");
    element(xml, "Result", result());
    for (Failed error : errors) {
      xml.writeStartElement("Error");
      element(xml, "code", error.code());
      element(xml, "level", "FATAL");
      element(xml, "reason", error.reason());
      if (error.xpath() != null) {
        element(xml, "xpath", error.xpath());
      }
      if (error.id() != null) {
        element(xml, "ID", error.id());
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void payload(XMLStreamWriter xml) throws XMLStreamException {
    if (tickets.isEmpty()) {
      return;
    }
    xml.writeStartElement("Payload");
    xml.writeStartElement("TroubleTickets");
    xml.writeDefaultNamespace(SoapRequest.TICKETS);
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
    element(xml, "dateTimeOfReport", time(request.receivedAt()));
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

  private String time(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
  }

  private interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String envelope(String soap, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("soap", "Envelope", soap);
      xml.writeNamespace("soap", soap);
      xml.writeStartElement("soap", "Body", soap);
      content.write(xml);
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("An answer could not be written", e);
    }
    return text.toString();
  }

  private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeDefaultNamespace(SoapRequest.MESSAGE);
  }

  private static void element(XMLStreamWriter xml, String name, @Nullable String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(XmlText.of(value));
    xml.writeEndElement();
  }
}
