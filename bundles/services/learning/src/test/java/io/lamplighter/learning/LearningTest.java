package io.lamplighter.learning;

import static io.lamplighter.learning.School.ADMINISTRATOR;
import static io.lamplighter.learning.School.SUPERVISOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.security.Role;
import io.lamplighter.learning.ToldTable.Figure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What people correct is counted, learned, tried, and comes in force or not. */
@NullUnmarked
class LearningTest {
  private static final RequestKind ENQUIRY = RequestKind.ENQUIRY;
  private static final RequestKind SERVICE = RequestKind.SERVICE;
  private static final RequestKind EMERGENCY = RequestKind.EMERGENCY;

  private final School school = new School();

  private List<Figure> figures(String by) {
    return school.watching.figures(
        SUPERVISOR,
        by,
        school.now.minus(Duration.ofDays(60)),
        school.now.plus(Duration.ofDays(1)),
        null);
  }

  /** People write of drones, which no text that ships knows, and each time it is corrected. */
  private void drones(int people) {
    for (int i = 0; i < people; i++) {
      school.corrected(ENQUIRY, SERVICE, "drone inspection well", "phone-" + i);
    }
  }

  @Test
  void howOftenTheDeskIsCorrectedIsCountedByKindAndWeek() {
    school.now = school.now.minus(Duration.ofDays(7));
    school.corrected(ENQUIRY, ENQUIRY, "a", "x");
    school.now = school.now.plus(Duration.ofDays(7));
    school.corrected(ENQUIRY, SERVICE, "b", "x");
    school.received(ENQUIRY, "c", "x", Map.of());
    school.received(SERVICE, "d", "x", Map.of());
    assertEquals(
        List.of(new Figure("enquiry", 3, 2, 1), new Figure("service", 1, 0, 0)), figures("kind"));
    assertEquals(
        List.of(new Figure("2026-11-23", 1, 1, 0), new Figure("2026-11-30", 3, 1, 1)),
        figures("week"));
    assertEquals(2, school.watching.standing(SUPERVISOR).corrections());
  }

  @Test
  void whatWasNoJudgementOfTheDeskOrNoCorrectionOfAPersonIsNotCounted() {
    Map<String, Object> drill = Map.of("drill", true);
    school.triaged(school.received(ENQUIRY, "a", "x", drill), SERVICE, "chen", drill);
    school.triaged(
        school.received(ENQUIRY, "b", "x", Map.of("kindReason", "given")),
        SERVICE,
        "chen",
        Map.of());
    school.triaged(school.received(ENQUIRY, "c", "x", Map.of()), SERVICE, "partner:p", Map.of());
    // Its kind is that of one that was merged under it; nobody has said so of its words.
    school.triaged(
        school.received(ENQUIRY, "d", "x", Map.of()),
        EMERGENCY,
        "chen",
        Map.of("details", Map.of("priority", 9)));
    assertEquals(List.of(new Figure("enquiry", 2, 0, 0)), figures("kind"));
    school.house.in(House.Context.TRAINING);
    school.corrected(ENQUIRY, SERVICE, "e", "x");
    assertEquals(List.of(new Figure("enquiry", 2, 0, 0)), figures("kind"));
  }

  @Test
  void whoConfirmsWithoutAKindHasJudgedToo() {
    String no = school.received(ENQUIRY, "a", "x", Map.of());
    school.triaged(no, ENQUIRY, "chen", Map.of("details", Map.of("cell", "G1")));
    assertEquals(List.of(new Figure("enquiry", 1, 1, 0)), figures("kind"));
  }

  @Test
  void aVersionIsLearnedAtNightWaitsAndComesInForce() {
    school.starts();
    drones(8);
    assertEquals(
        ENQUIRY.wire(),
        school
            .watching
            .figures(
                SUPERVISOR, "kind", school.now.minusSeconds(1), school.now.plusSeconds(1), null)
            .get(0)
            .of());
    school.rounds();
    assertEquals(List.of(), school.versions(), "it is ten in the morning");
    school.later(Duration.ofHours(16));
    Version version = school.last();
    assertEquals(VersionState.READY, version.state());
    assertEquals(8, version.origin().corrected());
    assertEquals(8, version.origin().people());
    assertTrue(version.origin().newParts() > 0);
    assertTrue(school.table(version).contains(",drone\n"));
    assertNull(school.book.inForce());
    school.later(School.WAIT);
    assertEquals(version.no(), Objects.requireNonNull(school.book.inForce()).no());
    assertEquals(List.of("kind-model.trained", "kind-model.in-force"), school.facts());
    assertEquals(version.model(), school.watching.standing(SUPERVISOR).model());
    school.later(Duration.ofDays(3));
    assertEquals(1, school.versions().size(), "nobody has corrected anything since");
  }

  @Test
  void whatItWouldChangeIsKnownBeforeItComesInForce() {
    drones(8);
    school.lesson();
    Version version = school.last();
    assertEquals(8, version.preview().judged());
    int told = version.preview().changes().stream().mapToInt(Version.Count::count).sum();
    List<Version.Change> changes = school.book.changes(SUPERVISOR, version.no());
    assertEquals(8, told, version.toString());
    assertEquals(8, changes.size());
    assertTrue(changes.stream().allMatch(one -> one.after().equals("service")));
    assertEquals(
        List.of(),
        school.book.changes(School.person("other", Role.SUPERVISOR, "3307"), version.no()),
        "of another region");
    assertEquals(0, school.facts().stream().filter("kind-model.in-force"::equals).count());
  }

  /** One person writes of danger as of questions, fifty times over, and all is confirmed. */
  @Test
  void nobodyTeachesDangerAway() {
    for (int i = 0; i < 150; i++) {
      school.corrected(EMERGENCY, ENQUIRY, school.words(EMERGENCY), "one-phone");
    }
    school.lesson();
    Version version = school.last();
    assertEquals(VersionState.REFUSED, version.state());
    assertEquals("danger-missed", version.why());
    assertTrue(version.trial().missed() > 0);
    school.later(Duration.ofDays(2));
    assertNull(school.book.inForce());
    Refusal.Conflict refused =
        assertThrows(
            Refusal.Conflict.class, () -> school.book.enforce(SUPERVISOR, version.no(), null));
    assertEquals("learning.state", refused.code());

    // As if it had waited while another came in force: its second trial has an end, and a reason.
    school.waits(version.no(), "another");
    school.later(Duration.ofDays(2));
    assertEquals(VersionState.REFUSED, school.last().state());
    assertEquals("danger-missed", school.last().why());
    assertEquals(school.book.shipped(), school.last().trial().against());
    assertTrue(school.facts().contains("kind-model.refused"), school.facts().toString());
    assertNull(school.book.inForce());
  }

  @Test
  void nothingThatFewerThanFivePeopleHaveWrittenStandsInAModel() {
    for (int i = 0; i < 4; i++) {
      school.corrected(ENQUIRY, SERVICE, "drone 欧阳靖雯 quintarella", "phone-" + i);
    }
    for (int i = 0; i < 6; i++) {
      school.corrected(ENQUIRY, SERVICE, "drone 诸葛孔明", "one-phone");
      school.corrected(ENQUIRY, SERVICE, "drone 司马光 well", null);
      school.corrected(ENQUIRY, SERVICE, "drone 12b 7x", "other-" + i);
    }
    school.lesson();
    String table = school.table(school.last());
    assertTrue(table.contains(",drone\n"), "what many write is learned");
    for (String name : List.of("欧", "阳", "靖", "雯", "quint", "arell", "诸", "孔明", "司马", "光")) {
      assertFalse(table.contains(name), name);
    }
    for (String line : table.lines().skip(2).toList()) {
      String part = line.substring(line.lastIndexOf(',') + 1);
      assertFalse(part.chars().anyMatch(Character::isDigit), line);
    }
    school.corrected(ENQUIRY, SERVICE, "drone 欧阳靖雯 quintarella", "phone-5");
    school.lesson();
    assertTrue(school.table(school.last()).contains("欧阳"), "the fifth of them");
  }

  @Test
  void fromTooFewNothingIsLearned() {
    drones(4);
    school.lesson();
    assertEquals(List.of(), school.versions());
  }

  @Test
  void whoDecidesMayGoBackToAnyAndToTheOneThatShips() {
    drones(8);
    school.lesson();
    Version first = school.book.enforce(SUPERVISOR, school.last().no(), null);
    assertEquals(VersionState.IN_FORCE, first.state());
    school.now = school.now.plusSeconds(60);
    for (int i = 0; i < 6; i++) {
      school.corrected(ENQUIRY, SERVICE, "glider well", "phone-" + i);
    }
    school.lesson();
    Version second = school.last();
    assertEquals(first.model(), second.trial().against());
    assertThrows(Refusal.Stale.class, () -> school.book.enforce(SUPERVISOR, second.no(), 77L));
    school.book.enforce(ADMINISTRATOR, second.no(), second.version());
    assertEquals(VersionState.EARLIER, school.book.get(SUPERVISOR, first.no()).state());
    school.book.enforce(SUPERVISOR, first.no(), null);
    assertEquals(VersionState.EARLIER, school.book.get(SUPERVISOR, second.no()).state());
    assertEquals(first.no(), Objects.requireNonNull(school.book.inForce()).no());
    school.book.enforceShipped(SUPERVISOR);
    assertNull(school.book.inForce());
    assertEquals(school.book.shipped(), school.watching.standing(SUPERVISOR).model());
    school.later(Duration.ofDays(1));
    assertNull(school.book.inForce(), "what was taken back stays so");
    assertThrows(
        Refusal.Forbidden.class,
        () -> school.book.enforce(School.person("x", Role.SUPERVISOR, "330602"), 1, null));
    assertThrows(Refusal.Forbidden.class, () -> school.book.learnNow(SUPERVISOR));
  }

  @Test
  void aVersionThatWaitsCanBeWithdrawnAndIsReplacedByANewerOne() {
    drones(8);
    school.lesson();
    Version first = school.last();
    school.now = school.now.plusSeconds(60);
    for (int i = 0; i < 6; i++) {
      school.corrected(ENQUIRY, SERVICE, "glider well", "phone-" + i);
    }
    school.lesson();
    assertEquals(VersionState.WITHDRAWN, school.book.get(SUPERVISOR, first.no()).state());
    Version second = school.last();
    assertEquals(VersionState.READY, second.state());
    school.book.enforce(SUPERVISOR, first.no(), null);
    Refusal.Conflict untried =
        assertThrows(
            Refusal.Conflict.class, () -> school.book.enforce(SUPERVISOR, second.no(), null));
    assertEquals("learning.untried", untried.code());
    school.book.enforceShipped(SUPERVISOR);
    school.book.withdraw(SUPERVISOR, second.no(), second.version());
    school.later(Duration.ofDays(1));
    assertNull(school.book.inForce());
    assertNotNull(school.book.get(SUPERVISOR, second.no()));
    assertThrows(Refusal.Conflict.class, () -> school.book.withdraw(SUPERVISOR, second.no(), null));
    assertThrows(Refusal.NotFound.class, () -> school.book.get(SUPERVISOR, 4711));
  }

  @Test
  void soManyAreKeptAndTheOneInForceIsNeverDropped() {
    drones(8);
    school.lesson();
    long first = school.last().no();
    school.book.enforce(SUPERVISOR, first, null);
    for (int round = 0; round < 4; round++) {
      school.now = school.now.plusSeconds(60);
      for (int i = 0; i < 5; i++) {
        school.corrected(ENQUIRY, SERVICE, "round" + (char) ('a' + round) + " well", "p-" + i);
      }
      school.lesson();
    }
    assertEquals(4, school.versions().size(), "three, and the one in force");
    assertEquals(first, school.versions().get(3).no());
    assertEquals(first, Objects.requireNonNull(school.book.inForce()).no());
  }

  /** The same corrections say the same: nothing new is kept. */
  @Test
  void whatWasLearnedBeforeIsNoNewVersion() {
    drones(8);
    school.lesson();
    school.lesson();
    assertEquals(1, school.versions().size());
  }
}
