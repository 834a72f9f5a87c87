package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a report becomes before the desk sees it. */
class ReportsResourceTest {
  @Test
  void aReportIsASubmissionOfThisChannel() {
    Submission submission =
        ReportsResource.submission(
            Map.of("channelRef", "r-1", "text", "停电", "kind", "enquiry"), "report", "{}");

    assertEquals("${name}", submission.channel());
    assertEquals("r-1", submission.channelRef());
    assertEquals("停电", submission.text());
    assertEquals("enquiry", submission.kind());
  }

  @Test
  void oneThatDoesNotSayItsKindIsOfTheKindThatIsSet() {
    assertEquals(
        "report", ReportsResource.submission(Map.of("channelRef", "r-1"), "report", "{}").kind());
  }

  @Test
  void everyFieldThatCannotBeReadIsNamed() {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> ReportsResource.submission(Map.of("text", 7, "colour", "blue"), "", "{}"));

    assertEquals(
        Set.of("/channelRef", "/text", "/colour"),
        refusal.errors().stream().map(FieldError::pointer).collect(Collectors.toSet()));
  }
}
