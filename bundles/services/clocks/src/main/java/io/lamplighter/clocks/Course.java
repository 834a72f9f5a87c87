package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Clock.State;
import io.lamplighter.api.clocks.Clock.Stop;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.clocks.RunningClock.Basis;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What entries of the journal do to clocks. Read twice, or an end before its beginning, they do the
 * same: what has happened to a subject is kept, and a clock that begins hears what came after.
 */
final class Course {
  /** By these a subject was over; reopened, whatever waited for them waits again. */
  private static final Set<String> OVER = Set.of("resolved", "visited", "closed");

  /** By these a subject's clocks were called off; reopened, they count again. */
  private static final Set<String> OFF = Set.of("cancelled", "returned");

  private final RuleBook book;
  private final Hands hands;
  private final Families families;
  private final Set<String> types;

  Course(RuleBook book, Hands hands, Families families) {
    this.book = book;
    this.hands = hands;
    this.families = families;
    this.types = book.types();
  }

  /** One entry, which is about this subject, and what of it is kept. */
  void take(Entry entry, Happened one, Subject subject) throws SQLException {
    if (!subject.happened.add(one)) {
      return;
    }
    Map<String, Object> before = subject.matter;
    String region = subject.region;
    boolean known = !before.isEmpty();
    subject.learn(entry);
    families.take(entry, subject);
    if (known && !(before.equals(subject.matter) && region.equals(subject.region))) {
      judgeAgain(subject, before, region, one);
    }
    place(subject);
    begin(subject, one);
    for (RunningClock clock : List.copyOf(subject.clocks)) {
      hear(clock, subject, one);
    }
  }

  /** What nobody asks for later need not be kept. */
  boolean isWorthKeeping(Happened one) {
    return types.contains(one.type()) || one.participle().equals("reopened");
  }

  private static void place(Subject subject) {
    for (RunningClock clock : subject.live()) {
      if (clock.basis.isSaid()) {
        continue;
      }
      if (!Objects.equals(clock.cell, subject.cell)
          || !Objects.equals(clock.holder, subject.holder)
          || !clock.region.equals(subject.region)) {
        clock.cell = subject.cell;
        clock.holder = subject.holder;
        clock.region = subject.region;
        clock.changed = true;
      }
    }
  }

  private void begin(Subject subject, Happened one) throws SQLException {
    for (Judged judged : begun(one, subject.matter, subject.region).values()) {
      begin(subject, one, judged, List.of());
    }
  }

  private void begin(Subject subject, Happened one, Judged judged, List<Stop> pauses)
      throws SQLException {
    Rule rule = judged.rule();
    String id = rule.code() + (rule.mean() ? ".mean." : ".") + one.cursor();
    if (subject.live(rule.code(), rule.mean()).isPresent()
        || subject.clocks.stream().anyMatch(clock -> clock.id.equals(id))) {
      return;
    }
    RunningClock clock =
        new RunningClock(
            id,
            subject.no,
            rule.code(),
            one.cursor(),
            subject.drill,
            rule.mean(),
            subject.region,
            Basis.of(judged, one.start(), pauses));
    clock.cell = subject.cell;
    clock.holder = subject.holder;
    subject.clocks.add(clock);
    hands.start(clock);
    if (!subject.root.equals(subject.no)) {
      families.lend(subject, clock, one);
    }
    subject.happened.tailSet(one, false).forEach(later -> hear(clock, subject, later));
  }

  /** What an entry says to a clock that began before it. */
  private void hear(RunningClock clock, Subject subject, Happened one) {
    if (one.cursor().compareTo(clock.begunBy) <= 0) {
      return;
    }
    if (one.participle().equals("reopened")) {
      reopen(clock, one);
      return;
    }
    boolean earlier =
        clock.state == State.MET && clock.endedAt != null && one.at().isBefore(clock.endedAt);
    if (!clock.isLive() && !earlier) {
      return;
    }
    Rule rule = hands.rule(clock);
    if (rule == null) {
      return;
    }
    Map<String, Object> data = Subject.data(one, subject.matter);
    if (rule.ends(one.type(), data)) {
      hands.meet(clock, one);
    } else if (clock.isLive() && rule.cancels(one.type(), data)) {
      hands.withdraw(
          clock, one.at(), OFF.contains(one.participle()) ? one.participle() : "cancelled", null);
    } else if (clock.isLive() && one.type().equals("request.extended")) {
      extend(clock, one);
    }
  }

  private void reopen(RunningClock clock, Happened one) {
    String by = clock.endedBy;
    boolean wasOver =
        clock.state == State.MET && by != null && OVER.contains(by.substring(by.indexOf('.') + 1));
    boolean wasOff = clock.state == State.WITHDRAWN && clock.why != null && OFF.contains(clock.why);
    boolean before = clock.endedAt != null && !clock.endedAt.isAfter(one.at());
    if ((wasOver || wasOff) && before) {
      hands.revive(clock, one.at());
    }
  }

  private void extend(RunningClock clock, Happened one) {
    if (one.data().get("details") instanceof Map<?, ?> details
        && details.get("until") instanceof String until) {
      try {
        hands.extend(clock, Instant.parse(until));
      } catch (DateTimeParseException notATime) {
        // Of a company's own writer; nothing to go by.
        return;
      }
    }
  }

  /** The matter is another: each beginning as if that had been known then, and what stood still. */
  private void judgeAgain(
      Subject subject, Map<String, Object> before, String region, Happened cause)
      throws SQLException {
    for (Happened one : List.copyOf(subject.happened)) {
      if (one.compareTo(cause) != 0) {
        judgeAgain(
            subject,
            one,
            begun(one, before, region),
            begun(one, subject.matter, subject.region),
            cause);
      }
    }
  }

  /** By code; an average has a clock of its own beside the limit of each. */
  private Map<String, Judged> begun(Happened one, Map<String, Object> matter, String region) {
    Map<String, Judged> begun = new LinkedHashMap<>();
    for (Judged judged : book.begun(one.type(), Subject.data(one, matter), region, one.start())) {
      begun.put(face(judged.rule().code(), judged.rule().mean()), judged);
    }
    return begun;
  }

  private static String face(String code, boolean mean) {
    return mean ? code + " mean" : code;
  }

  private void judgeAgain(
      Subject subject,
      Happened one,
      Map<String, Judged> then,
      Map<String, Judged> now,
      Happened cause)
      throws SQLException {
    List<Stop> pauses = new ArrayList<>();
    Set<String> codes =
        Stream.concat(then.keySet().stream(), now.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String code : codes) {
      Judged is = now.get(code);
      RunningClock clock = begunBy(subject, code, one);
      if (clock != null && clock.isLive() && !isSame(then.get(code), is)) {
        if (is == null) {
          pauses.addAll(clock.basis.pauses());
          hands.withdraw(clock, cause.at(), "kind", null);
        } else {
          hands.move(clock, clock.basis.under(is), "kind");
        }
      }
    }
    List<Stop> kept = pauses.stream().distinct().toList();
    for (Map.Entry<String, Judged> is : now.entrySet()) {
      if (!then.containsKey(is.getKey())) {
        begin(subject, one, is.getValue(), kept);
      }
    }
  }

  private static @Nullable RunningClock begunBy(Subject subject, String code, Happened one) {
    return subject.clocks.stream()
        .filter(
            clock ->
                face(clock.rule, clock.mean).equals(code) && clock.begunBy.equals(one.cursor()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(@Nullable Judged one, @Nullable Judged other) {
    return one != null && other != null && one.rule().key().equals(other.rule().key());
  }
}
