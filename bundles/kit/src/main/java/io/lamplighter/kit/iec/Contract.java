package io.lamplighter.kit.iec;

import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a SOAP service has promised: its WSDL and its schemas, in the folder {@code /soap} of the
 * bundle, and {@code Message.xsd}, which is the same for all. Safe for several threads.
 */
public final class Contract {
  private static final String MESSAGE = "Message.xsd";

  /** Before the name of a file that lies beside this one. */
  private static final Pattern BESIDE = Pattern.compile("(?<=\\bschemaLocation=\")(?=[^\":{]+\")");

  private static final String AT = "http://apache.org/xml/properties/dom/current-element-node";

  private final Class<?> owner;
  private final String wsdl;
  private final List<String> schemas;
  private final Schema schema;

  /**
   * @param owner a class of the bundle that has the files
   * @param schemas beside the messages', in the order in which they import each other
   * @throws IllegalStateException when a file is missing or wrong
   */
  public Contract(Class<?> owner, String wsdl, List<String> schemas) {
    this.owner = owner;
    this.wsdl = wsdl;
    this.schemas = List.copyOf(schemas);
    List<Source> sources = new ArrayList<>(List.of(source(MESSAGE)));
    schemas.forEach(file -> sources.add(source(file)));
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Imports are met by the sources themselves, given in their order.
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      schema = factory.newSchema(sources.toArray(Source[]::new));
    } catch (SAXException e) {
      throw new IllegalStateException("The schemas beside " + wsdl + " are wrong", e);
    }
  }

  /** Without the places of its imports, so that nobody looks for a file. */
  private Source source(String file) {
    String text = file(file).replaceAll(" schemaLocation=\"[^\"]*\"", "");
    return new StreamSource(new StringReader(text), file);
  }

  private String file(String name) {
    try (InputStream in =
        name.equals(MESSAGE)
            ? Contract.class.getResourceAsStream(name)
            : owner.getResourceAsStream("/soap/" + name)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The WSDL, for a client.
   *
   * @param location where it has asked
   */
  public String wsdl(String location) {
    return file(wsdl).replace("{location}", location);
  }

  /**
   * One of the schemas, null when it is none of them. What it imports is where it was asked for
   * itself: a client resolves a relative place against this address, not against its query.
   *
   * @param location where the client has asked
   */
  public @Nullable String schema(String name, String location) {
    return name.equals(MESSAGE) || schemas.contains(name)
        ? BESIDE.matcher(file(name)).replaceAll(Matcher.quoteReplacement(location) + "?xsd=")
        : null;
  }

  /**
   * Holds a message against the schemas.
   *
   * @throws Refusal.Invalid naming the path of the element that is wrong, and what is wrong with it
   */
  public void check(Element message) {
    Validator validator = schema.newValidator();
    validator.setErrorHandler(new Strict());
    try {
      validator.validate(new DOMSource(message));
    } catch (SAXException e) {
      String why = String.valueOf(e.getMessage());
      throw new Refusal.Invalid(where(validator), why, "报文不符合 Schema：" + why);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String where(Validator validator) {
    try {
      return validator.getProperty(AT) instanceof Node node ? path(node) : "";
    } catch (SAXException e) {
      return "";
    }
  }

  /** As in {@code /EventMessage/Payload/EndDeviceEvents/EndDeviceEvent[2]/createdDateTime}. */
  public static String path(Node of) {
    StringBuilder path = new StringBuilder();
    for (Node node = of; isInside(node); node = node.getParentNode()) {
      int number = place(node);
      path.insert(0, "/" + node.getLocalName() + (number == 0 ? "" : "[" + number + "]"));
    }
    return path.toString();
  }

  /** From the message on; around it are the Body and the Envelope. */
  private static boolean isInside(@Nullable Node node) {
    return node instanceof Element && !Soap.isVersion(node.getNamespaceURI());
  }

  /** Which of several of its name it is, from 1; 0 when it is the only one. */
  private static int place(Node node) {
    int before = others(node, true);
    return before + others(node, false) == 0 ? 0 : before + 1;
  }

  private static int others(Node node, boolean before) {
    int count = 0;
    Node other = before ? node.getPreviousSibling() : node.getNextSibling();
    while (other != null) {
      if (other instanceof Element && node.getLocalName().equals(other.getLocalName())) {
        count++;
      }
      other = before ? other.getPreviousSibling() : other.getNextSibling();
    }
    return count;
  }

  private static final class Strict extends DefaultHandler {
    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
