package io.lamplighter.routes.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.systems.RouteRig;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@NullUnmarked
class WorkOrderRouteTest {
  private static final String OK =
      "<ResponseMessage xmlns=\"http://iec.ch/TC57/2011/schema/message\"><Reply>"
          + "<Result>OK</Result></Reply></ResponseMessage>";

  private RouteRig rig;

  @BeforeEach
  void start() throws Exception {
    rig =
        new RouteRig(
            Map.of(
                "reservations.in", "door:erp/reservations",
                "projects.in", "door:erp/projects"),
            "erp-work-orders",
            "erp-reservations",
            "erp-projects");
    rig.partner.answer(200, OK);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aDispatchedFaultIsAWorkOrder() throws Exception {
    assertNull(send("request.dispatched", "fault-repair"));
    Document xml = sent();
    assertEquals("create", text(xml, "Verb"));
    assertEquals("WorkOrder", text(xml, "Noun"));
    assertEquals("PRODUCTION", text(xml, "Context"), "the house's");
    assertEquals("7-42", text(xml, "MessageID"));
    assertEquals("R1", text(xml, "CorrelationID"));
    assertEquals("PM01", text(xml, "kind"));
    assertEquals("C1 <&", text(xml, "Crew"));
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(WorkOrderMessage.class.getResource("WorkOrders.xsd"))
        .newValidator()
        .validate(new DOMSource(xml.getElementsByTagNameNS("*", "WorkOrders").item(0)));
  }

  @Test
  void whatIsNoFieldWorkIsNotSent() {
    assertNull(send("request.closed", "enquiry"));
    assertEquals(List.of(), rig.partner.calls);
  }

  @Test
  void aRefusalFailsTheMessageWithTheErpsReason() {
    rig.partner.answer(
        200,
        OK.replace("OK", "FAILED")
            .replace(
                "</Reply>", "<Error><code>E7</code><reason>no plant</reason></Error></Reply>"));
    Exception thrown = send("request.closed", "fault-repair");
    assertInstanceOf(ReplyMessage.FailedException.class, thrown);
    assertEquals("The ERP answered FAILED: E7 no plant", thrown.getMessage());
  }

  @Test
  void garbageAndDoctypesFailTheMessage() {
    for (String garbage :
        List.of(
            "", "<html>", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")) {
      rig.partner.answer(200, garbage);
      Exception thrown = send("request.closed", "fault-repair");
      assertInstanceOf(ReplyMessage.FailedException.class, thrown, garbage);
    }
  }

  @Test
  void aFaultIsToldAsHttp500() {
    rig.partner.answer(500, OK);
    Exception thrown = send("request.closed", "fault-repair");
    assertTrue(thrown instanceof HttpOperationFailedException, String.valueOf(thrown));
  }

  @Test
  void labourAndMaterialsGoWithTheWork() throws Exception {
    Map<String, Object> used =
        Map.of(
            "labourMinutes", 90, "materials", List.of(Map.of("code", "500012", "quantity", 2.5)));
    assertNull(
        rig.entry(
            "request.resolved",
            "R1",
            Map.of("kind", "fault-repair", "to", "resolved", "region", "330602", "details", used)));
    Document xml = sent();
    assertEquals("90", text(xml, "laborDuration"));
    assertEquals("2.5", text(xml, "quantity"));
    assertEquals("500012", text(xml, "TypeMaterial"));
  }

  @Test
  void reservationsAndProjectCodesAreAnsweredBack() {
    rig.call(
        "erp",
        "reservations",
        """
        {"reservationNo":"v1","workOrderNo":"R1","areaCode":"330602","state":"partly",
         "items":[{"code":"500012","quantity":3,"reserved":2}],
         "changedAt":"2026-11-22T08:00:00+08:00"}""");
    rig.call(
        "erp",
        "projects",
        """
        {"projectCode":"P-7","caseNo":"R2","areaCode":"330602","state":"approved","budget":1000,
         "changedAt":"2026-11-22T08:00:00+08:00"}""");
    assertEquals(
        List.of("material-reservation v1 R1", "project-code P-7 R2"),
        rig.records.stream().map(r -> r.kind() + " " + r.id() + " " + r.subject()).toList());
  }

  private Document sent() throws Exception {
    String call = rig.partner.calls.get(0);
    return parse(call.substring(call.indexOf('<')));
  }

  private Exception send(String type, String kind) {
    return rig.entry(
        type,
        "R1",
        Map.of(
            "kind",
            kind,
            "to",
            "dispatched",
            "priority",
            5,
            "region",
            "330602",
            "details",
            Map.of("crew", "C1 <&")));
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
