package io.lamplighter.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.harness.PlanChecker.Fault;
import io.lamplighter.harness.PlanChecker.Rule;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A good day has no fault; each rule, broken once, is said, and only that. */
class PlanCheckerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String CREWS =
      """
      [{"code":"c1","location":{"lon":120.58,"lat":30.00},"members":[
         {"login":"wang","skills":[{"skill":"repair","validTo":null},
                                         {"skill":"high-voltage","validTo":"2026-12-01"}]},
         {"login":"li","skills":[{"skill":"meter"}]}]},
       {"code":"c2","location":null,"members":[
         {"login":"zhao","skills":[{"skill":"meter","validTo":"2027-01-01"}]}]}]
      """;

  private static final String KINDS =
      """
      [{"code":"repair","skills":["repair"],"people":2},
       {"code":"meter","skills":["meter"],"people":1},
       {"code":"high","skills":["repair","high-voltage"],"people":1}]
      """;

  /**
   * A tenth of a degree of latitude is 11.12 km, and with a detour of 1.5 at 50 km/h 20 minutes.
   */
  private static final String BOARD =
      """
      {"station":"s1","day":"2026-12-01","crews":[
       {"crew":"c1","shift":{"from":"2026-12-01T08:00+08:00","to":"2026-12-01T17:00+08:00"},
        "rest":{"from":"2026-12-01T12:00+08:00","to":"2026-12-01T13:00+08:00"},"people":2,
        "location":{"lon":120.58,"lat":30.00},"stops":[
        {"workOrder":"w1","kind":"repair","from":"2026-12-01T08:30+08:00","to":"2026-12-01T10:00+08:00",
         "arrive":"2026-12-01T08:21+08:00","start":"2026-12-01T08:30+08:00","leave":"2026-12-01T09:30+08:00",
         "minutes":60,"state":"dispatched","pinned":true,"location":{"lon":120.58,"lat":30.10},
         "due":"2026-12-01T12:00+08:00","problems":[]},
        {"workOrder":"w2","kind":"high","from":null,"to":null,
         "arrive":"2026-12-01T09:51+08:00","start":"2026-12-01T09:51+08:00","leave":"2026-12-01T11:51+08:00",
         "minutes":120,"state":"booked","pinned":false,"location":{"lon":120.58,"lat":30.00},
         "due":null,"problems":[]},
        {"workOrder":"w3","kind":"meter","from":null,"to":null,
         "arrive":"2026-12-01T13:12+08:00","start":"2026-12-01T13:12+08:00","leave":"2026-12-01T13:42+08:00",
         "minutes":30,"state":"booked","pinned":false,"location":{"lon":120.58,"lat":30.10},
         "due":null,"problems":[]}]},
       {"crew":"c2","shift":{"from":"2026-12-01T20:00+08:00","to":"2026-12-02T04:00+08:00"},
        "rest":null,"people":1,"stops":[
        {"workOrder":"w4","kind":"meter","from":null,"to":null,
         "arrive":"2026-12-01T20:20+08:00","start":"2026-12-01T23:50+08:00","leave":"2026-12-02T00:30+08:00",
         "minutes":40,"state":"booked","pinned":false,"location":null,"due":null,"problems":[]}]}],
       "waiting":[]}
      """;

  /**
   * Ways: four of 20 minutes of the first crew, two to and from where nobody knows of the other.
   */
  private static final String SHEET =
      """
      {"crews":[{"crew":"c1","workMinutes":210,"hasMinutes":290},
                {"crew":"c2","workMinutes":40,"hasMinutes":80}]}
      """;

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static PlanChecker checker(String crews, String kinds) {
    return new PlanChecker(json(crews), json(kinds), ZONE, 50, 1.5);
  }

  private static List<Fault> faults(String crews, String kinds, String board) {
    return checker(crews, kinds).faults(json(board));
  }

  private static List<Fault> sums(String sheet) {
    return checker(CREWS, KINDS).sums(json(BOARD), json(sheet));
  }

  /** The board after one change, which must be one. */
  private static String but(String text, String was, String is) {
    assertEquals(2, (text + " ").split(Pattern.quote(was), -1).length, was);
    return text.replace(was, is);
  }

  private static void only(Rule rule, String crew, String order, List<Fault> faults) {
    assertEquals(1, faults.size(), faults.toString());
    Fault fault = faults.get(0);
    assertEquals(List.of(rule, crew, order), List.of(fault.rule(), fault.crew(), fault.order()));
  }

  private static void onlyOnBoard(Rule rule, String order, String was, String is) {
    only(rule, order.equals("w4") ? "c2" : "c1", order, faults(CREWS, KINDS, but(BOARD, was, is)));
  }

  @Test
  void aGoodDayHasNone() {
    assertEquals(List.of(), faults(CREWS, KINDS, BOARD));
    assertEquals(List.of(), sums(SHEET));
    assertEquals(List.of(), PlanChecker.moved(json(BOARD), json(BOARD)));
  }

  @Test
  void skill() {
    String crews = but(CREWS, "{\"skill\":\"meter\"}", "{\"skill\":\"survey\"}");
    only(Rule.SKILL, "c1", "w3", faults(crews, KINDS, BOARD));
  }

  @Test
  void certificateThatLapsedTheDayBefore() {
    only(
        Rule.CERTIFICATE, "c1", "w2", faults(but(CREWS, "2026-12-01", "2026-11-30"), KINDS, BOARD));
    String lapses = but(CREWS, "2027-01-01", "2026-12-01");
    only(Rule.CERTIFICATE, "c2", "w4", faults(lapses, KINDS, BOARD));
  }

  @Test
  void twoPersonRule() {
    onlyOnBoard(Rule.PEOPLE, "w1", "\"people\":2", "\"people\":1");
    String three = but(BOARD, "\"people\":2", "\"people\":3");
    only(Rule.PEOPLE, "c1", "w1", faults(CREWS, but(KINDS, "\"people\":2", "\"people\":3"), three));
  }

  @Test
  void shiftIsLeftForAndEndedInTime() {
    onlyOnBoard(Rule.SHIFT, "w1", "\"from\":\"2026-12-01T08:00", "\"from\":\"2026-12-01T08:05");
    String shorter = but(BOARD, "\"to\":\"2026-12-01T17:00", "\"to\":\"2026-12-01T14:00");
    only(Rule.SHIFT, "c1", "", faults(CREWS, KINDS, shorter));
    String none =
        but(
            BOARD,
            "{\"from\":\"2026-12-01T20:00+08:00\",\"to\":\"2026-12-02T04:00+08:00\"}",
            "null");
    only(Rule.SHIFT, "c2", "w4", faults(CREWS, KINDS, none));
  }

  @Test
  void windowBothWays() {
    onlyOnBoard(
        Rule.WINDOW,
        "w2",
        "\"high\",\"from\":null,\"to\":null",
        "\"high\",\"from\":\"2026-12-01T09:53+08:00\",\"to\":\"2026-12-01T10:53+08:00\"");
    onlyOnBoard(
        Rule.WINDOW,
        "w2",
        "\"high\",\"from\":null,\"to\":null",
        "\"high\",\"from\":\"2026-12-01T08:00+08:00\",\"to\":\"2026-12-01T09:49+08:00\"");
  }

  @Test
  void limitThatNobodySpeaksOf() {
    String was = "\"due\":\"2026-12-01T12:00+08:00\",\"problems\":[]";
    onlyOnBoard(Rule.LIMIT, "w1", was, "\"due\":\"2026-12-01T08:29+08:00\",\"problems\":[]");
    String said = "\"due\":\"2026-12-01T08:29+08:00\",\"problems\":[\"late\"]";
    assertEquals(List.of(), faults(CREWS, KINDS, but(BOARD, was, said)));
  }

  @Test
  void pinToAnotherTimeOrCrew() {
    JsonNode before = json(BOARD);
    String later = BOARD.replace("\"start\":\"2026-12-01T08:30", "\"start\":\"2026-12-01T08:31");
    only(Rule.PIN, "c1", "w1", PlanChecker.moved(before, json(later)));
    String gone = but(BOARD, "\"workOrder\":\"w1\"", "\"workOrder\":\"w0\"");
    String waits = but(gone, "\"waiting\":[]", "\"waiting\":[{\"workOrder\":\"w1\"}]");
    only(Rule.PIN, "c1", "w1", PlanChecker.moved(before, json(waits)));
    assertEquals(List.of(), PlanChecker.moved(before, json(gone)), "it is over");
  }

  @Test
  void overlap() {
    // It is left later, so whoever drives on has less time for the way: begun things only.
    String begun = BOARD.replace("\"state\":\"booked\"", "\"state\":\"arrived\"");
    only(
        Rule.OVERLAP,
        "c1",
        "w2",
        faults(
            CREWS,
            KINDS,
            but(begun, "\"leave\":\"2026-12-01T09:30", "\"leave\":\"2026-12-01T09:52")));
    onlyOnBoard(Rule.OVERLAP, "w4", "\"minutes\":40", "\"minutes\":41");
    String twice = but(BOARD, "\"workOrder\":\"w4\"", "\"workOrder\":\"w3\"");
    only(Rule.OVERLAP, "c2", "w3", faults(CREWS, KINDS, twice));
  }

  @Test
  void breakIsABreak() {
    onlyOnBoard(
        Rule.BREAK,
        "w2",
        "2026-12-01T12:00+08:00\",\"to\":\"2026-12-01T13:00",
        "2026-12-01T11:30+08:00\",\"to\":\"2026-12-01T11:40");
  }

  @Test
  void travelTakesItsTimeAndNoneOfTheBreak() {
    onlyOnBoard(
        Rule.TRAVEL, "w2", "\"arrive\":\"2026-12-01T09:51", "\"arrive\":\"2026-12-01T09:49");
    onlyOnBoard(
        Rule.TRAVEL, "w3", "\"arrive\":\"2026-12-01T13:12", "\"arrive\":\"2026-12-01T13:10");
    onlyOnBoard(
        Rule.TRAVEL, "w3", "\"arrive\":\"2026-12-01T13:12", "\"arrive\":\"2026-12-01T13:14");
  }

  @Test
  void aPlaceThatNobodyKnowsTakesTwentyMinutes() {
    onlyOnBoard(Rule.SHIFT, "w4", "\"arrive\":\"2026-12-01T20:20", "\"arrive\":\"2026-12-01T20:19");
  }

  @Test
  void sheetAndToursAgree() {
    only(Rule.SUMS, "c1", "", sums(but(SHEET, "210", "180")));
    only(Rule.SUMS, "c1", "", sums(but(SHEET, "290", "294")));
    only(Rule.SUMS, "c2", "", sums(but(SHEET, "\"c2\"", "\"c3\"").replaceAll(":40|:80", ":0")));
  }
}
