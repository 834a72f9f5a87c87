package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.personal.Keys;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A channel's id is the caller's own: nobody blocks another, nobody is given another's token. */
@NullUnmarked
class SameAgainTest {
  private final TestDesk test = new TestDesk();
  private final Caller stranger = Caller.PUBLIC.at("203.0.113.7");
  private final Caller another = Caller.PUBLIC.at("203.0.113.8");
  private final Caller partner = named("acme", Caller.Kind.PARTNER);

  private static Caller named(String name, Caller.Kind kind) {
    return new Caller(name, kind, Set.of(Role.AGENT), "", Set.of("web"));
  }

  private Receipt submit(Caller caller, Submission submission) {
    return test.desk.submit(caller, submission);
  }

  @Test
  void aStrangerWhoWasFirstBlocksNobody() {
    submit(stranger, TestDesk.fault("w-1", "c9"));
    Receipt real = submit(partner, TestDesk.fault("w-1", "c1"));
    assertFalse(real.replayed());
    assertEquals(real.requestNo(), submit(partner, TestDesk.fault("w-1", "c1")).requestNo());
    assertFalse(submit(another, TestDesk.fault("w-1", "c2")).replayed());
  }

  @Test
  void nobodyIsGivenTheTokenOfAnother() {
    List<Caller> callers =
        List.of(
            partner,
            named("other", Caller.Kind.PARTNER),
            named("acme", Caller.Kind.PERSON),
            Caller.system("acme"),
            stranger,
            another);
    for (Caller caller : callers) {
      Receipt own = submit(caller, TestDesk.fault("w-1", null));
      for (Caller other : callers) {
        if (other != caller) {
          assertNotEquals(
              own.trackingToken(), submit(other, TestDesk.fault("w-1", null)).trackingToken());
        }
      }
      Receipt again = submit(caller, TestDesk.fault("w-1", null));
      assertTrue(again.replayed());
      assertEquals(own.trackingToken(), again.trackingToken());
      assertThrows(Refusal.Conflict.class, () -> submit(caller, TestDesk.fault("w-1", "c2")));
    }
    assertEquals(callers.size(), test.all().size());
  }

  @Test
  void theAnswerIsTheSameAlsoWhenMoreWasPromisedSince() {
    Receipt first = submit(stranger, TestDesk.fault("w-1", "c1"));
    test.move(first.requestNo(), Move.TRIAGE);
    String until = test.clock.instant().plusSeconds(86_400).toString();
    test.move(first.requestNo(), Move.EXTEND, "until", until, "reason", "等备件");
    Receipt again = submit(stranger, TestDesk.fault("w-1", "c1"));
    assertTrue(again.replayed());
    assertEquals(first.promises(), again.promises());
    assertEquals(first.receivedAt(), again.receivedAt());
    assertEquals(first.state(), again.state());
  }

  @Test
  void whatWasTakenInBeforeIsAnsweredAsBeforeExceptToStrangers() throws Exception {
    Receipt old = submit(partner, TestDesk.fault("w-1", "c1"));
    Receipt ofStranger = submit(stranger, TestDesk.fault("w-2", "c2"));
    test.work.run(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement()) {
            statement.execute(
                "update desk.submission set submitter = null, submitted_by = replace(submitted_by,"
                    + " 'partner:', '')");
          }
        });
    Receipt again = submit(partner, TestDesk.fault("w-1", "c1"));
    assertTrue(again.replayed());
    assertEquals(old.trackingToken(), again.trackingToken());
    assertThrows(Refusal.Conflict.class, () -> submit(partner, TestDesk.fault("w-1", "c3")));
    assertNotEquals(
        ofStranger.trackingToken(), submit(another, TestDesk.fault("w-2", "c2")).trackingToken());
  }

  @Test
  void whatStrangersWriteStandsInTheJournalAsADigestOnly() {
    String words = "王先生-13800009999";
    for (Caller caller : List.of(stranger, partner, Caller.system("route:web"))) {
      submit(
          caller,
          TestDesk.submission("web", words, "fault-repair", "x", "13800009999", "某路", null));
    }
    String no = submit(another, TestDesk.fault(words, "13800009999")).requestNo();
    test.move(no, Move.UNMERGE);
    String facts = test.journal.entries().toString();
    assertFalse(facts.contains("13800009999") || facts.contains("王先生"), facts);
    assertTrue(facts.contains("digest:"), facts);
    assertEquals(words, test.desk.get(TestDesk.DISPATCHER, no).channelRef());
    submit(Caller.system("intake-meters"), TestDesk.fault("outage-7", "c7"));
    assertTrue(test.journal.entries().toString().contains("outage-7"), "the platform's own");
  }

  @Test
  void aPhoneThatAStrangerWroteIsNotVerified() {
    String no = submit(stranger, TestDesk.fault(null, "c1")).requestNo();
    var kept = test.desk.get(Caller.system("notices"), no).trust();
    assertFalse(kept.phoneVerified());
    assertNotEquals(null, kept.stranger());
    assertFalse(kept.stranger().contains("203"));
    assertEquals(null, test.desk.get(TestDesk.DISPATCHER, no).trust().stranger());
    String known = submit(partner, TestDesk.fault(null, "c2")).requestNo();
    assertTrue(test.desk.get(Caller.system("notices"), known).trust().phoneVerified());
    test.customers.put(
        Keys.phone("13800000000"),
        new io.lamplighter.api.customers.Customers.Match(
            "c5", "phone", "330602", false, null, null, null));
    String onFile = submit(stranger, TestDesk.fault(null, null)).requestNo();
    assertTrue(test.desk.get(Caller.system("notices"), onFile).trust().phoneVerified());
  }
}
