package io.lamplighter.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.visits.SamplingRule.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of who is asked what. */
@NullUnmarked
class AskingTest {
  private static final String HEAD =
      "rule,from,kinds,where,customers,share,after,questions,bad,then\n";
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  @TempDir Path own;

  private Asking sampling(String lines) throws IOException {
    Files.writeString(own.resolve("sampling.csv"), HEAD + lines);
    return Asking.load(own);
  }

  private static Ticket ticket(String kind, String region, String cell, boolean important) {
    return new Ticket(kind, region, cell, important);
  }

  @ParameterizedTest
  @CsvSource({
    "fault-repair, true, important, 100",
    "complaint, false, complaint, 100",
    "report, false, complaint, 100",
    "fault-repair, false, repair, 10",
    "emergency, false, repair, 10",
    "service, false, service, 100",
    "enquiry, false, other, 5"
  })
  void theShippedTableHasALineForEveryKind(String kind, boolean important, String rule, int share) {
    SamplingRule found =
        Asking.load(null).rule(ticket(kind, "330602", null, important), DAY).orElseThrow();
    assertEquals(rule, found.code());
    assertEquals(share, found.share());
  }

  @Test
  void aNewConnectionIsAskedAboutAfterThirtyDays() {
    Ticket connection = ticket("service", "330602", null, false);
    assertEquals(30, Asking.load(null).rule(connection, DAY).orElseThrow().afterDays());
  }

  @Test
  void aCellHasItsOwnShareAndARegionsPrefixIsAllBelowIt() throws IOException {
    Asking asking =
        sampling(
            """
            cell,2026-01-01,*,G7,any,50,0,general,2,-
            city,2026-01-01,*,3306,any,20,0,general,2,-
            """);
    assertEquals(
        50, asking.rule(ticket("enquiry", "330602", "G7", false), DAY).orElseThrow().share());
    assertEquals(
        20, asking.rule(ticket("enquiry", "330602", "G70", false), DAY).orElseThrow().share());
    assertTrue(asking.rule(ticket("enquiry", "330102", null, false), DAY).isEmpty());
  }

  @Test
  void theEditionThatIsValidThatDayCounts() throws IOException {
    Asking asking =
        sampling(
            """
            all,2026-01-01,*,*,any,10,0,general,2,-
            all,2026-12-01,*,*,any,30,0,general,2,-
            """);
    Ticket any = ticket("enquiry", "330602", null, false);
    assertEquals(10, asking.rule(any, DAY).orElseThrow().share());
    assertEquals(30, asking.rule(any, DAY.plusDays(1)).orElseThrow().share());
    assertTrue(asking.rule(any, LocalDate.of(2025, 12, 31)).isEmpty());
  }

  @Test
  void aVisitKeepsTheQuestionsItBeganWith() throws IOException {
    Files.writeString(
        own.resolve("questions.csv"),
        """
        set,edition,key,form,zh,en
        general,2026-01-01,polite,yes-no,态度好吗,Polite?
        general,2026-12-01,speed,score,快吗,Fast?
        repair,2026-01-01,-,yes-no,-,-
        complaint,2026-01-01,-,yes-no,-,-
        """);
    Asking asking = Asking.load(own);
    assertEquals("general/2026-01-01", asking.edition("general", DAY));
    assertEquals("general/2026-12-01", asking.edition("general", DAY.plusDays(1)));
    assertEquals(
        List.of("polite"),
        asking.questions("general/2026-01-01").stream().map(Question::key).toList());
    assertEquals(List.of(), asking.questions("repair/2026-01-01"));
    assertEquals(List.of(), asking.questions("gone/2020-01-01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,2026-13-01,*,*,any,10,0,general,2,-; is no day",
        "a,2026-01-01,repairs,*,any,10,0,general,2,-; there is no kind of request 'repairs'",
        "a,2026-01-01,*,G1|,any,10,0,general,2,-; a place without a name",
        "a,2026-01-01,*,*,some,10,0,general,2,-; customers is important or any",
        "a,2026-01-01,*,*,any,101,0,general,2,-; '101' is not a number from 0 to 100",
        "a,2026-01-01,*,*,any,10,0,nothing,2,-; there is no set 'nothing'",
        "a,2025-12-31,*,*,any,10,0,general,2,-; there is no set 'general'",
        "a,2026-01-01,*,*,any,10,0,general,6,-; '6' is not a number from 0 to 5",
        "a,2026-01-01,*,*,any,10,0,general,2,call; then is reopen or -"
      })
  void aMistakeIsNamedWithItsLine(String line, String why) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> sampling(line));
    assertTrue(wrong.getMessage().contains("sampling.csv line 2: "), wrong.getMessage());
    assertTrue(wrong.getMessage().contains(why), wrong.getMessage());
  }

  @Test
  void aLineThatIsThereTwiceIsAMistake() {
    String line = "a,2026-01-01,*,*,any,10,0,general,2,-\n";
    assertThrows(IllegalArgumentException.class, () -> sampling(line + line));
  }

  @Test
  void whileAFileIsWrongTheTablesBeforeStay() throws IOException {
    sampling("a,2026-01-01,*,*,any,10,0,general,2,-");
    AskingBook book = new AskingBook(own);
    Files.writeString(own.resolve("sampling.csv"), HEAD + "a,2026-01-01,*,*,any,x,0,general,2,-");
    book.look();
    assertEquals(10, book.asking().rules().get(0).share());
    assertTrue(book.mistake().orElseThrow().contains("line 2"));
    Files.writeString(
        own.resolve("sampling.csv"), HEAD + "a,2026-01-01,*,*,any,30,0,general,2,-\n");
    book.look();
    assertEquals(30, book.asking().rules().get(0).share());
    assertTrue(book.mistake().isEmpty());
  }
}
