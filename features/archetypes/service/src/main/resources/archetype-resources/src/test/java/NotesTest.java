package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private final CommittedFacts journal = new CommittedFacts();
  private final Notes notes = new Notes(TestDatabase.unit("${schema}"), journal, () -> NOON);

  @BeforeEach
  void empty() {
    TestDatabase.reset("${schema}");
  }

  @Test
  void aNoteIsKeptAndTheJournalIsToldWithoutItsWords() {
    notes.note(agent("3306"), "R1", "现场有犬");
    notes.note(agent("3306"), "R1", "已拴好");

    assertEquals(List.of("已拴好", "现场有犬"), texts("3306"));
    assertEquals(
        List.of("${name}.noted R1 3306 anna", "${name}.noted R1 3306 anna"),
        journal.all().stream().map(NotesTest::said).toList());
    assertEquals(Map.of("note", 1L), journal.all().get(0).data());
  }

  @Test
  void itIsNobodysWhoseRegionItIsNot() {
    notes.note(agent("3306"), "R1", "现场有犬");

    assertEquals(1, texts("33").size());
    assertEquals(List.of(), texts("3301"));
  }

  @Test
  void whatIsMissingIsNamed() {
    Refusal.Invalid refusal =
        assertThrows(Refusal.Invalid.class, () -> notes.note(agent("33"), "", " "));

    assertEquals(2, refusal.errors().size());
    assertEquals(List.of(), journal.all());
  }

  @Test
  void itGoesWhenItHasBeenKeptLongEnough() {
    notes.note(agent("33"), "R1", "现场有犬");

    assertEquals(0, goneAfter(399));
    assertEquals(1, goneAfter(401));
  }

  private static int goneAfter(int days) {
    Instant then = NOON.plus(Duration.ofDays(days));
    return TestDatabase.forget("${schema}", () -> then, Map.of());
  }

  private List<String> texts(String region) {
    return notes.about(agent(region), "R1", 10).stream().map(Notes.Note::text).toList();
  }

  private static String said(Fact fact) {
    return String.join(" ", fact.type(), fact.subject(), fact.region(), fact.actor());
  }

  private static Caller agent(String region) {
    return new Caller("anna", Caller.Kind.PERSON, Set.of(Role.AGENT), region, Set.of());
  }
}
