package io.lamplighter.intake.hotline;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.iec.Contract;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** Whatever is posted as a trouble ticket is understood, or refused with a reason. */
class SoapFuzzTest {
  private static final Contract CONTRACT = TicketRequest.contract();
  private static final String HEAD =
      "<e:Envelope xmlns:e=\""
          + Soap.V11
          + "\"><e:Body><RequestMessage xmlns=\""
          + Message.NAMESPACE
          + "\"><Header><Verb>create</Verb><Noun>TroubleTicket</Noun></Header><Payload>"
          + "<TroubleTickets xmlns=\""
          + TicketRequest.TICKETS
          + "\"><TroubleTicket>";
  private static final String END =
      "</TroubleTicket></TroubleTickets></Payload></RequestMessage></e:Body></e:Envelope>";

  @DictionaryFile(resourcePath = "/fuzz.dict")
  @FuzzTest
  void anEnvelope(byte[] octets) {
    read(octets);
    read(
        (HEAD + new String(octets, StandardCharsets.UTF_8) + END).getBytes(StandardCharsets.UTF_8));
  }

  private static void read(byte[] octets) {
    try {
      TicketRequest request = TicketRequest.read(Soap.read(octets), CONTRACT);
      request
          .tickets()
          .forEach(
              one -> new Ticket(one).submission("hotline", "1", ZoneId.of("Asia/Shanghai"), false));
    } catch (Refusal.Invalid | Refusal.Unauthenticated e) {
      // answered with a fault
    }
  }
}
