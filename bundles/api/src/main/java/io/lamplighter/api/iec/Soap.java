package io.lamplighter.api.iec;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
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
 * A SOAP envelope, 1.1 or 1.2, as it was read. DTDs are refused, so there are no entities.
 *
 * @param version namespace of the envelope
 * @param message the one element of the Body
 * @param security the UsernameToken, null without one
 */
public record Soap(String version, Element message, @Nullable Token security) {
  public static final String V11 = "http://schemas.xmlsoap.org/soap/envelope/";
  public static final String V12 = "http://www.w3.org/2003/05/soap-envelope";

  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String DEPTH = "jdk.xml.maxElementDepth";
  private static final String DEEPEST = "40";
  private static final DocumentBuilderFactory BUILDERS = builders();

  /** WS-Security UsernameToken with a password as text. */
  public record Token(String user, String password) {}

  /**
   * @throws Refusal.Invalid when it is no envelope
   * @throws Refusal.Unauthenticated for a password that is not sent as text
   */
  public static Soap read(byte[] octets) {
    Element envelope = parse(octets).getDocumentElement();
    String version = envelope.getNamespaceURI();
    if (!"Envelope".equals(envelope.getLocalName()) || version == null || !isVersion(version)) {
      throw new Refusal.Invalid("", "is no SOAP envelope", "不是 SOAP 信封");
    }
    Element body = child(envelope, version, "Body");
    Element message = body == null ? null : firstChild(body);
    if (message == null) {
      throw new Refusal.Invalid("/Envelope/Body", "The SOAP Body is empty", "SOAP Body 为空");
    }
    return new Soap(version, message, token(child(envelope, version, "Header")));
  }

  /** Whether it is the namespace of an envelope. */
  static boolean isVersion(@Nullable String namespace) {
    return V11.equals(namespace) || V12.equals(namespace);
  }

  /**
   * The partner who sends this: the UsernameToken has his name, in any case, and his key. Without a
   * token, whom the door knows is as good.
   *
   * @param known whom the door knows by {@code X-Api-Key}, null for nobody
   * @throws Refusal.Unauthenticated {@code key-wrong}, or {@code key-missing} when no partner shows
   */
  public Caller partner(Access access, @Nullable Principal known) {
    if (security != null) {
      Caller partner = access.partner(security.password());
      if (partner.name().equalsIgnoreCase(security.user())) {
        return partner;
      }
    } else if (known instanceof Caller caller && caller.kind() == Caller.Kind.PARTNER) {
      return caller;
    }
    throw new Refusal.Unauthenticated(
        "key-missing",
        new Text(
            "A UsernameToken with the partner's name and key is needed, or X-Api-Key",
            "须提供含对接方名称与密钥的 UsernameToken，或 X-Api-Key"));
  }

  private static Document parse(byte[] octets) {
    try {
      return builder().parse(new ByteArrayInputStream(octets));
    } catch (SAXException | IOException e) {
      throw new Refusal.Invalid("", "cannot be read: " + e.getMessage(), "无法读取：" + e.getMessage());
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

  /** The first child of this name, null without one. */
  public static @Nullable Element child(Element of, String namespace, String name) {
    List<Element> all = children(of, namespace, name);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The text of a child, null when it is missing or blank. */
  public static @Nullable String text(Element of, String namespace, String name) {
    Element child = child(of, namespace, name);
    String text = child == null ? "" : child.getTextContent().strip();
    return text.isEmpty() ? null : text;
  }

  public static List<Element> children(Element of, String namespace, String name) {
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
}
