package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Tracking;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JSON of receipts and tracking, to the letter. */
class ViewsTest {
  private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

  private final Views views = new Views(ZoneId.of("Asia/Shanghai"));

  @Test
  void aReceiptShowsEveryFieldOfTheContract() throws Exception {
    Receipt receipt =
        new Receipt(
            "R1",
            "t0k",
            RequestState.RECEIVED,
            AT,
            null,
            List.of(new Promise("fault.first-response", AT.plusSeconds(1800))),
            true);

    assertEquals(
        "{\"requestNo\":\"R1\",\"trackingToken\":\"t0k\",\"state\":\"received\","
            + "\"receivedAt\":\"2026-11-22T08:00:00+08:00\",\"mergedInto\":null,\"promises\":"
            + "[{\"rule\":\"fault.first-response\",\"dueAt\":\"2026-11-22T08:30:00+08:00\"}]}",
        new ObjectMapper().writeValueAsString(views.of(receipt)));
  }

  @Test
  void trackingShowsStatesByTheirOutsideNames() throws Exception {
    Tracking tracking =
        new Tracking(
            "R1",
            RequestKind.FAULT_REPAIR,
            RequestState.ON_SITE,
            AT,
            "R0",
            List.of(),
            List.of(new Tracking.Step(RequestState.ON_SITE, AT)));

    assertEquals(
        "{\"requestNo\":\"R1\",\"kind\":\"fault-repair\",\"state\":\"on-site\","
            + "\"receivedAt\":\"2026-11-22T08:00:00+08:00\",\"mergedInto\":\"R0\",\"promises\":[],"
            + "\"steps\":[{\"state\":\"on-site\",\"at\":\"2026-11-22T08:00:00+08:00\"}]}",
        new ObjectMapper().writeValueAsString(views.of(tracking)));
  }
}
