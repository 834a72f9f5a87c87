package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.desk.RequestTexts.Said;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.learning.ToldTable.Correction;
import io.lamplighter.learning.Version.Change;
import io.lamplighter.learning.Version.Count;
import io.lamplighter.learning.Version.Origin;
import io.lamplighter.learning.Version.Preview;
import io.lamplighter.learning.Version.Trial;
import io.lamplighter.triage.model.Samples;
import io.lamplighter.triage.model.Texts;
import io.lamplighter.triage.model.Training;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from the texts that ship and from those that people corrected, and tries it. The
 * texts are read from the desk, are in memory for as long as that takes, and nowhere else.
 */
final class Lessons {
  /** So many requests are named that it tells otherwise. */
  static final int MOST_CHANGES = 100;

  private final RequestTexts desk;
  private final Classroom room;

  Lessons(RequestTexts desk, Classroom room) {
    this.desk = desk;
    this.room = room;
  }

  /**
   * On the thread that calls, for some minutes.
   *
   * @param lately requests of the last month, which tell what it would change
   * @param inForce table of the model in force; null when it is the one that ships
   * @return null when fewer than {@code least} of the corrected ones have a text
   */
  @Nullable Lesson learn(
      List<Correction> corrections, int least, List<Told> lately, @Nullable String inForce) {
    List<OwnText> own = own(corrections);
    if (own.size() < least) {
      return null;
    }
    Triage shipped = room.shipped();
    NewParts parts = new NewParts(shipped.model().parts(), own, room.form(), room.rules());
    Texts texts =
        room.texts().and(own.stream().map(one -> new Texts.Said(one.kind(), one.text())).toList());
    String table =
        Training.learn(
                Samples.of(texts, room.form(), room.rules()), room.folds(), parts, Runnable::run)
            .model();
    Triage next = triage(table);
    Triage now = inForce == null ? shipped : triage(inForce);
    Trial trial = trial(next, now);
    List<Said> said = texts(lately.stream().map(Told::requestNo).toList());
    List<Change> changes = changes(lately, said, now, next);
    return new Lesson(
        next.model().name(),
        table,
        why(trial),
        new Origin(
            shipped.model().name(),
            room.texts().said().size(),
            own.size(),
            people(own),
            parts.count()),
        trial,
        new Preview(said.size(), counts(changes)),
        changes.stream().limit(MOST_CHANGES).toList(),
        own.size() + said.size());
  }

  Triage triage(String table) {
    return room.shipped().with(new KindModel(new DataFile.Written("learned.model", table)));
  }

  /** How one does beside another on the control texts. */
  Trial trial(Triage next, Triage now) {
    Control.Marks own = room.control().marks(next);
    Control.Marks other = room.control().marks(now);
    Set<Integer> missed = new HashSet<>(other.danger());
    missed.removeAll(own.danger());
    return new Trial(
        now.model().name(),
        own.macroF1(),
        other.macroF1(),
        room.control().dangers(),
        own.danger().size(),
        other.danger().size(),
        missed.size());
  }

  Triage shipped() {
    return room.shipped();
  }

  /** Why it may not come in force, danger first; null when it may. */
  static @Nullable String why(Trial trial) {
    if (trial.missed() > 0) {
      return "danger-missed";
    }
    return trial.macroF1() >= trial.againstF1() ? null : "control-f1";
  }

  private static int people(List<OwnText> own) {
    return (int) own.stream().map(OwnText::who).filter(Objects::nonNull).distinct().count();
  }

  private List<OwnText> own(List<Correction> corrections) {
    Map<String, String> kinds = new HashMap<>();
    corrections.forEach(one -> kinds.put(one.requestNo(), one.kind()));
    List<OwnText> own = new ArrayList<>();
    for (Said said : texts(corrections.stream().map(Correction::requestNo).toList())) {
      String kind = Objects.requireNonNull(kinds.get(said.requestNo()));
      own.add(new OwnText(RequestKind.ofWire(kind, "/kind"), said.text(), said.who()));
    }
    return own;
  }

  /** In the order of the numbers, so that the same corrections give the same model. */
  private List<Said> texts(List<String> requestNos) {
    Map<String, Said> found = new TreeMap<>();
    for (int from = 0; from < requestNos.size(); from += RequestTexts.MOST) {
      Collection<String> some =
          requestNos.subList(from, Math.min(from + RequestTexts.MOST, requestNos.size()));
      for (Said said : desk.texts(LearningDesk.SELF, some)) {
        if (!said.text().isBlank()) {
          found.put(said.requestNo(), said);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Change> changes(List<Told> lately, List<Said> said, Triage now, Triage next) {
    Map<String, String> regions =
        lately.stream().collect(Collectors.toMap(Told::requestNo, Told::region));
    List<Change> changes = new ArrayList<>();
    for (Said one : said) {
      String before = now.judge(one.text()).kind().wire();
      String after = next.judge(one.text()).kind().wire();
      if (!before.equals(after)) {
        String region = Objects.requireNonNull(regions.get(one.requestNo()));
        changes.add(new Change(one.requestNo(), region, before, after));
      }
    }
    return changes;
  }

  private static List<Count> counts(List<Change> changes) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Change change : changes) {
      counts
          .computeIfAbsent(change.before(), kind -> new TreeMap<>())
          .merge(change.after(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .flatMap(
            from ->
                from.getValue().entrySet().stream()
                    .map(to -> new Count(from.getKey(), to.getKey(), to.getValue())))
        .toList();
  }
}
