package io.lamplighter.routes.erp;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Writes the body as an IEC 61968-100 request message with noun WorkOrder in a SOAP 1.1 envelope,
 * its payload checked against {@code WorkOrders.xsd}. Header/Source and Header/Context are the
 * exchange's properties {@code source} and {@code context}.
 */
public final class WorkOrderMessage implements Processor {
  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String MESSAGE = "http://iec.ch/TC57/2011/schema/message";
  static final String WORK_ORDERS = "http://iec.ch/TC57/2011/WorkOrders#";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final Schema contract;

  /**
   * @throws SAXException when the contract is not in the bundle
   */
  public WorkOrderMessage() throws SAXException {
    contract =
        SchemaFactory.newDefaultInstance()
            .newSchema(WorkOrderMessage.class.getResource("WorkOrders.xsd"));
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Map<?, ?> order = exchange.getMessage().getBody(Map.class);
    check(write(xml -> payload(xml, order)));
    exchange
        .getMessage()
        .setBody(
            write(
                xml -> {
                  xml.writeStartElement("soap", "Envelope", SOAP);
                  xml.writeNamespace("soap", SOAP);
                  xml.writeStartElement("soap", "Body", SOAP);
                  xml.writeStartElement("RequestMessage");
                  xml.writeDefaultNamespace(MESSAGE);
                  header(xml, order, exchange);
                  xml.writeStartElement("Payload");
                  payload(xml, order);
                }));
  }

  private void check(String payload) throws SAXException, IOException {
    contract.newValidator().validate(new StreamSource(new StringReader(payload)));
  }

  /** Writes elements. */
  private interface Part {
    void to(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String write(Part part) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
    part.to(xml);
    xml.writeEndDocument();
    xml.flush();
    return text.toString();
  }

  private static void header(XMLStreamWriter xml, Map<?, ?> order, Exchange exchange)
      throws XMLStreamException {
    xml.writeStartElement("Header");
    element(xml, "Verb", order.get("verb"));
    element(xml, "Noun", "WorkOrder");
    element(xml, "Revision", "2.0");
    element(xml, "Context", exchange.getProperty("context"));
    element(xml, "Timestamp", order.get("at"));
    element(xml, "Source", exchange.getProperty("source"));
    element(xml, "AsyncReplyFlag", "false");
    element(xml, "AckRequired", "true");
    element(xml, "MessageID", order.get("messageId"));
    element(xml, "CorrelationID", order.get("requestNo"));
    xml.writeEndElement();
  }

  private static void payload(XMLStreamWriter xml, Map<?, ?> order) throws XMLStreamException {
    xml.writeStartElement("WorkOrders");
    xml.writeDefaultNamespace(WORK_ORDERS);
    xml.writeStartElement("WorkOrder");
    element(xml, "mRID", order.get("requestNo"));
    element(xml, "kind", order.get("workType"));
    element(xml, "priority", order.get("priority"));
    element(xml, "lastModifiedDateTime", order.get("at"));
    element(xml, "statusKind", order.get("state"));
    named(xml, "Crew", order.get("crew"));
    named(xml, "Customer", order.get("customer"));
    named(xml, "Asset", order.get("asset"));
    named(xml, "SubGeographicalRegion", order.get("region"));
    if (order.get("labourMinutes") != null) {
      xml.writeStartElement("LaborItem");
      element(xml, "laborDuration", order.get("labourMinutes"));
      xml.writeEndElement();
    }
    if (order.get("materials") instanceof List<?> materials) {
      for (Object material : materials) {
        material(xml, (Map<?, ?>) material);
      }
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void material(XMLStreamWriter xml, Map<?, ?> material) throws XMLStreamException {
    xml.writeStartElement("MaterialItem");
    element(xml, "quantity", material.get("quantity"));
    named(xml, "TypeMaterial", material.get("code"));
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
    if (value != null) {
      xml.writeStartElement(name);
      xml.writeCharacters(value.toString());
      xml.writeEndElement();
    }
  }
}
