package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.organisation.Handovers.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who took it first keeps it until it is over or somebody else has accepted it. */
@NullUnmarked
class ResponsibilityTest {
  private static final Caller ANNA = Town.person("anna", "3306", Role.AGENT);
  private static final Caller BO = Town.person("bo", "3306", Role.DISPATCHER);
  private static final Caller HEAD = Town.person("head", "3306", Role.SUPERVISOR);
  private static final Caller STRANGER = Town.person("chen", "3301", Role.SUPERVISOR);

  private final Town town = new Town();
  private final Follower follower = new Follower(town.work, town.handovers);
  private long entries;

  @Test
  void theChainSaysWhoHowLongAndWhy() {
    happens("request.received", "R1", null, null, Map.of("to", "received"));
    happens("request.triaged", "R1", "triaged", "anna", Map.of());
    pass(20);
    happens("request.dispatched", "R1", "dispatched", "anna", Map.of());
    long handover = offer(ANNA, "R1", "bo").id();
    pass(10);
    town.handovers.answer(BO, handover, null, Answer.ACCEPT);
    happens(
        "request.handed-over",
        "R1",
        "dispatched",
        "bo",
        Map.of("details", Map.of("handover", Long.toString(handover), "from", "anna")));
    pass(30);
    happens("request.closed", "R1", "closed", "bo", Map.of());

    List<Tenure> chain = chain("R1");
    assertEquals(
        List.of("anna request.triaged PT30M null", "bo request.handed-over PT30M " + handover),
        chain.stream()
            .map(
                one ->
                    one.holder()
                        + " "
                        + one.why()
                        + " "
                        + Duration.between(one.from(), one.to())
                        + " "
                        + one.handover())
            .toList());
    assertEquals("换班", chain.get(1).reason());
    assertEquals(List.of("handover.offered", "handover.accepted"), town.told());
    assertEquals(
        Map.of("handover", Long.toString(handover), "on", "R1", "from", "anna", "to", "bo"),
        town.journal.all().get(1).data());
  }

  @Test
  void whatNobodyAcceptsFallsBackOnce() {
    held("R1", "anna");
    long handover = offer(ANNA, "R1", "bo").id();

    pass(29);
    assertEquals(0, town.handovers.lapse());
    pass(1);
    assertEquals(1, town.handovers.lapse());
    assertEquals(0, town.handovers.lapse());

    assertEquals(List.of("handover.offered", "handover.lapsed"), town.told());
    assertEquals("anna", chain("R1").get(0).holder());
    Refusal.Conflict late =
        assertThrows(
            Refusal.Conflict.class, () -> town.handovers.answer(BO, handover, null, Answer.ACCEPT));
    assertEquals("handover.over", late.code());
    offer(ANNA, "R1", "bo");
  }

  @Test
  void onlyWhoHasItOrASupervisorOffers() {
    held("R1", "anna");

    assertThrows(Refusal.Forbidden.class, () -> offer(BO, "R1", "bo"));
    assertThrows(Refusal.NotFound.class, () -> offer(STRANGER, "R1", "bo"));
    assertThrows(Refusal.NotFound.class, () -> offer(ANNA, "R2", "bo"));
    assertEquals("/to", wrong(() -> offer(ANNA, "R1", "nobody")));
    assertEquals("/to", wrong(() -> offer(ANNA, "R1", "anna")));
    assertEquals("/on", wrong(() -> offer(ANNA, "", "bo")));
    assertEquals("/reason", wrong(() -> town.handovers.offer(ANNA, "R1", "bo", " ")));
    offer(HEAD, "R1", "bo");
    assertThrows(Refusal.Conflict.class, () -> offer(ANNA, "R1", "chen"));
  }

  @Test
  void onlyWhomItIsOfferedToAnswersAndOnlyWhoOfferedItTakesItBack() {
    held("R1", "anna");
    Handover handover = offer(ANNA, "R1", "bo");

    assertThrows(
        Refusal.Forbidden.class,
        () -> town.handovers.answer(ANNA, handover.id(), null, Answer.ACCEPT));
    assertThrows(
        Refusal.Forbidden.class,
        () -> town.handovers.answer(BO, handover.id(), null, Answer.WITHDRAW));
    assertThrows(
        Refusal.Stale.class, () -> town.handovers.answer(BO, handover.id(), 7L, Answer.DECLINE));
    assertThrows(
        Refusal.NotFound.class,
        () -> town.handovers.answer(STRANGER, handover.id(), null, Answer.WITHDRAW));
    Handover declined =
        town.handovers.answer(BO, handover.id(), handover.version(), Answer.DECLINE);
    assertEquals(HandoverEntity.State.DECLINED, declined.state());
    assertEquals("bo", declined.endedBy());
    Handover again = offer(ANNA, "R1", "bo");
    town.handovers.answer(ANNA, again.id(), null, Answer.WITHDRAW);
    assertEquals(
        List.of("handover.offered", "handover.declined", "handover.offered", "handover.withdrawn"),
        town.told());
    pass(60);
    assertEquals(0, town.handovers.lapse());
  }

  @Test
  void anOfferEndsWithWhatItIsAbout() {
    held("R1", "anna");
    offer(ANNA, "R1", "bo");
    happens("request.closed", "R1", "closed", "anna", Map.of());

    assertEquals(List.of("handover.offered", "handover.withdrawn"), town.told());
    assertEquals(0, town.handovers.lapse());
  }

  @Test
  void aDrillIsOne() {
    happens("request.triaged", "R1", "triaged", "anna", Map.of("drill", true));
    offer(ANNA, "R1", "bo");

    assertEquals(true, town.journal.all().get(0).data().get("drill"));
  }

  @Test
  void theCellsLogIsWrittenByItself() {
    happens("request.received", "R1", null, null, Map.of("to", "received", "cell", "G1"));
    happens("request.received", "R2", null, null, Map.of("to", "received"));
    happens("request.arrived", "R1", "on-site", "anna", Map.of("cell", "G1"));
    happens(
        "clock.breached",
        "R1",
        null,
        null,
        Map.of("rule", "fault.arrival", "clock", "7", "cell", "G1", "dueAt", town.now.toString()));
    happens("request.closed", "R1", "closed", "anna", Map.of("cell", "G1"));

    assertEquals(
        List.of(
            "closed R1 null", "breached R1 fault.arrival", "arrived R1 null", "received R1 null"),
        town.work.call(t -> new RunLog(t.connection()).of("G1", Long.MAX_VALUE, 10)).stream()
            .map(one -> one.what() + " " + one.subject() + " " + one.detail())
            .toList());
  }

  @Test
  void whatIsOpenIsCountedByCellAndWhatIsInNoneIsListed() {
    happens("request.received", "R1", null, null, Map.of("to", "received", "cell", "G1"));
    happens("request.received", "R2", null, null, Map.of("to", "received", "transformer", "T1"));
    happens("request.received", "R3", null, null, Map.of("to", "received"));
    happens("request.merged", "R3", "merged", null, Map.of("details", Map.of("into", "R2")));

    assertEquals(1, open("G1"));
    assertEquals(List.of("R2"), unplaced());
    happens(
        "request.located",
        "R2",
        null,
        null,
        Map.of("cell", "G1", "details", Map.of("by", "feeder")));
    assertEquals(2, open("G1"));
    assertEquals(List.of(), unplaced());
    happens("request.cancelled", "R1", "cancelled", null, Map.of("cell", "G1"));
    assertEquals(1, open("G1"));
    happens("request.reopened", "R1", "triaged", "anna", Map.of("cell", "G1"));
    assertEquals(2, open("G1"));
    assertNull(chain("R1").get(0).to());
  }

  private int open(String cell) {
    return town.work.call(t -> new VersionTables(t.connection()).countIn(cell));
  }

  private List<String> unplaced() {
    return town.work.call(t -> new VersionTables(t.connection()).unplaced("33", null, 10)).stream()
        .map(VersionTables.Unplaced::requestNo)
        .toList();
  }

  private void held(String no, String holder) {
    happens("request.triaged", no, "triaged", holder, Map.of());
  }

  private void pass(int minutes) {
    town.now = town.now.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void whatIsOfferedHasAnAddress() {
    happens("request.received", "R1", null, null, Map.of("to", "received"));
    happens("request.triaged", "R1", "triaged", "anna", Map.of());
    HandoverDesk desk = new HandoverDesk(town.keeper, Call.fake(OrganisationConfig.class, 30));
    HandoversResource resource = new HandoversResource(town.keeper, desk);

    Response made =
        resource.offer(new HandoversResource.NewHandover("R1", "bo", "换班"), Call.as(ANNA));
    HandoverView offered = (HandoverView) ((Versioned<?>) made.getEntity()).shown();

    assertEquals(201, made.getStatus());
    assertEquals("/api/v1/handovers/" + offered.id(), made.getLocation().toString());
    assertEquals(offered, resource.get(offered.id(), Call.as(BO)).shown());
  }

  private Handover offer(Caller caller, String on, String to) {
    return town.handovers.offer(caller, on, to, "换班");
  }

  private static String wrong(Runnable call) {
    return assertThrows(Refusal.Invalid.class, call::run).errors().get(0).pointer();
  }

  private List<Tenure> chain(String no) {
    return town.work.call(t -> new Tenures(t.connection()).of(no, 0, 100));
  }

  private void happens(String type, String no, String to, String holder, Map<String, Object> more) {
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", "fault-repair");
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("priority", 5L);
    data.put("root", no);
    data.put("version", 1L);
    if (to != null) {
      data.put("from", "received");
      data.put("to", to);
    }
    if (holder != null) {
      data.put("holder", holder);
    }
    data.putAll(more);
    Entry entry =
        new Entry(new Cursor(1, ++entries), type, no, "330602", "desk", "/desk", town.now, data);
    town.work.run(t -> follower.handle(t, Arrays.asList(entry)));
  }
}
