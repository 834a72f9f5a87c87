package io.lamplighter.clocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What starts, ends or cancels a clock: an entry of a type whose data is so. Written as {@code
 * request.triaged?details.holder&kind=complaint|report&!drill}: a field is there, is one of some
 * words, is not there.
 */
record Happening(String type, List<Condition> conditions) {
  private static final Pattern CONDITION =
      Pattern.compile("(!?)([A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9]*)*)(?:=(.+))?");

  /**
   * @param field path in the data, as {@code details.holder}
   * @param words one of which it is; empty when any will do
   */
  record Condition(boolean not, String field, Set<String> words) {
    boolean holds(Map<String, ?> data) {
      Object value = at(data, field);
      boolean there = value != null && (words.isEmpty() || words.contains(value.toString()));
      return there != not;
    }

    boolean excludes(Condition other) {
      if (!field.equals(other.field) || (not && other.not)) {
        return false;
      }
      if (not || other.not) {
        Condition denied = not ? this : other;
        Condition said = not ? other : this;
        return denied.words.isEmpty()
            || (!said.words.isEmpty() && denied.words.containsAll(said.words));
      }
      return !words.isEmpty()
          && !other.words.isEmpty()
          && words.stream().noneMatch(other.words::contains);
    }

    String written() {
      return (not ? "!" : "") + field + (words.isEmpty() ? "" : "=" + String.join("|", words));
    }
  }

  Happening {
    conditions = List.copyOf(conditions);
  }

  /**
   * @param written several with spaces between them; {@code -} is none
   * @throws IllegalArgumentException saying what is wrong
   */
  static List<Happening> all(String written) {
    return written.equals("-")
        ? List.of()
        : Arrays.stream(written.split(" +")).map(Happening::of).toList();
  }

  static Happening of(String written) {
    int mark = written.indexOf('?');
    if (mark < 0) {
      return new Happening(written, List.of());
    }
    List<Condition> conditions = new ArrayList<>();
    for (String one : written.substring(mark + 1).split("&", -1)) {
      Matcher form = CONDITION.matcher(one);
      if (!form.matches()) {
        throw new IllegalArgumentException(
            "'" + one + "' is no condition, as kind=complaint|report");
      }
      Set<String> words =
          form.group(3) == null
              ? Set.of()
              : new TreeSet<>(Arrays.asList(form.group(3).split("\\|")));
      conditions.add(new Condition(!form.group(1).isEmpty(), form.group(2), words));
    }
    return new Happening(written.substring(0, mark), conditions);
  }

  /** Whether no entry can be both. */
  boolean excludes(Happening other) {
    return !type.equals(other.type)
        || conditions.stream().anyMatch(one -> other.conditions.stream().anyMatch(one::excludes));
  }

  /** As it stands in the file. */
  String written() {
    return conditions.isEmpty()
        ? type
        : type
            + conditions.stream().map(Condition::written).collect(Collectors.joining("&", "?", ""));
  }

  boolean is(String entryType, Map<String, ?> data) {
    return type.equals(entryType) && conditions.stream().allMatch(one -> one.holds(data));
  }

  /** What stands at a path; null when nothing does. */
  static @Nullable Object at(Map<String, ?> data, String path) {
    Object at = data;
    for (String name : path.split("\\.")) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return at;
  }
}
