package io.lamplighter.intake.meters;

import static io.lamplighter.kit.iec.Soap.child;
import static io.lamplighter.kit.iec.Soap.children;
import static io.lamplighter.kit.iec.Soap.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.time.IsoTime;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads the EndDeviceEvents (IEC 61968-9) of a message that keeps to its contract, into the same
 * events as come over MQTT. Each stands for itself: one that means nothing is set aside.
 */
final class EndDeviceEvents {
  static final String NAMESPACE = "http://iec.ch/TC57/2011/EndDeviceEvents#";
  static final String PATH = "/services/EndDeviceEvents";
  private static final String NO_ID = "soap";

  private final Codes codes;
  private final Plausible times;
  private final ZoneId zone;

  /**
   * @param zone of times that name none
   */
  EndDeviceEvents(Codes codes, Plausible times, ZoneId zone) {
    this.codes = codes;
    this.times = times;
    this.zone = zone;
  }

  /** The WSDL and the schemas in this bundle. */
  static Contract contract() {
    return new Contract(
        EndDeviceEvents.class,
        "EndDeviceEvents.wsdl",
        List.of("EndDeviceEvents.xsd", "EndDeviceEventsMessage.xsd"));
  }

  /** The events of a message. */
  static List<Element> of(Message message) {
    Element payload = message.payload();
    Element list = payload == null ? null : child(payload, NAMESPACE, "EndDeviceEvents");
    return list == null ? List.of() : children(list, NAMESPACE, "EndDeviceEvent");
  }

  /**
   * @param from who has sent it stands for the concentrator
   * @param octets the message to the letter
   */
  Parsed read(String region, String from, Message message, byte[] octets) {
    List<MeterEvent> events = new ArrayList<>();
    List<SetAside> setAside = new ArrayList<>();
    String id = message.messageId() == null ? NO_ID : message.messageId();
    for (Element event : of(message)) {
      try {
        events.add(
            new MeterEvent(
                region,
                from,
                id,
                meter(event),
                code(event),
                time(event),
                details(event),
                Contract.path(event)));
      } catch (Unreadable e) {
        byte[] part = written(event).getBytes(StandardCharsets.UTF_8);
        setAside.add(new SetAside(PATH, region, from, Contract.path(event), e.causeWord(), part));
      }
    }
    return new Parsed(new Incoming(PATH, octets, 0, 0), events, setAside);
  }

  private static String meter(Element event) throws Unreadable {
    for (String holder : List.of("Assets", "UsagePoint")) {
      Element which = child(event, NAMESPACE, holder);
      if (which != null) {
        String number = text(which, NAMESPACE, "mRID");
        Element names = child(which, NAMESPACE, "Names");
        String name = names == null ? null : text(names, NAMESPACE, "name");
        if (number != null || name != null) {
          return MeterEvent.meter(number != null ? number : String.valueOf(name));
        }
      }
    }
    throw new Unreadable("no-meter");
  }

  /** Seen in the wild: the code in mRID, and a type that says nothing. */
  private Codes.Code code(Element event) throws Unreadable {
    Element type = child(event, NAMESPACE, "EndDeviceEventType");
    String ref = type == null ? "" : type.getAttribute("ref").strip();
    String code = ref.isEmpty() ? text(event, NAMESPACE, "mRID") : ref;
    if (code == null) {
      throw new Unreadable("no-code");
    }
    return codes.known(code);
  }

  private Instant time(Element event) throws Unreadable {
    String written = text(event, NAMESPACE, "createdDateTime");
    if (written == null) {
      throw new Unreadable("no-time");
    }
    try {
      return times.time(IsoTime.parse(written, zone).toInstant());
    } catch (DateTimeException e) {
      throw new Unreadable("bad-time");
    }
  }

  private static @Nullable String details(Element event) throws Unreadable {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("reason", "severity", "issuerID")) {
      String value = text(event, NAMESPACE, name);
      if (value != null) {
        details.put(name, value);
      }
    }
    for (Element detail : children(event, NAMESPACE, "EndDeviceEventDetails")) {
      details.put(
          String.valueOf(text(detail, NAMESPACE, "name")), text(detail, NAMESPACE, "value"));
    }
    return JsonBody.details(details);
  }

  private static String written(Element event) {
    StringWriter text = new StringWriter();
    try {
      Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
      plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      plain.transform(new DOMSource(event), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
