package io.lamplighter.routes.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class WorkOrderRouteTest {
  private static final String OK =
      "<ResponseMessage xmlns=\"http://iec.ch/TC57/2011/schema/message\"><Reply>"
          + "<Result>OK</Result></Reply></ResponseMessage>";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer erp;
  private volatile int status = 200;
  private volatile String answer = OK;

  @BeforeEach
  void start() throws Exception {
    erp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    erp.createContext(
        "/work",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    erp.start();
    // The journal is played by the test.
    camel.addComponent("journal", new Journal());
    camel.addRoutes(
        new WorkOrderRoute(
            new WorkOrderRoute.Settings(
                "http://127.0.0.1:" + erp.getAddress().getPort() + "/work",
                "Basic eA==",
                "33",
                8,
                8),
            new WorkOrderMessage("lamplighter", "TESTING"),
            ErpRoutes.workTypes("")));
    camel.start();
  }

  /** A {@code journal:} that takes our options and is written to. */
  private static final class Journal extends DirectComponent {
    @Override
    protected org.apache.camel.Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> parameters) throws Exception {
      List.of("types", "region", "parallel", "attempts").forEach(parameters::remove);
      return super.createEndpoint(uri, remaining, parameters);
    }
  }

  @AfterEach
  void stop() {
    camel.stop();
    erp.stop(0);
  }

  @Test
  void aDispatchedFaultIsAWorkOrder() throws Exception {
    assertNull(send("request.dispatched", "fault-repair").getException());
    assertEquals(List.of("Basic eA=="), authorizations);
    Document xml = parse(received.get(0));
    assertEquals("create", text(xml, "Verb"));
    assertEquals("WorkOrder", text(xml, "Noun"));
    assertEquals("7-42", text(xml, "MessageID"));
    assertEquals("R1", text(xml, "CorrelationID"));
    assertEquals("PM01", text(xml, "kind"));
    assertEquals("C1 <&", text(xml, "Crew"));
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(ErpRoutes.class.getResource("WorkOrders.xsd"))
        .newValidator()
        .validate(new DOMSource(xml.getElementsByTagNameNS("*", "WorkOrders").item(0)));
  }

  @Test
  void whatIsNoFieldWorkIsNotSent() {
    assertNull(send("request.closed", "enquiry").getException());
    assertEquals(List.of(), received);
  }

  @Test
  void aRefusalFailsTheMessageWithTheErpsReason() {
    answer =
        OK.replace("OK", "FAILED")
            .replace("</Reply>", "<Error><code>E7</code><reason>no plant</reason></Error></Reply>");
    Exception thrown = send("request.closed", "fault-repair").getException();
    assertInstanceOf(ReplyMessage.FailedException.class, thrown);
    assertEquals("The ERP answered FAILED: E7 no plant", thrown.getMessage());
  }

  @Test
  void garbageAndDoctypesFailTheMessage() {
    for (String garbage :
        List.of(
            "", "<html>", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")) {
      answer = garbage;
      Exception thrown = send("request.closed", "fault-repair").getException();
      assertInstanceOf(ReplyMessage.FailedException.class, thrown, garbage);
    }
  }

  @Test
  void aFaultIsToldAsHttp500() {
    status = 500;
    Exception thrown = send("request.closed", "fault-repair").getException();
    assertTrue(thrown instanceof HttpOperationFailedException, String.valueOf(thrown));
  }

  private Exchange send(String type, String kind) {
    Map<String, Object> data =
        Map.of(
            "requestNo",
            "R1",
            "kind",
            kind,
            "to",
            "dispatched",
            "priority",
            5,
            "region",
            "330602",
            "details",
            Map.of("crew", "C1 <&"));
    return camel
        .createProducerTemplate()
        .send(
            camel.getRoutes().get(0).getEndpoint(),
            exchange -> {
              exchange.getMessage().setHeader("ce-id", "7-42");
              exchange.getMessage().setHeader("ce-type", type);
              exchange.getMessage().setHeader("ce-subject", "R1");
              exchange.getMessage().setHeader("ce-time", "2026-11-22T00:00:00Z");
              exchange.getMessage().setBody(data);
            });
  }

  private static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static String text(Document xml, String element) {
    return xml.getElementsByTagNameNS("*", element).item(0).getTextContent();
  }
}
