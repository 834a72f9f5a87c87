package io.lamplighter.intake.hotline;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An IEC 61968-100 request in a SOAP envelope, 1.1 or 1.2, checked against the schema. DTDs are
 * refused, so there are no entities.
 *
 * @param soap namespace of the envelope
 * @param security the UsernameToken, null without one
 */
record SoapRequest(
    String soap,
    String verb,
    String noun,
    @Nullable String context,
    @Nullable String messageId,
    List<String> ids,
    List<Element> tickets,
    @Nullable Token security) {
  static final String MESSAGE = "http://iec.ch/TC57/2011/schema/message";
  static final String TICKETS = "http://iec.ch/TC57/2011/TroubleTickets#";
  static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String OPERATIONS = "http://iec.ch/TC57/2011/TroubleTicketsMessage";
  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final Set<String> VERBS = Set.of("create", "change", "cancel", "get");
  private static final String DEPTH = "jdk.xml.maxElementDepth";
  private static final String DEEPEST = "40";
  private static final DocumentBuilderFactory BUILDERS = builders();

  /** WS-Security UsernameToken with a password as text. */
  record Token(String user, String password) {}

  /**
   * @throws Refusal.Invalid when it is no such message; what is wrong is named
   */
  static SoapRequest of(byte[] body, SoapSchema schema) {
    Element envelope = parse(body).getDocumentElement();
    String soap = envelope.getNamespaceURI();
    if (!"Envelope".equals(envelope.getLocalName())
        || soap == null
        || !Set.of(SOAP11, SOAP12).contains(soap)) {
      throw wrong("is no SOAP envelope", "不是 SOAP 信封");
    }
    Element bodyElement = child(envelope, soap, "Body");
    Element message = bodyElement == null ? null : firstChild(bodyElement);
    if (message == null) {
      throw wrong("The SOAP Body is empty", "SOAP Body 为空");
    }
    try {
      schema.check(message);
    } catch (SAXException e) {
      throw wrong(String.valueOf(e.getMessage()), "报文不符合 Schema：" + e.getMessage());
    }
    return read(soap, message, token(child(envelope, soap, "Header")));
  }

  private static SoapRequest read(String soap, Element message, @Nullable Token token) {
    boolean operation = OPERATIONS.equals(message.getNamespaceURI());
    if (!operation && !"RequestMessage".equals(message.getLocalName())) {
      throw wrong("A RequestMessage is expected", "应为 RequestMessage");
    }
    Element header = child(message, MESSAGE, "Header");
    if (header == null) {
      throw wrong("There is no Header", "缺少 Header");
    }
    String verb = text(header, MESSAGE, "Verb");
    String noun = text(header, MESSAGE, "Noun");
    if (noun != null && isVerb(noun) && !isVerb(verb)) {
      String swapped = verb;
      verb = noun;
      noun = swapped;
    }
    if (operation) {
      verb = message.getLocalName().replace("TroubleTicket", "");
    }
    Element request = child(message, MESSAGE, "Request");
    Element payload = child(message, MESSAGE, "Payload");
    Element list = payload == null ? null : child(payload, TICKETS, "TroubleTickets");
    return new SoapRequest(
        soap,
        String.valueOf(verb).toLowerCase(Locale.ROOT),
        String.valueOf(noun),
        text(header, MESSAGE, "Context"),
        text(header, MESSAGE, "MessageID"),
        request == null
            ? List.of()
            : children(request, MESSAGE, "ID").stream()
                .map(id -> id.getTextContent().strip())
                .toList(),
        list == null ? List.of() : children(list, TICKETS, "TroubleTicket"),
        token);
  }

  private static boolean isVerb(@Nullable String word) {
    return word != null && VERBS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static Document parse(byte[] body) {
    try {
      return builder().parse(new ByteArrayInputStream(body));
    } catch (SAXException | IOException e) {
      throw wrong("cannot be read: " + e.getMessage(), "无法读取：" + e.getMessage());
    }
  }

  /** Each setting of a factory costs as much as a builder, so there is one factory. */
  private static DocumentBuilder builder() {
    synchronized (BUILDERS) {
      try {
        DocumentBuilder builder = BUILDERS.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder;
      } catch (ParserConfigurationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static DocumentBuilderFactory builders() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setAttribute(DEPTH, DEEPEST);
      return factory;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Token token(@Nullable Element header) {
    Element security = header == null ? null : child(header, SECURITY, "Security");
    Element token = security == null ? null : child(security, SECURITY, "UsernameToken");
    if (token == null) {
      return null;
    }
    Element password = child(token, SECURITY, "Password");
    if (password != null && password.getAttribute("Type").endsWith("#PasswordDigest")) {
      throw new Refusal.Unauthenticated(
          "digest-not-possible",
          new Text(
              "Send the key as PasswordText: only its hash is kept here",
              "请以 PasswordText 发送密钥：本平台只保存其散列值"));
    }
    String user = text(token, SECURITY, "Username");
    return user == null || password == null
        ? null
        : new Token(user, password.getTextContent().strip());
  }

  static @Nullable Element child(Element of, String namespace, String name) {
    List<Element> all = children(of, namespace, name);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The text of a child, null when it is missing or blank. */
  static @Nullable String text(Element of, String namespace, String name) {
    Element child = child(of, namespace, name);
    String text = child == null ? "" : child.getTextContent().strip();
    return text.isEmpty() ? null : text;
  }

  static List<Element> children(Element of, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private static @Nullable Element firstChild(Element of) {
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        return element;
      }
    }
    return null;
  }

  private static Refusal.Invalid wrong(String en, String zh) {
    return new Refusal.Invalid(List.of(FieldError.of("", en, zh)));
  }
}
