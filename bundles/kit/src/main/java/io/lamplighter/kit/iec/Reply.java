package io.lamplighter.kit.iec;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link Message}: a ResponseMessage, or a fault with a FaultMessage. */
public final class Reply {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final Locale language;
  private final List<Failed> errors = new ArrayList<>();
  private int done;

  private record Failed(String code, String reason, @Nullable String xpath, @Nullable String id) {}

  /**
   * @param language of the reasons
   */
  public Reply(Locale language) {
    this.language = language;
  }

  /** So many of the things in it are done. */
  public void done(int count) {
    done += count;
  }

  /**
   * @param id of the thing in it that failed, null for the whole
   */
  public void failed(Refusal refusal, @Nullable String id) {
    if (refusal instanceof Refusal.Invalid invalid) {
      for (FieldError error : invalid.errors()) {
        failed(refusal.code(), error.message(), error.pointer(), id);
      }
    } else {
      failed(refusal.code(), refusal.text(), "", id);
    }
  }

  /**
   * @param xpath of what is wrong, empty for the whole
   */
  public void failed(String code, Text reason, String xpath, @Nullable String id) {
    errors.add(new Failed(code, reason.in(language), xpath.isEmpty() ? null : xpath, id));
  }

  private String result() {
    return errors.isEmpty() ? "OK" : done == 0 ? "FAILED" : "PARTIAL";
  }

  /** The whole envelope of a ResponseMessage without a Payload. */
  public String response(Message to, Instant now, House house) {
    return response(to, to.noun(), now, house, xml -> {});
  }

  /**
   * The whole envelope of a ResponseMessage. In production its context is that of the request.
   *
   * @param payload writes the Payload, or nothing
   */
  public String response(Message to, String noun, Instant now, House house, Content payload) {
    return envelope(
        to.soap().version(),
        xml -> {
          start(xml, "ResponseMessage");
          xml.writeStartElement("Header");
          element(xml, "Verb", "reply");
          element(xml, "Noun", noun);
          element(xml, "Revision", "2.0");
          element(xml, "Context", context(to, house));
          element(
              xml,
              "Timestamp",
              DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now.atZone(house.zone())));
          element(xml, "Source", "lamplighter");
          if (to.messageId() != null) {
            element(xml, "CorrelationID", to.messageId());
          }
          xml.writeEndElement();
          reply(xml);
          payload.write(xml);
          xml.writeEndElement();
        });
  }

  private static String context(Message to, House house) {
    String theirs = to.context();
    House.Context ours = house.context();
    return theirs != null && ours == House.Context.PRODUCTION ? theirs : ours.name();
  }

  /**
   * The whole envelope of a fault of the client's.
   *
   * @param version of the envelope that is answered
   */
  public String fault(String version) {
    String reason = errors.isEmpty() ? "" : errors.get(0).reason();
    return envelope(
        version,
        xml -> {
          xml.writeStartElement("soap", "Fault", version);
          if (version.equals(Soap.V11)) {
            element(xml, "faultcode", "soap:Client");
            element(xml, "faultstring", reason);
            xml.writeStartElement("detail");
          } else {
            newFault(xml, version, reason);
            xml.writeStartElement("soap", "Detail", version);
          }
          start(xml, "FaultMessage");
          reply(xml);
          xml.writeEndElement();
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  private void newFault(XMLStreamWriter xml, String version, String reason)
      throws XMLStreamException {
    xml.writeStartElement("soap", "Code", version);
    xml.writeStartElement("soap", "Value", version);
    xml.writeCharacters("soap:Sender");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("soap", "Reason", version);
    xml.writeStartElement("soap", "Text", version);
    xml.writeAttribute("xml:lang", language.toLanguageTag());
    xml.writeCharacters(reason);
    xml.writeEndElement();
    xml.writeEndElement();
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

  /** A part of an answer, in the namespace of messages unless it opens its own. */
  @FunctionalInterface
  public interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String envelope(String version, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("soap", "Envelope", version);
      xml.writeNamespace("soap", version);
      xml.writeStartElement("soap", "Body", version);
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
    xml.writeDefaultNamespace(Message.NAMESPACE);
  }

  /** An element with text, with what XML cannot carry replaced. */
  public static void element(XMLStreamWriter xml, String name, @Nullable String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(XmlText.of(value));
    xml.writeEndElement();
  }
}
