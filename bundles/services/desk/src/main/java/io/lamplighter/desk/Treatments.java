package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Judgement;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How each kind is treated: its priority, what may be merged with what. */
final class Treatments {
  private static final String COLUMNS = "kind,priority,merge,neighbours";

  private record Treatment(int priority, @Nullable String mergeGroup, boolean neighbours) {}

  private final Map<RequestKind, Treatment> byKind = new EnumMap<>(RequestKind.class);
  private final int importantPriority;
  private final int unsurePriority;

  Treatments(DataFile treatments) {
    int important = 0;
    int unsure = 0;
    for (DataFile.Line line : treatments.lines()) {
      int priority = line.number(1, 0, 9);
      if (line.field(0).equals("important")) {
        important = priority;
        continue;
      }
      if (line.field(0).equals("unsure")) {
        unsure = priority;
        continue;
      }
      String group = line.field(2).equals("-") ? null : line.field(2);
      Treatment treatment = new Treatment(priority, group, line.field(3).equals("yes"));
      if (byKind.put(kind(line), treatment) != null) {
        throw line.wrong("'" + line.field(0) + "' stands here twice");
      }
    }
    for (RequestKind kind : RequestKind.values()) {
      if (!byKind.containsKey(kind)) {
        throw new IllegalArgumentException(treatments.name() + ": no line for " + kind.wire());
      }
    }
    importantPriority = important;
    unsurePriority = unsure;
  }

  private static RequestKind kind(DataFile.Line line) {
    try {
      return RequestKind.ofWire(line.field(0), "");
    } catch (Refusal.Invalid e) {
      throw line.wrong("there is no kind '" + line.field(0) + "'");
    }
  }

  /**
   * @param ownFiles where a company's own tables may lie
   */
  static Treatments load(@Nullable Path ownFiles) {
    return new Treatments(
        DataFile.load(ownFiles, Treatments.class, "/triage/treatment.csv", COLUMNS));
  }

  /**
   * What is unsure has the priority of the gravest kind that it may be, so that people see that
   * first, and somebody must look soon.
   */
  int priority(Judgement judgement, boolean importantCustomer) {
    int own = priority(judgement.kind(), judgement.sure(), importantCustomer);
    return judgement.sure()
        ? own
        : judgement.possible().stream()
            .mapToInt(kind -> of(kind).priority())
            .reduce(own, Math::max);
  }

  /**
   * @param sure false when a person is to judge the kind: then somebody must look soon
   */
  int priority(RequestKind kind, boolean sure, boolean importantCustomer) {
    int own = Math.max(of(kind).priority(), sure ? 0 : unsurePriority);
    return importantCustomer ? Math.max(own, importantPriority) : own;
  }

  /** Whether two requests of one customer may be the same thing. */
  boolean sameMatter(RequestKind one, RequestKind other) {
    String group = of(one).mergeGroup();
    return group != null && group.equals(of(other).mergeGroup());
  }

  /** Whether this kind is ever merged. */
  boolean merges(RequestKind kind) {
    return of(kind).mergeGroup() != null;
  }

  /** Whether different customers at one place mean the same thing by it. */
  boolean sharedByNeighbours(RequestKind kind) {
    return of(kind).neighbours();
  }

  private Treatment of(RequestKind kind) {
    return Objects.requireNonNull(byKind.get(kind));
  }
}
