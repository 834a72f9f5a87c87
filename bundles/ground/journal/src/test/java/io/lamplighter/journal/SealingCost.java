package io.lamplighter.journal;

import io.lamplighter.api.journal.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** Appends without and with sealing in turns, and says what sealing costs. */
final class SealingCost {
  private final Node node;
  private final Path folder;
  private final int writers;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param writers threads that append at the same time
   * @param facts entries a transaction, such as the desk writes them
   */
  SealingCost(Node node, Path folder, int writers, int facts) {
    this.node = node;
    this.folder = folder;
    this.writers = writers;
    for (int i = 0; i < facts; i++) {
      this.facts.add(received("26112300" + i));
    }
  }

  private static Fact received(String requestNo) {
    Map<String, Object> data =
        Map.of(
            "requestNo", requestNo,
            "kind", "fault-repair",
            "channel", "web",
            "channelRef", "1q2w3e-4r5t6y-0-1",
            "region", "330602",
            "customerNo", "3306010000017",
            "priority", 5,
            "kindReason", "given",
            "promises",
                List.of(
                    Map.of(
                        "rule", "fault.first-response", "dueAt", "2026-11-22T22:43:10.671565Z")));
    return new Fact("request.received", requestNo, "330602", "web-1", data);
  }

  /**
   * One turn.
   *
   * @param entries appended
   * @param spent while appending
   * @param after on sealing what was left over
   */
  private record Turn(long entries, Spent spent, Spent after) {
    double perSecond() {
      return entries / spent.wall();
    }

    double cpuMicros() {
      return 1e6 * (spent.cpu() + after.cpu()) / entries;
    }
  }

  /** One turn without sealing and one with it. */
  private record Round(Turn without, Turn sealed) {
    /** What sealing adds to a figure, in percent. */
    double cost(ToDoubleFunction<Turn> of) {
      return 100 * (of.applyAsDouble(sealed) / of.applyAsDouble(without) - 1);
    }
  }

  void measure(int rounds, int seconds) throws Exception {
    without(seconds);
    with(seconds);
    List<Round> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      // Whatever grows slower or faster in the course of the run does so for both.
      boolean sealedFirst = i % 2 == 1;
      Turn first = sealedFirst ? with(seconds) : without(seconds);
      Turn second = sealedFirst ? without(seconds) : with(seconds);
      all.add(sealedFirst ? new Round(second, first) : new Round(first, second));
    }
    JournalBench.say(
        "append, %d writers, %d entries a transaction, %d rounds of 2 x %d s",
        writers, facts.size(), rounds, seconds);
    say("entries/s", all, Turn::perSecond);
    say("CPU µs/entry", all, Turn::cpuMicros);
    JournalBench.say("  left to seal %10.1f s", median(all, r -> r.sealed().after().wall()));
  }

  private static void say(String what, List<Round> all, ToDoubleFunction<Turn> of) {
    JournalBench.say(
        "  %-12s %,10.1f without, %,10.1f sealed, %+5.1f %% in the median round (%+.1f to %+.1f)",
        what,
        median(all, r -> of.applyAsDouble(r.without())),
        median(all, r -> of.applyAsDouble(r.sealed())),
        median(all, r -> r.cost(of)),
        all.stream().mapToDouble(r -> r.cost(of)).min().orElseThrow(),
        all.stream().mapToDouble(r -> r.cost(of)).max().orElseThrow());
  }

  private Turn without(int seconds) throws Exception {
    AtomicLong entries = new AtomicLong();
    Spent spent = Spent.on(() -> entries.set(append(seconds)));
    // What was not sealed meanwhile is not put to the account of the next turn.
    JournalBench.seal(folder);
    return new Turn(entries.get(), spent, new Spent(0, 0));
  }

  private Turn with(int seconds) throws Exception {
    AtomicLong entries = new AtomicLong();
    Sealing sealing =
        new Sealing(Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(), 500, () -> {});
    Spent spent = Spent.on(() -> entries.set(append(seconds)));
    sealing.close();
    Spent after = Spent.on(() -> JournalBench.seal(folder));
    return new Turn(entries.get(), spent, after);
  }

  private long append(int seconds) throws InterruptedException {
    AtomicLong entries = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Thread thread = new Thread(() -> append(end, entries));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return entries.get();
  }

  private void append(long end, AtomicLong entries) {
    while (System.nanoTime() < end) {
      Node.WORK.run(t -> node.journal.append(t, "desk", facts));
      entries.addAndGet(facts.size());
    }
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
    double[] values = rounds.stream().mapToDouble(of).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
