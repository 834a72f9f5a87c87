package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.clocks.Matter;
import io.lamplighter.api.clocks.Promised;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.journal.FactType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits that ship, by what they promise whom. */
class ShippedRulesTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

  private final Rules rules =
      new Rules(null, () -> ZoneId.of("Asia/Shanghai"), () -> Years.NONE, null);
  private final PromisesService promises = new PromisesService(rules);

  @Test
  void everyIssuerIsThere() {
    Set<String> issuers =
        rules.book().rules().stream().map(Rule::issuer).collect(Collectors.toSet());

    assertTrue(
        issuers.containsAll(
            List.of("S2", "SGCC", "CSG", "SGCC Jiangsu", "Shandong", "NDRC", "SERC")),
        issuers.toString());
  }

  @Test
  void whatTheyWaitForIsWrittenUnlessItIsOfALaterPart() {
    Set<String> written =
        Arrays.stream(RequestFact.class.getDeclaredClasses())
            .flatMap(fact -> Stream.ofNullable(fact.getAnnotation(FactType.class)))
            .flatMap(type -> Stream.of(type.value()))
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (Rule rule : rules.book().rules()) {
      Stream.of(rule.starts(), rule.ends(), rule.cancels())
          .flatMap(List::stream)
          .map(Happening::type)
          .filter(
              type -> rule.part() == null && !type.matches(".*\\.recorded|hotline-order\\.signed"))
          .filter(type -> !written.contains(type))
          .forEach(unknown::add);
    }

    assertEquals(Set.of(), unknown);
  }

  @Test
  void aComplaintIsPromisedItsLadderAndTheRegulatedAnswer() {
    assertEquals(
        "complaint.first-answer 01:30, complaint.specialist 03:00, complaint.plan 09:00,"
            + " complaint.contact 01:00, complaint.answer 16:00",
        promised(matter("complaint", "web", "330602")));
  }

  @Test
  void aStricterProvinceWinsAndSaysWhomItBeat() {
    Judged answer =
        rules
            .book()
            .begun(
                "request.received",
                PromisesService.data(matter("complaint", "call", "320500")),
                "320500",
                MORNING)
            .stream()
            .filter(one -> one.rule().code().equals("complaint.answer"))
            .findAny()
            .get();

    assertEquals("SGCC Jiangsu", answer.rule().issuer());
    assertEquals(
        "SGCC later, State Council later",
        answer.beaten().stream()
            .map(one -> one.rule().issuer() + " " + one.why())
            .collect(Collectors.joining(", ")));
  }

  @Test
  void theEditionCountsThatWasValidThen() {
    assertEquals(
        Optional.of("2017 measures"), edition("2018-06-01T01:00:00Z", "hotline-12345.answer"));
    assertEquals(
        Optional.of("2020 measures"), edition("2026-06-01T01:00:00Z", "hotline-12345.answer"));
  }

  @Test
  void anAverageAndWhatIsUnverifiedPromiseNothing() {
    List<Promised> urban =
        promises.from(
            "request.received",
            new Matter("fault-repair", "web", "330602", null, null, "urban"),
            MORNING);

    assertEquals(
        List.of("fault.first-response", "fault.on-site"),
        urban.stream().map(Promised::rule).toList());
    assertTrue(!promised(matter("complaint", "call", "330602")).contains("complaint.pass-on"));
  }

  @Test
  void aPromiseThatCannotBeComputedSaysSo() {
    Promised late =
        promises
            .from(
                "request.received",
                matter("complaint", "web", "330602"),
                Instant.parse("2026-12-30T01:00:00Z"))
            .stream()
            .filter(one -> one.rule().equals("complaint.answer"))
            .findAny()
            .get();

    assertEquals(new Promised("complaint.answer", null, "not-computable"), late);
  }

  private Optional<String> edition(String start, String code) {
    return rules
        .book()
        .begun(
            "hotline-order.signed",
            PromisesService.data(matter("complaint", "hotline", "370100")),
            "370100",
            Instant.parse(start))
        .stream()
        .filter(one -> one.rule().code().equals(code))
        .map(one -> one.rule().edition())
        .findAny();
  }

  private String promised(Matter matter) {
    return promises.from("request.received", matter, MORNING).stream()
        .map(one -> one.rule() + " " + time(one.dueAt()))
        .collect(Collectors.joining(", "));
  }

  private static String time(@Nullable Instant due) {
    return due == null ? "" : due.toString().substring(11, 16);
  }

  private static Matter matter(String kind, String channel, String region) {
    return new Matter(kind, channel, region, null, null, null);
  }
}
