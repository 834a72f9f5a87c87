package io.lamplighter.routes.erp;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads the ERP's answer. */
public final class ReplyMessage implements Processor {
  @Override
  public void process(Exchange exchange) throws FailedException {
    check(exchange.getMessage().getBody(String.class));
  }

  /** The ERP has refused a work order. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  /**
   * @throws FailedException unless the answer is a ResponseMessage with Result OK or PARTIAL
   */
  static void check(@Nullable String answer) throws FailedException {
    Document xml = parse(answer);
    String result = text(xml, "Result");
    if (!"OK".equals(result) && !"PARTIAL".equals(result)) {
      throw new FailedException(
          "The ERP answered "
              + (result == null ? "without a Result" : result)
              + ": "
              + text(xml, "code")
              + " "
              + text(xml, "reason"));
    }
  }

  private static Document parse(@Nullable String answer) throws FailedException {
    if (answer == null || answer.isBlank()) {
      throw new FailedException("The ERP answered nothing");
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(answer)));
    } catch (Exception e) {
      throw new FailedException("The ERP's answer cannot be read: " + e.getMessage());
    }
  }

  private static @Nullable String text(Document xml, String element) {
    NodeList found = xml.getElementsByTagNameNS(WorkOrderMessage.MESSAGE, element);
    return found.getLength() == 0 ? null : found.item(0).getTextContent().strip();
  }
}
