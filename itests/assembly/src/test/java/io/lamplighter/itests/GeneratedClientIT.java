package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both WSDLs as a partner meets them: a client is generated from each, and calls. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class GeneratedClientIT {
  private Instance instance;
  private Books books;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
  }

  private GeneratedClient client(String service, String channel, Path folder) throws Exception {
    URL wsdl = new URL("http://127.0.0.1:" + instance.httpPort + "/services/" + service + "?wsdl");
    GeneratedClient client = new GeneratedClient(wsdl, folder);
    JsonNode partner = instance.users().partner(channel);
    client.token(partner.get("partner").asText(), partner.get("key").asText());
    return client;
  }

  @Test
  void aTicketIsARequestAndAWrongKeyIsTheFaultOfTheContract(@TempDir Path folder) throws Exception {
    try (GeneratedClient client = client("TroubleTickets", "hotline", folder)) {
      String ticket =
          """
          <m:CreateTroubleTicket xmlns:m="http://iec.ch/TC57/2011/TroubleTicketsMessage"
              xmlns="http://iec.ch/TC57/2011/schema/message">
            <Header><Verb>create</Verb><Noun>TroubleTicket</Noun><MessageID>g-1</MessageID></Header>
            <Payload><TroubleTickets xmlns="http://iec.ch/TC57/2011/TroubleTickets#"><TroubleTicket>
              <comment>生成的客户端报停电</comment>
              <Customer><name>王先生</name><phone>0575 8877 1299</phone></Customer>
              <Location><mainAddress>越城区梅山路11号</mainAddress></Location>
            </TroubleTicket></TroubleTickets></Payload>
          </m:CreateTroubleTicket>""";
      assertEquals("OK", client.call("CreateTroubleTicket", ticket));
      String made =
          "select count(*) from desk.request where channel = 'hotline'"
              + " and address = '越城区梅山路11号' and contact_phone = '0575 8877 1299'";
      assertEquals(1, books.number(made));
      client.token(instance.users().partner("hotline").get("partner").asText(), "guessed");
      Exception fault =
          assertThrows(Exception.class, () -> client.call("CreateTroubleTicket", ticket));
      assertEquals("Fault", fault.getClass().getSimpleName(), fault.toString());
      assertEquals(1, books.number(made));
    }
  }

  @Test
  void anEventIsStored(@TempDir Path folder) throws Exception {
    try (GeneratedClient client = client("EndDeviceEvents", "meter", folder)) {
      String event =
          """
          <m:CreatedEndDeviceEvents xmlns:m="http://iec.ch/TC57/2011/EndDeviceEventsMessage"
              xmlns="http://iec.ch/TC57/2011/schema/message">
            <Header><Verb>created</Verb><Noun>EndDeviceEvents</Noun></Header>
            <Payload><EndDeviceEvents xmlns="http://iec.ch/TC57/2011/EndDeviceEvents#"><EndDeviceEvent>
              <createdDateTime>%s</createdDateTime><EndDeviceEventType ref="3.26.9.185"/>
              <UsagePoint><mRID>generated-1</mRID></UsagePoint>
            </EndDeviceEvent></EndDeviceEvents></Payload>
          </m:CreatedEndDeviceEvents>"""
              .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
      assertEquals("OK", client.call("CreatedEndDeviceEvents", event));
      assertEquals(
          1, books.number("select count(*) from meters.event where meter = 'generated-1'"));
    }
  }
}
