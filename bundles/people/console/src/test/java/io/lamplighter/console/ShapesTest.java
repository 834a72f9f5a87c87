package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.customers.Customer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The JSON that goes out, to the letter: names of the contract, nulls written, regional times. */
class ShapesTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aRequest() throws Exception {
    assertEquals(
        "{\"requestNo\":\"R1\",\"version\":3,\"kind\":\"fault-repair\",\"kindReason\":\"given\",\"kindSure\":true,\"confidence\":null,"
            + "\"state\":\"on-site\",\"channel\":\"web\",\"channelRef\":null,"
            + "\"customerNo\":\"3306010000017\",\"matchedBy\":\"number\",\"region\":\"330602\","
            + "\"cell\":null,\"transformer\":\"T1\",\"contact\":{\"name\":\"王先生\",\"phone\":null},"
            + "\"address\":\"天下小区3幢\",\"location\":{\"lon\":120.58,\"lat\":30.01},"
            + "\"text\":\"停电\",\"priority\":5,\"holder\":null,"
            + "\"receivedAt\":\"2026-11-22T08:00:00+08:00\",\"mergedInto\":null,\"promises\":"
            + "[{\"rule\":\"fault.first-response\",\"dueAt\":\"2026-11-22T08:30:00+08:00\"}],"
            + "\"allowedMoves\":[\"resolve\",\"cancel\"],\"drill\":false,"
            + "\"finds\":{\"address\":\"天下小区3幢\",\"customerNo\":null,\"meter\":null,\"phone\":null,"
            + "\"since\":\"2026-11-22T07:30:00+08:00\",\"extent\":[\"building\"],\"inDanger\":[],"
            + "\"corrected\":[\"address\"]}}",
        json.writeValueAsString(RequestView.of(Samples.request(3), Samples.TIME)));
  }

  @Test
  void aCustomersClassIsWrittenClass() throws Exception {
    Customer customer =
        new Customer(
            "3306010000017",
            2,
            "王先生",
            List.of("13800000000"),
            null,
            null,
            "330602",
            "residential",
            false,
            null,
            null,
            null,
            null,
            null,
            Set.of("b", "a"));

    assertEquals(
        "{\"customerNo\":\"3306010000017\",\"version\":2,\"name\":\"王先生\","
            + "\"phones\":[\"13800000000\"],\"address\":null,\"location\":null,"
            + "\"region\":\"330602\",\"class\":\"residential\",\"important\":false,\"cell\":null,"
            + "\"servicePoint\":null,\"meter\":null,\"transformer\":null,\"feeder\":null,"
            + "\"tags\":[\"a\",\"b\"]}",
        json.writeValueAsString(CustomerView.of(customer)));
  }

  @Test
  void timesInsideDataAreTheRegionsToo() {
    Map<String, Object> data =
        Samples.TIME.data(
            Map.of(
                "details",
                Map.of(
                    "until",
                    "2026-11-25T00:00:00Z",
                    "promises",
                    List.of(Map.of("rule", "x", "dueAt", "2026-11-22T00:30:00.123456Z"))),
                "at",
                "2026-13-41T00:00:00Z",
                "note",
                "Z"));
    assertEquals(
        Map.of(
            "details",
            Map.of(
                "until",
                "2026-11-25T08:00:00+08:00",
                "promises",
                List.of(Map.of("rule", "x", "dueAt", "2026-11-22T08:30:00.123456+08:00"))),
            "at",
            "2026-13-41T00:00:00Z",
            "note",
            "Z"),
        data);
  }

  @Test
  void anEntryIsACloudEvent() throws Exception {
    assertEquals(
        "{\"specversion\":\"1.0\",\"id\":\"7-1\",\"type\":\"request.received\","
            + "\"source\":\"/lamplighter/desk\",\"subject\":\"R1\","
            + "\"time\":\"2026-11-22T08:00:00+08:00\",\"region\":\"330602\",\"actor\":\"public\","
            + "\"datacontenttype\":\"application/json\",\"data\":{\"requestNo\":\"R1\"}}",
        json.writeValueAsString(CloudEvent.of(Samples.entry(1), Samples.TIME)));
  }
}
