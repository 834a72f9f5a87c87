package io.lamplighter.intake.hotline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The contract: the WSDL and the schemas in this bundle. */
final class SoapSchema {
  private static final List<String> FILES =
      List.of("Message.xsd", "TroubleTickets.xsd", "TroubleTicketsMessage.xsd");

  private final Schema schema;

  SoapSchema() {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Imports are met by the sources themselves, given in their order.
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setResourceResolver((type, namespace, publicId, systemId, base) -> null);
      schema = factory.newSchema(FILES.stream().map(SoapSchema::source).toArray(Source[]::new));
    } catch (SAXException e) {
      throw new IllegalStateException("The bundle's schemas are wrong", e);
    }
  }

  private static Source source(String file) {
    String text = file(file);
    // Given as a source beside it, so that nobody looks for a file.
    return new StreamSource(
        new java.io.StringReader(text.replaceAll(" schemaLocation=\"[^\"]*\"", "")), file);
  }

  /** A file of the contract, as it is. */
  static String file(String name) {
    try (InputStream in = SoapSchema.class.getResourceAsStream("/soap/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The bundle has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean has(String name) {
    return FILES.contains(name);
  }

  /**
   * @throws SAXException saying what is wrong with the message
   */
  void check(Element message) throws SAXException {
    Validator validator = schema.newValidator();
    validator.setErrorHandler(new Strict());
    try {
      validator.validate(new DOMSource(message));
    } catch (IOException e) {
      throw new SAXException(e);
    }
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
