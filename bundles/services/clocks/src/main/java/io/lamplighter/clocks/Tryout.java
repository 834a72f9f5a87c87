package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Limits.Outcome;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges what has happened by one book and by another; nothing is rewritten by it. */
final class Tryout {
  private static final int MOST_NAMED = 100;

  private final RuleBook now;
  private final RuleBook tried;
  private final Instant until;
  private final SortedMap<String, Tally> tallies = new TreeMap<>();

  /** What became of one clock. */
  private enum Fate {
    IN_TIME,
    LATE,
    NOT_COMPUTABLE
  }

  private static final class Tally {
    private int clocks;
    private int late;
    private int lateNow;
    private int notComputable;
    private final List<String> more = new ArrayList<>();
    private final List<String> fewer = new ArrayList<>();
  }

  /**
   * @param until what has not ended by then runs on
   */
  Tryout(RuleBook now, RuleBook tried, Instant until) {
    this.now = now;
    this.tried = tried;
    this.until = until;
  }

  /** By code. */
  List<Outcome> outcomes(PastMonth past) {
    past.bySubject().forEach(this::judge);
    return tallies.entrySet().stream()
        .map(
            one -> {
              Tally tally = one.getValue();
              return new Outcome(
                  one.getKey(),
                  tally.clocks,
                  tally.late,
                  tally.lateNow,
                  tally.notComputable,
                  tally.more,
                  tally.fewer);
            })
        .toList();
  }

  private void judge(String subject, List<Entry> entries) {
    Map<String, Fate> would = fates(tried, entries);
    Map<String, Fate> were = fates(now, entries);
    would.forEach(
        (code, fate) -> {
          Tally tally = tally(code);
          tally.clocks++;
          tally.late += fate == Fate.LATE ? 1 : 0;
          tally.notComputable += fate == Fate.NOT_COMPUTABLE ? 1 : 0;
          if (fate == Fate.LATE && were.get(code) != Fate.LATE) {
            name(subject, tally.more);
          }
        });
    were.forEach(
        (code, fate) -> {
          if (fate == Fate.LATE) {
            Tally tally = tally(code);
            tally.lateNow++;
            if (would.get(code) != Fate.LATE) {
              name(subject, tally.fewer);
            }
          }
        });
  }

  private Tally tally(String code) {
    return tallies.computeIfAbsent(code, c -> new Tally());
  }

  private static void name(String subject, List<String> to) {
    if (to.size() < MOST_NAMED) {
      to.add(subject);
    }
  }

  private Map<String, Fate> fates(RuleBook book, List<Entry> entries) {
    Map<String, Fate> fates = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.isDrill()) {
        return Map.of();
      }
      List<Entry> after = entries.subList(i + 1, entries.size());
      for (Judged judged :
          book.begun(
              entry.type(),
              entry.data(),
              entry.region(),
              Happened.start(entry.data(), entry.time()))) {
        if (!judged.rule().mean() && !fates.containsKey(judged.rule().code())) {
          fate(judged, after, fates);
        }
      }
    }
    return fates;
  }

  private void fate(Judged judged, List<Entry> after, Map<String, Fate> fates) {
    Rule rule = judged.rule();
    Instant ended = until;
    for (Entry entry : after) {
      if (rule.ends(entry.type(), entry.data())) {
        ended = entry.time();
        break;
      }
      if (entry.type().equals(Families.MERGED) || rule.cancels(entry.type(), entry.data())) {
        return;
      }
    }
    Answer answer = judged.answer();
    if (answer == null) {
      fates.put(rule.code(), Fate.NOT_COMPUTABLE);
      return;
    }
    OffsetDateTime due = Objects.requireNonNull(answer.due(), "nothing is paused at its start");
    fates.put(rule.code(), ended.isAfter(due.toInstant()) ? Fate.LATE : Fate.IN_TIME);
  }
}
