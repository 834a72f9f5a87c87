package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

  private final RuleBook book =
      RuleSet.load(null, Years.NONE).book(() -> ZoneId.of("Asia/Shanghai"));

  @Test
  void anEntryStartsTheStrictestRuleOfEachCode() {
    List<Judged> begun =
        book.begun("request.received", Map.of("kind", "fault-repair"), "330602", MORNING);

    assertTrue(begun.stream().anyMatch(one -> one.rule().code().equals("fault.first-response")));
    assertEquals(
        begun.stream().map(one -> one.rule().code() + one.rule().mean()).distinct().count(),
        begun.size());
  }

  @Test
  void whatEndsARuleIsAskedOfIt() {
    Rule specialist =
        book.rules().stream().filter(r -> r.code().equals("complaint.specialist")).findAny().get();

    assertTrue(specialist.ends("request.triaged", Map.of("holder", "li")));
    assertEquals(false, specialist.ends("request.triaged", Map.of()));
    assertTrue(specialist.cancels("request.cancelled", Map.of()));
  }
}
