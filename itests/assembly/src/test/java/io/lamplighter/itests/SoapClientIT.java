package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.xml.ws.developer.SchemaValidationFeature;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.ws.Dispatch;
import javax.xml.ws.Service;
import javax.xml.ws.WebServiceException;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.soap.SOAPFaultException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A SOAP client that is not ours (Metro): it knows nothing but the WSDL's address, and checks by
 * the schemas it is pointed to what it sends and what it gets.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SoapClientIT {
  private static final String NAMESPACE = "http://iec.ch/TC57/2011/TroubleTickets";
  private static final String TICKET =
      "<TroubleTicket><comment>市民反映停电</comment>"
          + "<Location><mainAddress>越城区梅山路9号</mainAddress></Location></TroubleTicket>";

  private Instance instance;
  private Service service;

  @BeforeAll
  void readTheContract() throws Exception {
    instance = Shared.instance();
    service =
        Service.create(
            new URL("http://127.0.0.1:" + instance.httpPort + "/services/TroubleTickets?wsdl"),
            new QName(NAMESPACE, "TroubleTickets"));
  }

  @Test
  void aTicketIsMadeOnceShownAndCancelled() throws Exception {
    String first = call("Create", "create", payload(TICKET), key());
    assertEquals("OK", text(first, "Result"));
    String no = text(first, "mRID");
    assertEquals(no, text(call("Create", "create", payload(TICKET), key()), "mRID"), "again");

    String shown = call("Get", "get", "<Request><ID>" + no + "</ID></Request>", key());
    assertEquals("received", text(shown, "value"));
    assertEquals("市民反映停电", text(shown, "comment"));
    String mine = "<TroubleTicket><mRID>" + no + "</mRID></TroubleTicket>";
    assertEquals("OK", text(call("Cancel", "cancel", payload(mine), key()), "Result"));
    String late = call("Cancel", "cancel", payload(mine), key());
    assertEquals("FAILED", text(late, "Result"));
    assertEquals("request.move-not-allowed", text(late, "code"));
  }

  @Test
  void whoGivesNoKeyGetsAFaultAndWhatIsNotByTheSchemaIsNotEvenSent() throws Exception {
    SOAPFaultException fault =
        assertThrows(
            SOAPFaultException.class, () -> call("Create", "create", payload(TICKET), null));
    assertTrue(fault.getFault().hasDetail(), fault.toString());
    assertThrows(
        WebServiceException.class, () -> call("Create", "create", payload("<Ticket/>"), key()));
  }

  private String key() throws Exception {
    return instance.users().key("hotline");
  }

  private static String payload(String ticket) {
    return "<Payload><TroubleTickets xmlns=\""
        + NAMESPACE
        + "#\">"
        + ticket
        + "</TroubleTickets></Payload>";
  }

  private String call(String operation, String verb, String rest, String key) throws Exception {
    Dispatch<Source> client =
        service.createDispatch(
            new QName(NAMESPACE, "TroubleTickets"),
            Source.class,
            Service.Mode.PAYLOAD,
            new SchemaValidationFeature());
    if (key != null) {
      client
          .getRequestContext()
          .put(MessageContext.HTTP_REQUEST_HEADERS, Map.of("X-Api-Key", List.of(key)));
    }
    String message =
        "<t:"
            + operation
            + "TroubleTicket xmlns:t=\"http://iec.ch/TC57/2011/TroubleTicketsMessage\""
            + " xmlns=\"http://iec.ch/TC57/2011/schema/message\"><Header><Verb>"
            + verb
            + "</Verb><Noun>TroubleTicket</Noun><MessageID>metro-1</MessageID></Header>"
            + rest
            + "</t:"
            + operation
            + "TroubleTicket>";
    Source answer = client.invoke(new StreamSource(new StringReader(message)));
    StringWriter text = new StringWriter();
    TransformerFactory.newDefaultInstance()
        .newTransformer()
        .transform(answer, new StreamResult(text));
    return text.toString();
  }

  private static String text(String xml, String element) {
    String found =
        xml.replaceFirst("(?s).*?<(?:\\w+:)?" + element + "(?: [^>]*)?>([^<]*)<.*", "$1");
    return found.equals(xml) ? "no " + element + " in " + xml : found;
  }
}
