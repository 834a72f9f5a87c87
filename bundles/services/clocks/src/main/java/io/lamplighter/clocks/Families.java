package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.journal.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose work is done under another one: their clocks do not count, and of each limit the
 * earliest counts there. Taken out again, they have their own back, with the start they had.
 */
final class Families {
  static final String MERGED = "request.merged";
  static final String UNMERGED = "request.unmerged";

  private final Hands hands;
  private final Kin kin;

  Families(Hands hands, Kin kin) {
    this.hands = hands;
    this.kin = kin;
  }

  /** Who belongs together. */
  interface Kin {
    /** What is known of it; null when nothing is. */
    @Nullable Subject subject(String no);

    /** Those whose work is done under one go under another, with their clocks. */
    void move(String from, String root) throws SQLException;

    /** Of those merged under it, and not late, the clock by this rule that would be due first. */
    @Nullable RunningClock earliest(String root, String rule, boolean mean) throws SQLException;
  }

  /** An entry about this subject, which may say that it goes or comes. */
  void take(Entry entry, Subject subject) throws SQLException {
    if (entry.type().equals(MERGED)) {
      join(subject, RequestFact.of(entry).about().root(), entry);
    } else if (entry.type().equals(UNMERGED)
        && RequestFact.of(entry) instanceof RequestFact.Unmerged out) {
      leave(subject, out.details(), entry);
    }
  }

  private void join(Subject child, String root, Entry entry) throws SQLException {
    if (root.equals(child.no)) {
      return;
    }
    kin.move(child.no, root);
    String before = child.root;
    child.root = root;
    child.changed = true;
    goUnder(child, before, root);
    Happened happened = Happened.of(entry);
    for (RunningClock clock : child.live()) {
      if (!clock.basis.isSaid()) {
        lend(child, clock, happened);
      }
    }
    if (!before.equals(child.no)) {
      // From under another one: what it has lent there it lends here.
      for (RunningClock clock : child.clocks) {
        if (clock.isMergedUnder(root) && clock.breachedAt == null) {
          lendTo(root, clock, happened);
        }
      }
    }
  }

  static void goUnder(Subject one, String before, String root) {
    one.root = root;
    one.changed = true;
    for (RunningClock clock : one.clocks) {
      if (clock.isMergedUnder(before)) {
        clock.under = root;
        clock.changed = true;
      }
    }
  }

  /** A clock of one that is under another: it counts there, if it is the earliest. */
  void lend(Subject child, RunningClock clock, Happened cause) throws SQLException {
    hands.withdraw(clock, cause.at(), "merged", child.root);
    if (clock.breachedAt == null) {
      lendTo(child.root, clock, cause);
    }
  }

  private void lendTo(String no, RunningClock clock, Happened cause) {
    Subject root = kin.subject(no);
    if (root == null) {
      return;
    }
    RunningClock there = root.live(clock.rule, clock.mean).orElse(null);
    if (there != null) {
      if (isEarlier(clock, there) && !clock.mean) {
        there.own = there.lentBy == null ? there.basis : there.own;
        there.lentBy = clock.id;
        hands.move(there, clock.basis, "merged");
      }
    } else if (!clock.mean && root.clocks.stream().noneMatch(one -> isSameLimit(one, clock))) {
      begin(root, clock, cause);
    }
  }

  private static boolean isSameLimit(RunningClock one, RunningClock other) {
    return one.rule.equals(other.rule) && one.mean == other.mean && one.state != State.WITHDRAWN;
  }

  private static boolean isEarlier(RunningClock one, RunningClock other) {
    Instant due = one.dueAt;
    return due != null
        && (other.dueAt == null || due.isBefore(other.dueAt))
        && other.state == State.RUNNING;
  }

  private void begin(Subject root, RunningClock lender, Happened cause) {
    RunningClock clock =
        new RunningClock(
            lender.rule + "." + cause.cursor(),
            root.no,
            lender.rule,
            cause.cursor(),
            root.drill,
            lender.mean,
            root.region,
            lender.basis);
    clock.cell = root.cell;
    clock.holder = root.holder;
    clock.lentBy = lender.id;
    clock.extensions = lender.extensions;
    root.clocks.add(clock);
    hands.start(clock);
  }

  private void leave(Subject child, RequestFact.Unmerged.Out out, Entry entry) throws SQLException {
    String from = child.root.equals(child.no) ? out.from() : child.root;
    child.root = child.no;
    child.changed = true;
    List<String> family = out.family() == null ? List.of() : out.family();
    List<Subject> with = new ArrayList<>();
    for (String no : family) {
      Subject one = kin.subject(no);
      if (one != null) {
        goUnder(one, from, child.no);
        with.add(one);
      }
    }
    for (RunningClock clock : child.clocks) {
      if (clock.isMergedUnder(from)) {
        hands.revive(clock, entry.time());
      }
    }
    Happened cause = Happened.of(entry);
    for (Subject one : with) {
      for (RunningClock clock : one.clocks) {
        if (clock.isMergedUnder(child.no) && clock.breachedAt == null) {
          lendTo(child.no, clock, cause);
        }
      }
    }
    Subject root = kin.subject(from);
    if (root != null) {
      giveBack(root, entry.time());
    }
  }

  /** What was lent by somebody who is not under it any more is the next one's, or its own. */
  private void giveBack(Subject root, Instant at) throws SQLException {
    for (RunningClock clock : root.live()) {
      if (clock.lentBy == null) {
        continue;
      }
      RunningClock next = kin.earliest(root.no, clock.rule, clock.mean);
      if (next != null && next.id.equals(clock.lentBy)) {
        continue;
      }
      if (clock.own != null) {
        RunningClock.Basis own = clock.own;
        clock.own = null;
        clock.lentBy = null;
        hands.move(clock, own, "unmerged");
        if (next != null && isEarlier(next, clock)) {
          clock.own = clock.basis;
          clock.lentBy = next.id;
          hands.move(clock, next.basis, "unmerged");
        }
      } else if (next != null) {
        clock.lentBy = next.id;
        hands.move(clock, next.basis, "unmerged");
      } else {
        hands.withdraw(clock, at, "unmerged", null);
      }
    }
  }

  /** Of these entries everybody whom they concern. */
  static Set<String> concerned(Entry entry) {
    Set<String> all = new TreeSet<>();
    all.add(entry.subject());
    Map<String, Object> data = entry.data();
    if (entry.type().equals(MERGED) || entry.type().equals(UNMERGED)) {
      add(all, data.get("root"));
      if (data.get("details") instanceof Map<?, ?> details) {
        add(all, details.get("into"));
        add(all, details.get("from"));
        if (details.get("family") instanceof List<?> family) {
          family.forEach(one -> add(all, one));
        }
      }
    }
    return all;
  }

  private static void add(Set<String> all, @Nullable Object no) {
    if (no instanceof String text) {
      all.add(text);
    }
  }
}
