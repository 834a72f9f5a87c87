package io.lamplighter.kit.iec;

import io.lamplighter.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * A SOAP envelope, 1.1 or 1.2, as it was read. DTDs are refused, so there are no entities. Who
 * sends it says {@link SoapHead}, before it is read as a whole.
 *
 * @param version namespace of the envelope
 * @param message the one element of the Body
 */
public record Soap(String version, Element message) {
  public static final String V11 = "http://schemas.xmlsoap.org/soap/envelope/";
  public static final String V12 = "http://www.w3.org/2003/05/soap-envelope";

  private static final String DEPTH = "jdk.xml.maxElementDepth";
  private static final String DEEPEST = "40";
  private static final DocumentBuilderFactory BUILDERS = builders();

  /**
   * @throws Refusal.Invalid when it is no envelope
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
    return new Soap(version, message);
  }

  /** Whether it is the namespace of an envelope. */
  static boolean isVersion(@Nullable String namespace) {
    return V11.equals(namespace) || V12.equals(namespace);
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
