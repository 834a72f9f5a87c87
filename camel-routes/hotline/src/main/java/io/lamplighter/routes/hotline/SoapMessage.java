package io.lamplighter.routes.hotline;

import io.lamplighter.api.House;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A step as IEC 61968-100 ChangeTroubleTicket in SOAP 1.1, and what the answer says. */
final class SoapMessage {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String MESSAGE = "http://iec.ch/TC57/2011/schema/message";
  private static final String TICKETS = "http://iec.ch/TC57/2011/TroubleTickets#";

  private SoapMessage() {}

  /**
   * @param source Header/Source
   */
  static String of(Step step, CityMapping mapping, House.Context context, String source) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("soap", "Envelope", SOAP);
      xml.writeNamespace("soap", SOAP);
      xml.writeStartElement("soap", "Body", SOAP);
      xml.writeStartElement("RequestMessage");
      xml.writeDefaultNamespace(MESSAGE);
      header(xml, step, context, source);
      xml.writeStartElement("Payload");
      xml.writeStartElement("TroubleTickets");
      xml.writeDefaultNamespace(TICKETS);
      ticket(xml, step.fields(mapping));
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A step could not be written", e);
    }
    return text.toString();
  }

  private static void header(XMLStreamWriter xml, Step step, House.Context context, String source)
      throws XMLStreamException {
    xml.writeStartElement("Header");
    element(xml, "Verb", "change");
    element(xml, "Noun", "TroubleTicket");
    element(xml, "Revision", "2.0");
    element(xml, "Context", context.name());
    element(xml, "Timestamp", step.at().toString());
    element(xml, "Source", source);
    element(xml, "AsyncReplyFlag", "false");
    element(xml, "AckRequired", "true");
    element(xml, "MessageID", step.id());
    element(xml, "CorrelationID", step.requestNo());
    xml.writeEndElement();
  }

  private static void ticket(XMLStreamWriter xml, Map<String, String> fields)
      throws XMLStreamException {
    xml.writeStartElement("TroubleTicket");
    element(xml, "mRID", fields.getOrDefault("request", ""));
    if (fields.containsKey("words")) {
      element(xml, "comment", fields.get("words"));
    }
    if (fields.containsKey("order")) {
      xml.writeStartElement("Names");
      element(xml, "name", fields.get("order"));
      xml.writeEndElement();
    }
    for (String property : new String[] {"score", "until"}) {
      if (fields.containsKey(property)) {
        xml.writeStartElement("Property");
        element(xml, "Name", property);
        element(xml, "Value", fields.get(property));
        xml.writeEndElement();
      }
    }
    xml.writeStartElement("status");
    element(xml, "dateTime", fields.get("time"));
    element(xml, "value", fields.get("step"));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, @Nullable String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(value == null ? "" : value);
    xml.writeEndElement();
  }

  /**
   * @throws RefusedException unless the answer has Reply/Result OK or PARTIAL
   */
  static void check(@Nullable String answer) throws RefusedException {
    String result = result(answer == null ? "" : answer);
    if (!"OK".equals(result) && !"PARTIAL".equals(result)) {
      throw new RefusedException("The hotline answered " + result);
    }
  }

  private static String result(String answer) {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(answer));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT
            && xml.getLocalName().equals("Result")
            && MESSAGE.equals(xml.getNamespaceURI())) {
          return xml.getElementText().strip();
        }
      }
      return "without a Result";
    } catch (XMLStreamException e) {
      return "what cannot be read";
    }
  }
}
