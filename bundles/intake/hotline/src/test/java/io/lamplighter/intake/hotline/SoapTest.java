package io.lamplighter.intake.hotline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.House.Context;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.kit.iec.SoapHead;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestHouse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Trouble tickets in IEC 61968-100: understood, checked by the schema, answered by the schema. */
@NullUnmarked
class SoapTest {
  private final TestHouse house = new TestHouse();
  private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
  private static final Caller PARTNER =
      new Caller("12345", Caller.Kind.PARTNER, Set.of(), "33", Set.of("hotline"));
  private static final String TICKET =
      "<TroubleTicket><comment>停电 &amp; 冒烟</comment>"
          + "<dateTimeOfReport>2026-11-22T08:00:00</dateTimeOfReport><Customer><name>王</name>"
          + "<phone>13800000000</phone></Customer><Location><mainAddress>越城区1号</mainAddress>"
          + "</Location></TroubleTicket>";

  private final Contract contract = TicketRequest.contract();
  private final List<Submission> submissions = new ArrayList<>();
  private final List<MoveOrder> moves = new ArrayList<>();
  private final NotedLooks looks = new NotedLooks();
  private final TicketCalls calls = new TicketCalls(desk(), looks, house);

  private static String message(String verb, String noun, String rest) {
    return "<e:Envelope xmlns:e=\""
        + Soap.V11
        + "\"><e:Body><RequestMessage xmlns=\""
        + Message.NAMESPACE
        + "\"><Header><Verb>"
        + verb
        + "</Verb><Noun>"
        + noun
        + "</Noun><MessageID>m-1</MessageID></Header>"
        + rest
        + "</RequestMessage></e:Body></e:Envelope>";
  }

  private static String tickets(String tickets) {
    return "<Payload><TroubleTickets xmlns=\""
        + TicketRequest.TICKETS
        + "\">"
        + tickets
        + "</TroubleTickets></Payload>";
  }

  private TicketRequest read(String message) {
    return TicketRequest.read(Soap.read(message.getBytes(UTF_8)), contract);
  }

  /** The answer, which must keep to the schema itself. */
  private Element answer(String message) throws Exception {
    TicketRequest request = read(message);
    TicketReply reply = new TicketReply(Locale.ENGLISH, house);
    calls.answer(PARTNER, request, reply);
    return checked(reply.response(request, NOW));
  }

  private Element checked(String answer) throws Exception {
    Document xml =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    Element body = Soap.child(xml.getDocumentElement(), Soap.V11, "Body");
    Element message = Soap.child(body, Message.NAMESPACE, "ResponseMessage");
    if (message == null) {
      message = (Element) xml.getElementsByTagNameNS(Message.NAMESPACE, "FaultMessage").item(0);
    }
    contract.check(message);
    return message;
  }

  private static String text(Element in, String name) {
    return in.getElementsByTagNameNS("*", name).item(0).getTextContent();
  }

  @Test
  void aTicketBecomesARequestAndTheAnswerCarriesItsNumber() throws Exception {
    Element answer = answer(message("create", "TroubleTicket", tickets(TICKET)));
    assertEquals("OK", text(answer, "Result"));
    assertEquals("R-m-1", text(answer, "mRID"));
    assertEquals("m-1", text(answer, "CorrelationID"));
    Submission taken = submissions.get(0);
    assertEquals("停电 & 冒烟", taken.text());
    assertEquals("hotline", taken.channel());
    assertEquals("+08:00", taken.occurredAt().getOffset().toString(), "a time without a zone");
    assertEquals("13800000000", taken.contact().phone());
  }

  @Test
  void swappedNounAndVerbAndTheOperationsOwnElementAreUnderstood() throws Exception {
    answer(message("TroubleTicket", "create", tickets(TICKET)));
    String operation =
        message("create", "TroubleTicket", tickets(TICKET))
            .replace(
                "<RequestMessage xmlns=\"" + Message.NAMESPACE + "\">",
                "<t:CreateTroubleTicket xmlns:t=\"http://iec.ch/TC57/2011/TroubleTicketsMessage\""
                    + " xmlns=\""
                    + Message.NAMESPACE
                    + "\">")
            .replace("</RequestMessage>", "</t:CreateTroubleTicket>");
    answer(operation);
    assertEquals(2, submissions.size());
  }

  @Test
  void ofSeveralEachIsAnsweredByItself() throws Exception {
    String bad = "<TroubleTicket><comment>refuse me</comment></TroubleTicket>";
    Element answer = answer(message("create", "TroubleTicket", tickets(TICKET + bad)));
    assertEquals("PARTIAL", text(answer, "Result"));
    assertEquals("invalid", text(answer, "code"));
    assertEquals(
        "/RequestMessage/Payload/TroubleTickets/TroubleTicket[2]/Customer/phone",
        text(answer, "xpath"));
    assertEquals(
        "FAILED", text(answer(message("create", "TroubleTicket", tickets(bad))), "Result"));
  }

  @Test
  void aPartnerMayScoreCancelAndLook() throws Exception {
    String score =
        "<TroubleTicket><mRID>R1</mRID><Property><Name>score</Name><Value>4</Value></Property>"
            + "</TroubleTicket>";
    assertEquals("OK", text(answer(message("change", "TroubleTicket", tickets(score))), "Result"));
    assertEquals(4L, moves.get(0).data().get("score"));
    String cancel = "<TroubleTicket><mRID>R1</mRID><comment>误报</comment></TroubleTicket>";
    answer(message("cancel", "TroubleTicket", tickets(cancel)));
    assertEquals("误报", moves.get(1).data().get("reason"));
    Element got =
        answer(message("get", "TroubleTicket", "<Request><ID>R1</ID><ID>R9</ID></Request>"));
    assertEquals("PARTIAL", text(got, "Result"));
    assertEquals("on-site", text(got, "value"));
    assertEquals("R9", text(got, "ID"));
    assertEquals(
        List.of("12345 tickets {requests=[R1]}"), looks.told(), "one look at what there is");
  }

  @Test
  void trainingIsADrillAndTestingMakesNothing() throws Exception {
    String testing =
        message("create", "TroubleTicket", tickets(TICKET))
            .replace("<MessageID>", "<Context>TESTING</Context><MessageID>");
    assertEquals("context-testing", text(answer(testing), "code"));
    assertEquals(0, submissions.size());
    answer(message("create", "TroubleTicket", tickets(TICKET)));
    assertFalse(submissions.get(0).drill());
    assertEquals("OK", text(answer(testing.replace("TESTING", "TRAINING")), "Result"));
    assertTrue(submissions.get(1).drill());
  }

  @Test
  void theAnswerIsOfTheHousesContext() throws Exception {
    String said = message("create", "TroubleTicket", tickets(TICKET));
    String drill = said.replace("<MessageID>", "<Context>TRAINING</Context><MessageID>");
    assertEquals("PRODUCTION", text(answer(said), "Context"));
    assertEquals("TRAINING", text(answer(drill), "Context"), "in production the request's");
    house.in(Context.TESTING);
    assertEquals("TESTING", text(answer(said), "Context"));
    assertEquals("TESTING", text(answer(drill), "Context"));
    assertEquals("OK", text(answer(drill.replace("TRAINING", "TESTING")), "Result"));
  }

  @Test
  void whatIsNoMessageIsRefusedAndSaysWhy() throws Exception {
    String good = message("create", "TroubleTicket", tickets(TICKET));
    for (String bad :
        List.of(
            "",
            "hello",
            "<a/>",
            good.substring(0, good.length() - 9),
            good.replace("RequestMessage", "RequestMassage"),
            good.replace("<comment>", "<coment>").replace("</comment>", "</coment>"),
            good.replace("2026-11-22T08:00:00", "yesterday"),
            "<!DOCTYPE a [<!ENTITY b \"c\">]>" + good,
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">" + good,
            "<a>".repeat(5000) + "</a>".repeat(5000))) {
      Refusal.Invalid refused = assertThrows(Refusal.Invalid.class, () -> read(bad), bad);
      TicketReply reply = new TicketReply(Locale.ENGLISH, house);
      reply.failed(refused, null);
      assertEquals("FAILED", text(checked(reply.fault(Soap.V11)), "Result"));
    }
    TicketRequest unknown = read(message("paint", "TroubleTicket", tickets(TICKET)));
    assertThrows(
        Refusal.Invalid.class,
        () -> calls.answer(PARTNER, unknown, new TicketReply(Locale.ENGLISH, house)));
  }

  @Test
  void aUsernameTokenIsReadAndADigestIsNotPossible() {
    String token =
        "<e:Header><s:Security xmlns:s=\"http://docs.oasis-open.org/wss/2004/01/"
            + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><s:UsernameToken>"
            + "<s:Username>12345</s:Username><s:Password>key</s:Password>"
            + "</s:UsernameToken></s:Security></e:Header><e:Body>";
    String message = message("get", "TroubleTicket", "").replace("<e:Body>", token);
    assertEquals(
        new SoapHead.Token("12345", "key"), SoapHead.read(message.getBytes(UTF_8)).security());
    String digest = message.replace("<s:Password>", "<s:Password Type=\"x#PasswordDigest\">");
    byte[] octets = digest.getBytes(UTF_8);
    assertThrows(Refusal.Unauthenticated.class, () -> SoapHead.read(octets));
  }

  @Test
  void theContractIsThere() {
    assertTrue(contract.wsdl("http://x").contains("http://x?xsd=Message.xsd"));
    assertNotNull(contract.schema("Message.xsd", "http://x"));
    assertNull(contract.schema("../services.csv", "http://x"));
    String operations = contract.schema("TroubleTicketsMessage.xsd", "http://x");
    assertTrue(operations.contains("schemaLocation=\"http://x?xsd=Message.xsd\""), operations);
  }

  @Test
  void everyTimeOfTheSchemaIsThatInstantOrThatTicketAloneFails() throws Exception {
    answer(at("24:00:00"));
    assertEquals(
        Instant.parse("2026-11-22T16:00:00Z"), submissions.get(0).occurredAt().toInstant());
    answer(at("08:00:00.1234567890123Z"));
    assertEquals(123456789, submissions.get(1).occurredAt().getNano());
    Element answer = answer(at("00:00:00Z").replace("2026-11-22T00", "12026-11-22T00"));
    assertEquals("FAILED", text(answer, "Result"));
    assertEquals(
        "/RequestMessage/Payload/TroubleTickets/TroubleTicket/dateTimeOfReport",
        text(answer, "xpath"));
  }

  private static String at(String time) {
    return message("create", "TroubleTicket", tickets(TICKET)).replace("08:00:00", time);
  }

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            SoapTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "submit" -> submit((Submission) arguments[1]);
                  case "get" -> request((String) arguments[1]);
                  case "move" -> {
                    moves.add((MoveOrder) arguments[1]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Receipt submit(Submission submission) {
    if (submission.text().startsWith("refuse")) {
      throw new Refusal.Invalid("/contact/phone", "is needed", "缺失");
    }
    submissions.add(submission);
    return new Receipt(
        "R-" + submission.channelRef(), "t", RequestState.RECEIVED, NOW, null, List.of(), false);
  }

  private static Request request(String no) {
    if (!no.equals("R1")) {
      throw new Refusal.NotFound("request.unknown", new Text("none", "无"));
    }
    return new Request(
        no,
        3,
        RequestKind.FAULT_REPAIR,
        "given",
        RequestState.ON_SITE,
        "hotline",
        "m-1",
        null,
        null,
        "3306",
        null,
        null,
        null,
        null,
        null,
        "停电",
        5,
        null,
        NOW,
        null,
        List.of(),
        Set.of());
  }
}
