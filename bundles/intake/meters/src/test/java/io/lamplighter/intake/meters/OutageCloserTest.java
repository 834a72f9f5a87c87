package io.lamplighter.intake.meters;

import static io.lamplighter.intake.meters.Street.LOST;
import static io.lamplighter.intake.meters.Street.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.store.ToldRequests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the work is over, so is the suspicion. */
class OutageCloserTest {
  private static final String CLOSED = "outage where closed_by = 'request'";
  private final Street street = new Street();
  private final OutageCloser closer =
      new OutageCloser(street.work, street.journal, street.desk(), () -> {});
  private final ToldRequests told = new ToldRequests();

  private void happens(String type, String subject, Map<String, Object> data) {
    Entry entry =
        new Entry(
            Cursor.START,
            type,
            subject,
            "330602",
            "desk",
            "/desk",
            street.now,
            told.data(type, subject, data));
    if (closer.types().contains(type)) {
      street.work.run(transaction -> closer.handle(transaction, List.of(entry)));
    }
  }

  /** An outage of transformer t1; the number of its request. */
  private String suspect() {
    street.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2));
    String ref = street.submissions.keySet().iterator().next();
    happens("request.received", "R-" + ref, Map.of("channel", "meter", "channelRef", ref));
    return "R-" + ref;
  }

  @Test
  void aClosedRequestClosesItsOutageAndTheNextLastGaspsAreANewOne() {
    String no = suspect();
    happens("request.closed", "other", Map.of());
    assertEquals(0, street.count(CLOSED));
    happens("request.closed", no, Map.of());
    happens("request.closed", no, Map.of());
    assertEquals(1, street.count(CLOSED));
    assertEquals(1, street.types().stream().filter("outage.closed"::equals).count());
    street.accept(message("c1", "t1-3", LOST, 3));
    assertEquals(1, street.submissions.size(), "one more alone alarms nobody");
    street.accept(message("c1", "t1-4", LOST, 4));
    assertEquals(2, street.submissions.size());
  }

  @Test
  void theWorkMayBeDoneUnderAnotherRequest() {
    String no = suspect();
    happens("request.merged", no, Map.of("details", Map.of("into", "2")));
    happens("request.unmerged", no, Map.of());
    happens("request.cancelled", "2", Map.of());
    assertEquals(0, street.count(CLOSED));
    happens("request.merged", no, Map.of("details", Map.of("into", "3")));
    happens("request.merged", "3", Map.of("details", Map.of("into", "4")));
    happens("request.closed", "4", Map.of());
    assertEquals(1, street.count(CLOSED));
  }

  @Test
  void othersReferencesOfChannelMeterMeanNothing() {
    suspect();
    happens("request.received", "9", Map.of("channel", "meter", "channelRef", "outage-x"));
    happens("request.received", "9", Map.of("channel", "meter"));
    happens("request.closed", "9", Map.of());
    assertEquals(0, street.count(CLOSED));
  }
}
