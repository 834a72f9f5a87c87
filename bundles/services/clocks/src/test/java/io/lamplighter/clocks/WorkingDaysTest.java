package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.api.clocks.WorkingDays.Change;
import io.lamplighter.api.clocks.WorkingDays.Year;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkingDaysTest {
  private static final String YEAR =
      """
      day,what,name
      2027-01-01,off,元旦
      2027-01-03,work,元旦
      2027-12-25,firm-to,国务院办公厅
      """;
  private static final Caller INTEGRATOR = caller(Role.INTEGRATOR, "33");

  private final UnitOfWork work = TestDatabase.unit("clocks");
  private final CommittedFacts journal = new CommittedFacts();
  private final Rules rules =
      new Rules(null, () -> ZoneId.of("Asia/Shanghai"), new YearTables(work)::all, null);
  private final WorkingDaysService days =
      new WorkingDaysService(
          rules, work, journal, () -> Instant.parse("2026-11-23T01:00:00Z"), new TestHouse());

  @BeforeEach
  void empty() {
    TestDatabase.reset("clocks");
  }

  @Test
  void aYearThatIsBroughtInIsInForceAtOnceAndOnRecord() {
    List<RuleBook> told = new ArrayList<>();
    rules.listen(told::add);
    Question newYear = ReckoningTest.ask("2026-12-31T09:00+08:00", 1, Unit.WORKDAYS, "CN");
    assertThrows(Refusal.Invalid.class, () -> rules.book().reckoning().of(newYear));

    Change change = days.bring(INTEGRATOR, "CN", 2027, YEAR, null, false);

    assertTrue(change.inForce());
    assertEquals(2, change.days().size());
    assertNull(change.days().get(0).was());
    assertEquals(
        OffsetDateTime.parse("2027-01-04T00:00+08:00"), rules.book().reckoning().of(newYear).due());
    assertEquals(1, told.size());
    assertEquals("calendar.changed CN-2027 33", said());
    assertEquals("brought-in", days.year(INTEGRATOR, "CN-1730", 2027).from());
    assertEquals("shipped", days.year(INTEGRATOR, "CN", 2026).from());
  }

  @Test
  void withNextYearInTheEndOfThisOneIsFirm() {
    Question late = ReckoningTest.ask("2026-12-28T09:00+08:00", 1, Unit.WORKDAYS, "CN");
    assertTrue(rules.book().reckoning().of(late).provisional());

    days.bring(INTEGRATOR, "CN", 2027, YEAR, null, false);

    assertFalse(rules.book().reckoning().of(late).provisional());
  }

  @Test
  void aPreviewChangesNothing() {
    Change change = days.bring(INTEGRATOR, "CN", 2027, YEAR, null, true);

    assertFalse(change.inForce());
    assertEquals(2, change.days().size());
    assertThrows(Refusal.NotFound.class, () -> days.year(INTEGRATOR, "CN", 2027));
    assertEquals(List.of(), journal.all());
  }

  @Test
  void aPreviewCarriesTheVersionThatIsInForceStill() {
    Year first = days.bring(INTEGRATOR, "CN", 2027, YEAR, 0L, false).year();
    String other = YEAR.replace("2027-01-03,work", "2027-01-09,work");

    Year tried = days.bring(INTEGRATOR, "CN", 2027, other, null, true).year();

    assertEquals(first.version(), tried.version());
    assertTrue(days.bring(INTEGRATOR, "CN", 2027, other, tried.version(), false).inForce());
  }

  @Test
  void whoeverHasNotSeenTheEditionIsRefused() {
    Year first = days.bring(INTEGRATOR, "CN", 2027, YEAR, 0L, false).year();

    assertThrows(Refusal.Stale.class, () -> days.bring(INTEGRATOR, "CN", 2027, YEAR, 0L, false));
    Change again =
        days.bring(
            INTEGRATOR,
            "CN",
            2027,
            YEAR.replace("2027-01-03,work", "2027-01-09,work"),
            first.version(),
            false);

    assertEquals(
        List.of("2027-01-03 make-up weekend", "2027-01-09 weekend make-up"),
        again.days().stream().map(one -> one.day() + " " + one.was() + " " + one.is()).toList());
  }

  @Test
  void aMistakeIsNamedByItsLineAndNothingChanges() {
    assertEquals("/lines/3", pointer(YEAR.replace("2027-01-03", "2027-01-04")));
    assertEquals("/lines/2", pointer(YEAR.replace("2027-01-01", "2026-01-01")));
    assertEquals("/lines/2", pointer(YEAR.replace("off", "free")));
    assertEquals("/lines/3", pointer(YEAR.replace("2027-01-03,work", "2027-01-01,off")));
    assertEquals("/lines/1", pointer(YEAR.replace("day,what", "what,day")));
    assertEquals("", pointer(YEAR.replace("2027-12-25,firm-to,国务院办公厅", "")));
    assertEquals("/lines/3", pointer(YEAR.replace("work,元旦", "work")));
    assertThrows(Refusal.NotFound.class, () -> days.year(INTEGRATOR, "CN", 2027));
  }

  @Test
  void onlyWhoHasTheWholeHouseBringsIn() {
    assertThrows(
        Refusal.Forbidden.class,
        () -> days.bring(caller(Role.DISPATCHER, "33"), "CN", 2027, YEAR, null, false));
    assertThrows(
        Refusal.Forbidden.class,
        () -> days.bring(caller(Role.INTEGRATOR, "3306"), "CN", 2027, YEAR, null, false));
    assertThrows(
        Refusal.Conflict.class, () -> days.bring(INTEGRATOR, "MF", 2027, YEAR, null, false));
    assertThrows(
        Refusal.NotFound.class, () -> days.bring(INTEGRATOR, "XX", 2027, YEAR, null, false));
    assertThrows(
        Refusal.Invalid.class, () -> days.bring(INTEGRATOR, "CN", 1927, YEAR, null, false));
  }

  @Test
  void aCalendarTellsHowFarItGoes() {
    assertEquals(
        "CN-1730 [08:30-12:00, 13:30-17:30] 17:30 [2025, 2026] 2026-12-25",
        days.calendars(INTEGRATOR).stream()
            .filter(one -> one.name().equals("CN-1730"))
            .map(
                one ->
                    one.name()
                        + " "
                        + one.worktime()
                        + " "
                        + one.dayEnds()
                        + " "
                        + one.years()
                        + " "
                        + one.firmTo())
            .findAny()
            .orElse(""));
    assertEquals(248, days.year(INTEGRATOR, "CN", 2025).workdays());
  }

  private String pointer(String csv) {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class, () -> days.bring(INTEGRATOR, "CN", 2027, csv, null, false));
    Text said = refusal.errors().get(0).message();
    assertFalse(said.en().contains(".csv"), "the pointer says where: " + said.en());
    assertFalse(said.zh().equals(said.en()) || said.zh().contains(said.en()), said.zh());
    return refusal.errors().get(0).pointer();
  }

  private String said() {
    return journal.all().stream()
        .map(fact -> String.join(" ", fact.type(), fact.subject(), fact.region()))
        .findFirst()
        .orElse("");
  }

  private static Caller caller(Role role, String region) {
    return new Caller("anna", Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }
}
