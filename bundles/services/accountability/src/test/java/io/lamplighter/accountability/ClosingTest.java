package io.lamplighter.accountability;

import static io.lamplighter.accountability.Bureau.ANNA;
import static io.lamplighter.accountability.Bureau.HEAD;
import static io.lamplighter.accountability.Bureau.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.journal.Fact;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** 日清月结: what is open is named each day, and a month's figures stay as they were fixed. */
@NullUnmarked
class ClosingTest {
  private final Bureau bureau = new Bureau();

  private void closeAll() {
    while (bureau.machine.close()) {
      // the next day
    }
  }

  @Test
  void whatIsOpenAtTheEndOfADayIsNamedToWhoAnswersForTheCounty() {
    bureau.staff.inCharge.put("330602", List.of("bo"));
    String open = bureau.opened("R1", "anna").no();
    String settled = bureau.opened("R2", "anna").no();
    bureau.told(settled);
    bureau.act(ANNA, settled, FileAct.ACCEPT, Map.of());
    closeAll();
    assertEquals(List.of(), bureau.journal.all("accountability-day.closed"), "not over yet");

    bureau.to("2026-11-25T16:00:01Z");
    closeAll();
    closeAll();
    List<Fact> days = bureau.journal.all("accountability-day.closed");
    assertEquals(
        List.of("330602/2026-11-24", "330602/2026-11-25"),
        days.stream().map(Fact::subject).toList());
    Map<String, ?> first = days.get(0).data();
    assertEquals(
        "2 1 1", first.get("opened") + " " + first.get("settled") + " " + first.get("open"));
    assertEquals(List.of(open), first.get("files"));
    assertEquals(List.of("bo"), first.get("told"));
    assertEquals(
        "0 0 1",
        days.get(1).data().get("opened")
            + " "
            + days.get(1).data().get("settled")
            + " "
            + days.get(1).data().get("open"));
  }

  /** A county's code and its region's are the same: its people are told of what is its own. */
  @Test
  void aFileWithoutAPlaceTakesNobodyTheOthersAway() {
    bureau.staff.inCharge.put("330602", List.of("bo"));
    bureau.unplaced("R0");
    String placed = bureau.opened("R1", "anna").no();
    bureau.to("2026-11-24T16:00:01Z");
    closeAll();
    List<Fact> days = bureau.journal.all("accountability-day.closed");
    assertEquals(
        List.of("null 1 []", "330602 1 [bo]"),
        days.stream()
            .map(Fact::data)
            .map(one -> one.get("unit") + " " + one.get("open") + " " + one.get("told"))
            .toList());
    assertEquals(List.of(placed), days.get(1).data().get("files"));
    assertEquals(
        2,
        bureau
            .work
            .read(t -> new DayCloses(t.connection()).find("33", null, null, 9))
            .items()
            .size());
  }

  @Test
  void whoHasToldUnitsAndIsAwayIsWaitedForAndTheMonthIsNot() {
    bureau.opened("R1", "anna");
    bureau.staff.away = true;
    bureau.to("2026-11-30T16:00:01Z");
    assertThrows(Refusal.Unavailable.class, bureau.machine::close);
    assertEquals(1, bureau.journal.all("accountability-month.closed").size());
    assertEquals(0, bureau.journal.all("accountability-day.closed").size());
    bureau.staff.away = false;
    closeAll();
    assertEquals(7, bureau.journal.all("accountability-day.closed").size());
  }

  @Test
  void aDayIsSettledOnceWhateverIsAnnulledLater() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.act(ANNA, no, FileAct.ACCEPT, Map.of());
    bureau.to("2026-11-25T04:00:00Z");
    bureau.act(HEAD, no, FileAct.ANNUL, Map.of("reason", "误判"));
    bureau.act(SECOND, no, FileAct.CONFIRM, Map.of());
    bureau.to("2026-11-25T16:00:01Z");
    closeAll();
    assertEquals(
        List.of("1 0"),
        bureau.journal.all("accountability-day.closed").stream()
            .map(one -> one.data().get("settled") + " " + one.data().get("open"))
            .toList());
  }

  @Test
  void figuresThatAreChangedLaterAreFound() {
    bureau.opened("R1", "anna");
    bureau.to("2026-11-30T16:00:01Z");
    closeAll();
    assertEquals(List.of(), bureau.proof().months());
    bureau.tamper("update accountability.month_close set opened = 0");
    assertEquals(1, bureau.proof().months().size());
    bureau.tamper("delete from accountability.month_close");
    assertEquals(1, bureau.proof().months().size());
  }

  @Test
  void aMonthIsFixedAndWhatIsCorrectedLaterIsInTheNext() {
    String first = bureau.opened("R1", "anna").no();
    String second = bureau.opened("R2", "anna").no();
    bureau.told(first);
    bureau.act(ANNA, first, FileAct.ACCEPT, Map.of());
    bureau.to("2026-11-30T16:00:01Z");
    closeAll();
    assertEquals("330602 late-repair 2 1 0 0 [0, 0, 0, 1]", figures("2026-11", true));

    bureau.act(HEAD, first, FileAct.ANNUL, Map.of("reason", "误判"));
    bureau.act(SECOND, first, FileAct.CONFIRM, Map.of());
    bureau.act(HEAD, second, FileAct.ANNUL, Map.of("reason", "重复"));
    bureau.act(SECOND, second, FileAct.CONFIRM, Map.of());
    assertEquals("330602 late-repair 2 1 0 0 [0, 0, 0, 1]", figures("2026-11", true));
    assertEquals("330602 late-repair 2 1 0 0 [0, 0, 0, 1]", figures("2026-11", false));
    assertEquals("330602 late-repair 0 0 0 2 [0, 0, 0, 0]", figures("2026-12", false));
    assertEquals(1, bureau.journal.all("accountability-month.closed").size());
    Fact fact = bureau.journal.last("accountability-month.closed");
    assertEquals("330602/2026-11", fact.subject());
  }

  /** Whoever's clock is behind writes into the month that is open. */
  @Test
  void nothingComesIntoAMonthThatIsClosed() {
    bureau.opened("R1", "anna");
    bureau.to("2026-11-30T16:00:01Z");
    closeAll();
    bureau.to("2026-11-30T15:59:00Z");
    bureau.opened("R2", "anna");
    assertTrue(figures("2026-11", false).startsWith("330602 late-repair 1 "));
    assertTrue(figures("2026-12", false).startsWith("330602 late-repair 1 "));
    assertFalse(bureau.machine.close());
  }

  private String figures(String month, boolean fixed) {
    YearMonth of = YearMonth.parse(month);
    List<MonthClosing.OfRegion> all =
        bureau
            .work
            .<List<MonthClosing.OfRegion>>read(
                t ->
                    fixed
                        ? MonthClosing.fixed(t.connection(), of)
                        : MonthClosing.count(t.connection(), of))
            .stream()
            .filter(figure -> figure.figure().event().equals("late-repair"))
            .toList();
    assertEquals(1, all.size(), all.toString());
    MonthClosing.OfRegion one = all.get(0);
    return one.region()
        + " "
        + one.figure().event()
        + " "
        + one.figure().opened()
        + " "
        + one.figure().upheld()
        + " "
        + one.figure().rejected()
        + " "
        + one.figure().annulled()
        + " "
        + one.figure().levels();
  }
}
