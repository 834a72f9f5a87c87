package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.organisation.Piece.What;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of another make relies on. */
@NullUnmarked
class AnswersTest {
  private static final SecurityContext HEAD = Call.as(Town.person("head", "3306", Role.SUPERVISOR));
  private static final String RFC_3339_TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";

  private final Town town = new Town();
  private final UnitsResource units = new UnitsResource(town.keeper);
  private final RostersResource rosters = new RostersResource(town.keeper);

  @BeforeEach
  void units() {
    town.load(What.UNITS, Town.UNITS);
  }

  @Test
  void timesHaveSecondsAndAnOffset() {
    Instant full = Instant.parse("2026-11-23T00:00:00Z");
    assertEquals("2026-11-23T08:00:00+08:00", town.keeper.text(full));

    RosterView roster = put(List.of(shift("anna"))).shown();
    ShiftView shown = roster.shifts().get(0);
    List<String> times = new ArrayList<>(shown.except());
    times.addAll(
        List.of(
            shown.from(), shown.to(), shown.repeat().until(), town.keeper.text(roster.since())));
    assertEquals(5, times.size());
    times.forEach(time -> assertTrue(time.matches(RFC_3339_TIME), time));
  }

  @Test
  void whatIsNullInARosterIsNamed() {
    assertEquals(List.of("/shifts/0"), refused(Collections.singletonList(null)));
    assertEquals(
        List.of("/shifts/1/people/1"),
        refused(List.of(shift("bo"), shift(Arrays.asList("anna", null), List.of("MO")))));
    assertEquals(
        List.of("/shifts/0/repeat/days"),
        refused(List.of(shift(List.of("anna"), Collections.singletonList(null)))));
  }

  @Test
  void aRosterIsKeptAsItWasSentOrNotAtAll() {
    SeriesView.Again weekly = new SeriesView.Again("day", 7, List.of("SU"), 5, null);
    ShiftView offset = single("a", "anna@east", "2026-11-22T08:00:00+08:00", "+08:00", weekly);
    ShiftView named = single("b", "anna", "2026-11-22T08:00:00+08:00", "UTC+8", null);
    List<ShiftView> sent = put(List.of(offset, named)).shown().shifts();
    town.keeper.refresh();

    assertEquals(sent, rosters().shifts());
    assertEquals(List.of("anna@east"), sent.get(0).people());
    assertEquals("+08:00", sent.get(0).zone());
    String at = "2026-11-22T08:00:00+08:00";
    String forged = "x\r\nATTENDEE:mailto:head";
    assertEquals(List.of("/shifts/0/UID"), refused(List.of(single(forged, "bo", at, null, null))));
    assertEquals(
        List.of("/shifts/1"),
        refused(
            List.of(
                single("a", "bo", at, null, null),
                single("b", "anna", "2026-11-22T08:00:00.5+08:00", null, null))));
  }

  private RosterView rosters() {
    return RosterView.of(town.keeper.rosters().newest("S1"));
  }

  @Test
  void aDutyOfNobodyIsNone() {
    String file = "person,from,to\n;,2026-11-22T08:00:00+08:00,2026-11-22T18:00:00+08:00\n";
    byte[] body = file.getBytes(StandardCharsets.UTF_8);
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class, () -> rosters.putCsv("S1", "*", body, Call.asked(), HEAD));
    assertEquals("/lines/2/person", refusal.errors().get(0).pointer());
  }

  @Test
  void whoAnswersForAUnitIsThereToTheLastPage() {
    StringBuilder file = new StringBuilder("unit,login,as,validFrom,validTo\n");
    for (int i = 0; i < 1_200; i++) {
      LocalDate day = LocalDate.of(2020, 1, 1).plusDays(i);
      file.append("G1,anna,in-charge," + day + "," + day + "\n");
    }
    town.load(What.PEOPLE, file.toString());
    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      UriInfo asked =
          next == null ? Call.asked("limit", "500") : Call.asked("limit", "500", "after", next);
      Page<UnitsResource.ChargeView> page = units.people("G1", asked, HEAD);
      page.items().forEach(one -> seen.add(one.validFrom()));
      next = page.next();
    } while (next != null);
    assertEquals(1_200, seen.size());
    assertEquals(seen.stream().sorted().distinct().toList(), seen);
  }

  @Test
  void shapesComePageByPage() throws IOException {
    town.load(
        What.SHAPES,
        "{\"type\":\"FeatureCollection\",\"features\":["
            + UnitsTest.square("G1", 120, 30)
            + ","
            + UnitsTest.square("G2", 121, 30)
            + "]}");
    JsonNode first = new ObjectMapper().readTree(units.shapes(Call.asked("limit", "1"), HEAD));
    JsonNode second =
        new ObjectMapper().readTree(units.shapes(Call.asked("after", "G1", "parent", "S1"), HEAD));
    assertEquals("G1", first.get("next").asText());
    assertEquals(List.of("G1"), first.get("features").findValuesAsText("id"));
    assertEquals(List.of("G2"), second.get("features").findValuesAsText("id"));
    assertTrue(second.get("next").isNull());
  }

  @Test
  void whatNeverComesIsRefused() {
    // The 22nd is a Sunday.
    SeriesView.Again mondays = new SeriesView.Again("day", 14, List.of("MO"), 3, null);
    String at = "2026-11-22T08:00:00+08:00";
    assertEquals(List.of("/shifts/0"), refused(List.of(single("a", "anna", at, null, mondays))));
  }

  @Test
  void shiftsHaveALimitHoweverTheyAreSent() {
    List<ShiftView> most = new ArrayList<>();
    OffsetDateTime from = OffsetDateTime.parse("2026-11-22T08:00:00+08:00");
    for (int i = 0; i < 1_000; i++) {
      most.add(single("s" + i, "anna", from.plusHours(8L * i).toString(), null, null));
    }
    assertEquals(1_000, put(most).shown().shifts().size());
    most.add(single("one more", "bo", "2026-11-22T08:00:00+08:00", null, null));
    assertEquals(List.of("/shifts/1000"), refused(most));
  }

  private static ShiftView single(
      String uid, String login, String from, String zone, SeriesView.Again again) {
    String to = OffsetDateTime.parse(from).plusHours(8).toString();
    return new ShiftView(uid, List.of(login), seconds(from), seconds(to), zone, again, null);
  }

  private static String seconds(String at) {
    return OffsetDateTime.parse(at).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private List<String> refused(List<ShiftView> shifts) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> put(shifts));
    return refusal.errors().stream().map(one -> one.pointer()).toList();
  }

  @Test
  void dutiesThatBeginAtOnceAreOnOnePageEach() {
    put(List.of(shift("anna"), shift("bo"), shift("chen")));
    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      // Without from, as the time goes on.
      Page<RostersResource.DutyView> page =
          rosters.duties(
              next == null
                  ? Call.asked("unit", "S1", "limit", "2")
                  : Call.asked("unit", "S1", "limit", "2", "after", next),
              HEAD);
      page.items()
          .forEach(
              duty -> seen.add(town.keeper.text(duty.from()).substring(8, 10) + duty.people()));
      next = page.next();
      town.now = town.now.plus(Duration.ofMinutes(1));
    } while (next != null);

    assertEquals(List.of("23[anna]", "23[bo]", "23[chen]", "24[anna]", "24[bo]", "24[chen]"), seen);
    for (String bad : List.of("x", "/1", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z/0")) {
      UriInfo uri = Call.asked("unit", "S1", "after", bad);
      assertThrows(Refusal.Invalid.class, () -> rosters.duties(uri, HEAD), bad);
    }
  }

  @Test
  void conflictsGoOnWhereThePageEnds() {
    town.load(
        What.RULES,
        "cell,by,value\n"
            + "G1,transformer,T9\nG2,transformer,T9\nG1,transformer,T8\nG2,transformer,T8\n"
            + "G1,feeder,F1\nG2,feeder,F1\nG1,feeder,F2\n");

    Page<Units.Conflict> first = units.conflicts(Call.asked("limit", "2"), HEAD);
    Page<Units.Conflict> second = units.conflicts(Call.asked("after", first.next()), HEAD);

    assertEquals(List.of("T8", "T9"), values(first));
    assertEquals(List.of("F1"), values(second));
    assertNull(second.next());
  }

  private static List<String> values(Page<Units.Conflict> page) {
    return page.items().stream().map(Units.Conflict::value).toList();
  }

  @Test
  void filesOfOtherRegionsAreNotShown() {
    assertEquals(1, versions("3306"));
    assertEquals(1, versions("330602"), "the city's file is the county's, too");
    assertEquals(1, versions(""));
    assertEquals(0, versions("3301"));
  }

  private int versions(String region) {
    Caller caller = Town.person("x", region, Role.AGENT);
    return units.versions(Call.asked(), Call.as(caller)).items().size();
  }

  @Test
  void whatIsNotedHasAnAddress() {
    Response made = units.note("G1", new UnitsResource.NewLog("巡视完毕"), HEAD);
    LogView line = (LogView) made.getEntity();

    assertEquals(201, made.getStatus());
    assertEquals("/api/v1/units/G1/log/" + line.id(), made.getLocation().toString());
    long id = Long.parseLong(line.id());
    assertEquals(line, units.logItem("G1", id, HEAD));
    SecurityContext assessor = Call.as(Town.person("dai", "3306", Role.ASSESSOR));
    assertNull(units.logItem("G1", id, assessor).text());
    assertThrows(Refusal.NotFound.class, () -> units.logItem("G2", id, HEAD));
    SecurityContext stranger = Call.as(Town.person("dai", "3301", Role.SUPERVISOR));
    assertThrows(Refusal.NotFound.class, () -> units.logItem("G1", id, stranger));
  }

  private Versioned<RosterView> put(List<ShiftView> shifts) {
    return rosters.putJson("S1", "*", new RostersResource.NewRoster(null, shifts), HEAD);
  }

  /** On Monday and Tuesday, and not on Wednesday. */
  private static ShiftView shift(String login) {
    return shift(List.of(login), List.of("MO", "TU", "WE"));
  }

  private static ShiftView shift(List<String> people, List<String> days) {
    return new ShiftView(
        null,
        people,
        "2026-11-23T08:00:00+08:00",
        "2026-11-23T18:00:00+08:00",
        null,
        new SeriesView.Again("week", 1, days, null, "2026-11-27T00:00:00+08:00"),
        List.of("2026-11-25T08:00:00+08:00"));
  }
}
