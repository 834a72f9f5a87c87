package io.lamplighter.routes.erp;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes IEC 61968-100 request messages with noun WorkOrder in a SOAP 1.1 envelope.
 *
 * @param source Header/Source
 * @param context Header/Context
 */
record WorkOrderMessage(String source, String context) {
  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String MESSAGE = "http://iec.ch/TC57/2011/schema/message";
  static final String WORK_ORDERS = "http://iec.ch/TC57/2011/WorkOrders#";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();

  /**
   * @param id the message's id, the same each time it is sent
   * @param requestNo whose work it is
   * @param time when it happened, ISO 8601
   * @param workType the ERP's
   * @param data the journal entry's data
   */
  String of(
      String verb, String id, String requestNo, String time, String workType, Map<?, ?> data) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("soap", "Envelope", SOAP);
      xml.writeNamespace("soap", SOAP);
      xml.writeStartElement("soap", "Body", SOAP);
      xml.writeStartElement("RequestMessage");
      xml.writeDefaultNamespace(MESSAGE);
      header(xml, verb, id, requestNo, time);
      xml.writeStartElement("Payload");
      payload(xml, requestNo, time, workType, data);
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A work order could not be written", e);
    }
    return text.toString();
  }

  private void header(XMLStreamWriter xml, String verb, String id, String requestNo, String time)
      throws XMLStreamException {
    xml.writeStartElement("Header");
    element(xml, "Verb", verb);
    element(xml, "Noun", "WorkOrder");
    element(xml, "Revision", "2.0");
    element(xml, "Context", context);
    element(xml, "Timestamp", time);
    element(xml, "Source", source);
    element(xml, "AsyncReplyFlag", "false");
    element(xml, "AckRequired", "true");
    element(xml, "MessageID", id);
    element(xml, "CorrelationID", requestNo);
    xml.writeEndElement();
  }

  private static void payload(
      XMLStreamWriter xml, String requestNo, String time, String workType, Map<?, ?> data)
      throws XMLStreamException {
    xml.writeStartElement("WorkOrders");
    xml.writeDefaultNamespace(WORK_ORDERS);
    xml.writeStartElement("WorkOrder");
    element(xml, "mRID", requestNo);
    element(xml, "kind", workType);
    if (data.get("priority") != null) {
      element(xml, "priority", data.get("priority"));
    }
    element(xml, "lastModifiedDateTime", time);
    element(xml, "statusKind", data.get("to"));
    named(xml, "Crew", data.get("details") instanceof Map<?, ?> d ? d.get("crew") : null);
    named(xml, "Customer", data.get("customerNo"));
    named(xml, "Asset", data.get("transformer"));
    named(xml, "SubGeographicalRegion", data.get("region"));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void named(XMLStreamWriter xml, String name, @Nullable Object value)
      throws XMLStreamException {
    if (value != null) {
      xml.writeStartElement(name);
      element(xml, "mRID", value);
      xml.writeEndElement();
    }
  }

  private static void element(XMLStreamWriter xml, String name, @Nullable Object value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(String.valueOf(value));
    xml.writeEndElement();
  }
}
