package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Limits.Limit;
import io.lamplighter.api.clocks.Limits.Outcome;
import io.lamplighter.api.clocks.Limits.Trial;
import io.lamplighter.api.clocks.Limits.Wanted;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalSearch;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TryoutTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-11-20T01:00:00Z");
  private static final String FAULT =
      RuleFile.COLUMNS
          + "\nfault.first-response,1,Own,-,-,fault-repair,-,-,-,-,-,request.received,"
          + "request.dispatched,request.cancelled,-,10,minutes,24x7,-,each,-,-,-,-,-,own,here\n";

  private final Past past = new Past();
  private final LimitsService limits =
      new LimitsService(
          new Rules(null, () -> ZoneId.of("Asia/Shanghai"), () -> Years.NONE, null),
          past,
          () -> NOW);

  @Test
  void whatWouldHaveBeenLateIsNamed() {
    past.fault("R1", Duration.ofMinutes(5));
    past.fault("R2", Duration.ofMinutes(20));
    past.fault("R3", Duration.ofMinutes(40));

    Trial trial = limits.tryOut(caller(Role.SUPERVISOR), FAULT);

    Outcome fault = outcome(trial, "fault.first-response");
    assertEquals(3, fault.clocks());
    assertEquals(2, fault.late());
    assertEquals(1, fault.lateNow());
    assertEquals(List.of("R2"), fault.more());
    assertEquals(List.of(), fault.fewer());
    assertEquals(6, trial.entries());
    assertTrue(trial.whole());
  }

  @Test
  void whatIsOlderThanAMonthOrMergedOrCancelledIsNotJudged() {
    past.add(
        "request.received", "R0", NOW.minus(Duration.ofDays(40)), Map.of("kind", "fault-repair"));
    past.add("request.received", "R1", MORNING, Map.of("kind", "fault-repair"));
    past.add("request.merged", "R1", MORNING.plusSeconds(3_600), Map.of());
    past.add("request.received", "R2", MORNING, Map.of("kind", "fault-repair"));
    past.add("request.cancelled", "R2", MORNING.plusSeconds(3_600), Map.of());
    past.add("request.received", "R3", MORNING, Map.of("kind", "fault-repair", "drill", true));

    Trial trial = limits.tryOut(caller(Role.SUPERVISOR), FAULT);

    assertEquals(List.of(), trial.outcomes());
  }

  @Test
  void aSetWithAMistakeIsNotTried() {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> limits.tryOut(caller(Role.SUPERVISOR), FAULT.replace("minutes", "weeks")));

    FieldError error = refusal.errors().get(0);
    assertEquals("/lines/2", error.pointer());
    String units = "minutes, hours, worktime-hours, workdays, calendar-days";
    assertEquals("unit must be one of " + units + ", not 'weeks'", error.message().en());
    assertEquals("unit 须为 " + units + " 之一，不能是“weeks”", error.message().zh());
    assertThrows(Refusal.Forbidden.class, () -> limits.tryOut(caller(Role.AGENT), FAULT));
  }

  @Test
  void editionsAreThereWithTheirDifferences() {
    List<Limit> editions =
        limits.find(caller(Role.AGENT), new Wanted("complaint.answer", null, null, "3306"));
    Limit old = editions.stream().filter(one -> one.edition().contains("2011")).findAny().get();
    Limit now = editions.stream().filter(one -> one.edition().endsWith("current")).findAny().get();

    assertTrue(now.inForce());
    assertEquals(false, old.inForce());
    assertEquals(
        "edition, from, to, amount, status, source",
        String.join(
            ", ",
            limits.differences(caller(Role.AGENT), old.key(), now.key()).stream()
                .map(one -> one.column())
                .toList()));
    assertEquals(
        1,
        limits
            .find(
                caller(Role.AGENT),
                new Wanted("complaint.answer", "SGCC", LocalDate.of(2020, 1, 1), null))
            .size());
    assertThrows(
        Refusal.NotFound.class, () -> limits.differences(caller(Role.AGENT), "x", now.key()));
  }

  private static Outcome outcome(Trial trial, String code) {
    return trial.outcomes().stream().filter(one -> one.code().equals(code)).findAny().get();
  }

  private static Caller caller(Role role) {
    return new Caller("anna", Caller.Kind.PERSON, Set.of(role), "33", Set.of());
  }

  /** A journal in memory, two entries a page. */
  private static final class Past implements JournalSearch {
    private final List<Entry> entries = new ArrayList<>();

    void fault(String subject, Duration dispatchedAfter) {
      add("request.received", subject, MORNING, Map.of("kind", "fault-repair"));
      add("request.dispatched", subject, MORNING.plus(dispatchedAfter), Map.of());
    }

    void add(String type, String subject, Instant at, Map<String, Object> data) {
      Cursor cursor = new Cursor(entries.size() + 1, 1);
      entries.add(
          new Entry(cursor, type, subject, "330602", "anna", "/lamplighter/desk", at, data));
    }

    @Override
    public Page<Entry> find(Caller caller, Query query, @Nullable Cursor before, int limit) {
      List<Entry> page = new ArrayList<>();
      for (int i = entries.size() - 1; i >= 0 && page.size() < 2; i--) {
        if (before == null || entries.get(i).cursor().compareTo(before) < 0) {
          page.add(entries.get(i));
        }
      }
      boolean last = page.isEmpty() || page.get(page.size() - 1).cursor().xid() == 1;
      return new Page<>(page, last ? null : page.get(page.size() - 1).cursor().toString());
    }
  }
}
