package io.lamplighter.kit.agenda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.NullUnmarked;

/** Whatever two nodes do with an agenda, in whatever order: it does what a list in memory does. */
@NullUnmarked
class AgendaModelTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final UnitOfWork work = TestDatabase.unit("kit");

  private enum What {
    PUT,
    PUT_AND_ROLL_BACK,
    CANCEL,
    REST,
    TAKE,
    DONE,
    DONE_AND_ROLL_BACK,
    LATER,
    BACK,
    KILL,
    WAIT
  }

  /**
   * One thing that happens.
   *
   * @param node that does it
   * @param which key, or which of the things that the node holds
   * @param subject of what is put in or rests
   * @param seconds until it is due, or how long nothing happens
   */
  record Step(What what, int node, int which, int subject, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(8, What.PUT),
            Tuple.of(1, What.PUT_AND_ROLL_BACK),
            Tuple.of(1, What.CANCEL),
            Tuple.of(1, What.REST),
            Tuple.of(6, What.TAKE),
            Tuple.of(6, What.DONE),
            Tuple.of(1, What.DONE_AND_ROLL_BACK),
            Tuple.of(2, What.LATER),
            Tuple.of(2, What.BACK),
            Tuple.of(1, What.KILL),
            Tuple.of(3, What.WAIT));
    return Combinators.combine(
            what,
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 29),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(-20, 70))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  /** What a node has in its hands. */
  private record Held(Due due, PlainAgenda.Ticket ticket) {}

  @Property(tries = 120, shrinking = ShrinkingMode.OFF)
  void itDoesWhatAListInMemoryDoes(@ForAll("steps") List<Step> steps) {
    new Run().play(steps);
  }

  private final class Run {
    private final PlainAgenda plain = new PlainAgenda(LEASE);
    private final List<Agenda> nodes = new ArrayList<>();
    private final List<List<Held>> hands = List.of(new ArrayList<>(), new ArrayList<>());
    private Instant now = BEGIN;

    Run() {
      TestDatabase.reset("kit");
      for (int i = 0; i < 2; i++) {
        nodes.add(new Agenda(work, () -> now, "kit.agenda", LEASE));
      }
    }

    void play(List<Step> steps) {
      steps.forEach(this::play);
      drain();
    }

    private void play(Step step) {
      Agenda agenda = nodes.get(step.node());
      List<Held> hand = hands.get(step.node());
      String key = "key " + step.which();
      String subject = "subject " + step.subject();
      Instant at = now.plusSeconds(step.seconds());
      switch (step.what()) {
        case PUT -> {
          work.run(t -> agenda.put(t, new Thing(key, subject, at)));
          plain.put(key, subject, at);
        }
        case PUT_AND_ROLL_BACK ->
            rolledBack(() -> work.run(t -> fail(() -> agenda.put(t, new Thing(key, subject, at)))));
        case CANCEL -> assertEquals(plain.cancel(key), cancel(agenda, key));
        case REST -> {
          work.run(t -> agenda.rest(t, subject, at));
          plain.rest(subject, at, now);
        }
        case TAKE -> take(step, agenda, hand);
        case KILL -> hand.clear();
        case WAIT -> now = now.plusSeconds(Math.max(0, step.seconds()));
        default -> settle(step, agenda, hand, at);
      }
    }

    private void take(Step step, Agenda agenda, List<Held> hand) {
      int most = 1 + step.which() % 5;
      List<Due> taken = agenda.take(most);
      List<PlainAgenda.Ticket> expected = plain.take(most, now);
      assertEquals(
          expected.stream().map(ticket -> ticket.key() + " " + ticket.attempts()).toList(),
          taken.stream().map(due -> due.key() + " " + due.attempts()).toList());
      for (int i = 0; i < taken.size(); i++) {
        assertTrue(!taken.get(i).due().isAfter(now), "not before it is due");
        hand.add(new Held(taken.get(i), expected.get(i)));
      }
    }

    private void settle(Step step, Agenda agenda, List<Held> hand, Instant at) {
      if (hand.isEmpty()) {
        return;
      }
      int which = step.which() % hand.size();
      Due due = hand.get(which).due();
      if (step.what() == What.DONE_AND_ROLL_BACK) {
        rolledBack(() -> work.run(t -> fail(() -> agenda.done(t, due))));
        return;
      }
      PlainAgenda.Ticket ticket = hand.remove(which).ticket();
      switch (step.what()) {
        case DONE -> assertEquals(plain.done(ticket), done(agenda, due));
        case LATER -> {
          work.run(t -> agenda.later(t, List.of(due.later(at, "busy"))));
          plain.later(ticket, at, true);
        }
        default -> {
          work.run(t -> agenda.back(t, List.of(due.later(at, null))));
          plain.later(ticket, at, false);
        }
      }
    }

    /** Both nodes are killed; a third finds everything that was not done, each once. */
    private void drain() {
      now = now.plus(Duration.ofHours(1));
      Set<String> left = new TreeSet<>();
      Agenda third = new Agenda(work, () -> now, "kit.agenda", LEASE);
      List<Due> taken = third.take(7);
      while (!taken.isEmpty()) {
        for (Due due : taken) {
          assertTrue(left.add(due.key()), "each once");
          assertTrue(done(third, due));
        }
        taken = third.take(7);
      }
      assertEquals(plain.keys(), List.copyOf(left));
    }
  }

  private boolean done(Agenda agenda, Due due) {
    Boolean ours = work.call(t -> agenda.done(t, due));
    return ours;
  }

  private int cancel(Agenda agenda, String key) {
    Integer gone = work.call(t -> agenda.cancel(t, List.of(key)));
    return gone;
  }

  private interface Change {
    void make() throws Exception;
  }

  private static void fail(Change change) throws Exception {
    change.make();
    throw new IllegalStateException("killed before the commit");
  }

  private static void rolledBack(Runnable transaction) {
    assertThrows(RuntimeException.class, transaction::run);
  }
}
