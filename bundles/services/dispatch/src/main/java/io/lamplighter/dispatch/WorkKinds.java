package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can be done in the field, by {@code work-kinds.csv}, and what must be known for it. */
final class WorkKinds {
  private static final String COLUMNS =
      "code,name,nameZh,requestKinds,skills,minutes,people,tools,together";
  private static final String NONE = "-";
  private static final int MOST_MINUTES = 1_440;
  private static final int MOST_PEOPLE = 20;

  private final Skills skills;
  private final Map<String, WorkKind> byCode;
  private final List<String> dangerous;

  WorkKinds(DataFile file, Skills skills) {
    this.skills = skills;
    Map<String, WorkKind> all = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      WorkKind kind = kind(line);
      if (all.put(kind.code(), kind) != null) {
        throw line.wrong("'" + kind.code() + "' stands here twice");
      }
    }
    for (DataFile.Line line : file.lines()) {
      for (String other : words(line, 8)) {
        if (!all.containsKey(other) || other.equals(line.field(0))) {
          throw line.wrong("together has '" + other + "', which is no other kind of work");
        }
      }
    }
    byCode = Collections.unmodifiableMap(all);
    dangerous = of(RequestKind.EMERGENCY).stream().map(WorkKind::code).toList();
  }

  /**
   * @param own where a company's own tables may lie
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static WorkKinds load(@Nullable Path own) {
    return new WorkKinds(
        DataFile.load(own, WorkKinds.class, "/dispatch/work-kinds.csv", COLUMNS), Skills.load(own));
  }

  private WorkKind kind(DataFile.Line line) {
    String code = line.word(0);
    Set<RequestKind> requests = EnumSet.noneOf(RequestKind.class);
    for (String word : words(line, 3)) {
      requests.add(
          Arrays.stream(RequestKind.values())
              .filter(kind -> kind.wire().equals(word))
              .findAny()
              .orElseThrow(() -> line.wrong("there is no kind of request '" + word + "'")));
    }
    Set<String> needed = words(line, 4);
    for (String skill : needed) {
      if (!skills.isKnown(skill)) {
        throw line.wrong("there is no skill '" + skill + "' in skills.csv");
      }
    }
    return new WorkKind(
        code,
        new Text(line.field(1), line.field(2)),
        requests,
        needed,
        line.number(5, 1, MOST_MINUTES),
        line.number(6, 1, MOST_PEOPLE),
        words(line, 7),
        words(line, 8));
  }

  private static Set<String> words(DataFile.Line line, int index) {
    String written = line.field(index);
    return written.equals(NONE) ? Set.of() : new TreeSet<>(Arrays.asList(written.split("\\|", -1)));
  }

  Skills skills() {
    return skills;
  }

  /** In the order of the file. */
  Collection<WorkKind> all() {
    return byCode.values();
  }

  /** Null when there is no such kind, or none any more. */
  @Nullable WorkKind find(String code) {
    return byCode.get(code);
  }

  /**
   * @param pointer the field it stands in
   * @throws Refusal.Invalid when there is no such kind
   */
  WorkKind of(String code, String pointer) {
    WorkKind kind = byCode.get(code);
    if (kind == null) {
      String all = String.join(", ", byCode.keySet());
      throw new Refusal.Invalid(pointer, "must be one of " + all, "须为以下之一：" + all);
    }
    return kind;
  }

  /** Codes of what goes to a crew at once. */
  List<String> dangerous() {
    return dangerous;
  }

  /** What a request of that kind needs by itself, each in one visit; empty when it needs none. */
  List<WorkKind> of(RequestKind request) {
    return byCode.values().stream().filter(kind -> kind.requests().contains(request)).toList();
  }
}
