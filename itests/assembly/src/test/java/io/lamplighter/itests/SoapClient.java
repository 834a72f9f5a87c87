package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Client;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A SOAP client that knows a service by its WSDL alone, and holds what it sends and what it gets
 * against the schemas named there.
 */
final class SoapClient {
  private static final String SCHEMAS = "http://www.w3.org/2001/XMLSchema";
  private static final String MESSAGES = "http://iec.ch/TC57/2011/schema/message";

  private final Client client;
  private final String path;
  private final Schema schema;

  SoapClient(Client client, String path) throws Exception {
    this.client = client.with("Content-Type", "text/xml; charset=UTF-8");
    this.path = path;
    Document wsdl = parse(client.get(path + "?wsdl").expect(200).text());
    NodeList imports = wsdl.getElementsByTagNameNS(SCHEMAS, "import");
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < imports.getLength(); i++) {
      String place = ((Element) imports.item(i)).getAttribute("schemaLocation");
      String file = client.get(place.substring(place.indexOf(path))).expect(200).text();
      sources.add(
          new StreamSource(new StringReader(file.replaceAll(" schemaLocation=\"[^\"]*\"", ""))));
    }
    schema = SchemaFactory.newDefaultInstance().newSchema(sources.toArray(Source[]::new));
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  /** Sends what keeps to the contract; the ResponseMessage, which does as well. */
  Element call(String message) throws Exception {
    schema.newValidator().validate(new DOMSource(parse(message).getDocumentElement()));
    return answer(message, 200, "ResponseMessage");
  }

  /** Sends what does not; the FaultMessage. */
  Element fail(String message) throws Exception {
    return answer(message, 500, "FaultMessage");
  }

  private Element answer(String message, int status, String expected) throws Exception {
    String envelope =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + message
            + "</e:Body></e:Envelope>";
    String answer = client.postRaw(path, envelope.getBytes(UTF_8)).expect(status).text();
    Element found = (Element) parse(answer).getElementsByTagNameNS(MESSAGES, expected).item(0);
    schema.newValidator().validate(new DOMSource(found));
    return found;
  }

  static String text(Element in, String name) {
    return in.getElementsByTagNameNS("*", name).item(0).getTextContent();
  }
}
