package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Random events, read in batches of any size with the clocks firing between them, against a plain
 * model that knows all events at once: two limits in elapsed time, so that its own reckoning is an
 * addition.
 */
@NullUnmarked
class CourseModelTest {
  private static final int SUBJECTS = 40;
  private static final int STEPS = 400;

  /** What the model says of one clock. */
  private record Said(String state, Instant due, boolean late) {}

  @Test
  void theTablesSayWhatTheModelSays() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    for (int round = 0; round < 5; round++) {
      play(new Random(seed + round));
    }
  }

  private static void play(Random random) {
    ClocksRig rig = new ClocksRig();
    List<Entry> all = new ArrayList<>();
    int minute = 0;
    Map<String, Boolean> over = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      minute += random.nextInt(8);
      String no = "R" + random.nextInt(SUBJECTS);
      Boolean isOver = over.get(no);
      String type =
          isOver == null
              ? "request.received"
              : isOver
                  ? "request.reopened"
                  : List.of("request.dispatched", "request.resolved", "request.cancelled")
                      .get(random.nextInt(10) == 0 ? 2 : random.nextInt(2));
      if (type.equals("request.cancelled")) {
        over.put(no, true);
      } else {
        over.put(no, type.equals("request.resolved"));
      }
      all.add(rig.write(type, no, minute));
      if (random.nextInt(4) == 0) {
        rig.read();
      }
      if (random.nextInt(6) == 0) {
        rig.fire(minute);
      }
    }
    rig.read();
    rig.fire(minute);
    Instant end = ClocksRig.NINE.plus(Duration.ofMinutes(minute));
    Map<String, Said> model = model(all, end);
    Map<String, Said> tables = new TreeMap<>();
    for (int i = 0; i < SUBJECTS; i++) {
      for (Clock clock : rig.clocks("R" + i)) {
        if (!clock.mean()) {
          tables.put(
              clock.on() + " " + clock.rule(),
              new Said(clock.state().wire(), clock.dueAt(), clock.breachedAt() != null));
        }
      }
    }
    assertEquals(model, tables);
    Map<String, Long> breaches = new HashMap<>();
    for (Fact fact : rig.journal.told()) {
      if (fact.type().equals("clock.breached")) {
        breaches.merge(fact.data().get("clock").toString(), 1L, Long::sum);
      }
    }
    assertEquals(
        List.of(), breaches.entrySet().stream().filter(one -> one.getValue() > 1).toList());
    assertEquals(
        tables.values().stream().filter(Said::late).count(), (long) breaches.size(), "each once");
  }

  private static Map<String, Said> model(List<Entry> all, Instant end) {
    Map<String, Said> model = new TreeMap<>();
    Map<String, List<Entry>> bySubject = new TreeMap<>();
    all.forEach(e -> bySubject.computeIfAbsent(e.subject(), no -> new ArrayList<>()).add(e));
    bySubject.forEach(
        (no, events) -> {
          model.put(no + " fault.first-response", said(events, 30, true, end));
          model.put(no + " fault.restored", said(events, 1_440, false, end));
        });
    return model;
  }

  private static Said said(List<Entry> events, int minutes, boolean dispatchEnds, Instant end) {
    Instant due = events.get(0).time().plus(Duration.ofMinutes(minutes));
    String state = "running";
    boolean byResolved = false;
    boolean late = false;
    for (Entry event : events.subList(1, events.size())) {
      boolean running = state.equals("running");
      boolean meets =
          event.type().equals("request.resolved")
              || dispatchEnds && event.type().equals("request.dispatched");
      boolean passed = event.time().isAfter(due);
      if (running && (meets || event.type().equals("request.cancelled"))) {
        late |= passed;
        state = meets ? "met" : "withdrawn";
        byResolved = event.type().equals("request.resolved");
      } else if (event.type().equals("request.reopened")
          && (state.equals("withdrawn") || state.equals("met") && byResolved)) {
        state = "running";
      }
    }
    if (state.equals("running") && !end.isBefore(due)) {
      late = true;
    }
    return new Said(state.equals("running") && late ? "breached" : state, due, late);
  }
}
