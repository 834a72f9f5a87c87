package io.lamplighter.kit.plans;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object read field by field; every bad one is remembered with its pointer. */
final class Fields {
  private static final int MOST_ERRORS = 100;
  private final String pointer;
  private final Map<?, ?> values;
  private final List<FieldError> errors;
  private final Set<Object> read = new HashSet<>();

  private Fields(String pointer, Map<?, ?> values, List<FieldError> errors) {
    this.pointer = pointer;
    this.values = values;
    this.errors = errors;
  }

  static Fields of(Map<String, ?> json) {
    return new Fields("", json, new ArrayList<>());
  }

  /**
   * @throws Refusal.Invalid when a field was bad
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  /** Names the fields that nobody has read; null is as good as left out. */
  void nothingElse() {
    for (Object name : values.keySet()) {
      if (!read.contains(name) && values.get(name) != null) {
        bad("/" + name, "is not known", "未知字段");
      }
    }
  }

  /** What else there is does not matter. */
  void anythingElse() {
    read.addAll(values.keySet());
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  private @Nullable Object value(String name) {
    read.add(name);
    return values.get(name);
  }

  String text(String name, @Nullable String otherwise) {
    Object value = value(name);
    if (value instanceof String text && !text.isBlank() && text.length() <= 200) {
      return text;
    }
    if (value == null && otherwise != null) {
      return otherwise;
    }
    bad("/" + name, "must be a text of 1 to 200 characters", "须为 1 至 200 个字符的文本");
    return "";
  }

  double number(String name, @Nullable Double otherwise) {
    Object value = value(name);
    return value == null && otherwise != null ? otherwise : number("/" + name, value);
  }

  private double number(String at, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    bad(at, "must be a number", "须为数字");
    return 0;
  }

  int whole(String name, int otherwise) {
    double number = number(name, (double) otherwise);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      bad("/" + name, "must be a whole number", "须为整数");
    }
    return (int) number;
  }

  @Nullable Fields object(String name) {
    Object value = value(name);
    if (value == null || value instanceof Map) {
      return value == null ? null : new Fields(pointer + "/" + name, (Map<?, ?>) value, errors);
    }
    bad("/" + name, "must be an object", "须为对象");
    return null;
  }

  <T> List<T> objects(String name, Function<Fields, T> reader) {
    List<T> list = new ArrayList<>();
    for (Object item : list(name)) {
      String at = "/" + name + "/" + list.size();
      if (!(item instanceof Map<?, ?> map)) {
        bad(at, "must be an object", "须为对象");
        break;
      }
      Fields fields = new Fields(pointer + at, map, errors);
      list.add(reader.apply(fields));
      fields.nothingElse();
    }
    return list;
  }

  Set<String> texts(String name) {
    Set<String> set = new HashSet<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        bad("/" + name, "must be a list of texts", "须为文本列表");
        break;
      }
      set.add(text);
    }
    return set;
  }

  /** Two numbers; each of them, or the whole, may be left open with null. */
  double[] pair(String name, double from, double until) {
    List<?> list = list(name);
    if (list.isEmpty()) {
      return new double[] {from, until};
    }
    if (list.size() != 2) {
      bad("/" + name, "must be two numbers", "须为两个数字");
      return new double[] {from, until};
    }
    return new double[] {
      list.get(0) == null ? from : number("/" + name + "/0", list.get(0)),
      list.get(1) == null ? until : number("/" + name + "/1", list.get(1))
    };
  }

  /** Rows of numbers; null in them is infinity: no way. */
  double[][] matrix(String name) {
    List<?> rows = list(name);
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      List<?> row = rows.get(i) instanceof List<?> found ? found : List.of();
      matrix[i] = new double[row.size()];
      for (int j = 0; j < row.size(); j++) {
        matrix[i][j] =
            row.get(j) == null
                ? Double.POSITIVE_INFINITY
                : number("/" + name + "/" + i + "/" + j, row.get(j));
      }
    }
    return matrix;
  }

  private List<?> list(String name) {
    Object value = value(name);
    if (value == null || value instanceof List) {
      return value == null ? List.of() : (List<?>) value;
    }
    bad("/" + name, "must be a list", "须为列表");
    return List.of();
  }

  void bad(String at, String en, String zh) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(FieldError.of(pointer + at, en, zh));
    }
  }
}
