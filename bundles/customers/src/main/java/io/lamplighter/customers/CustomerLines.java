package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport.BadLine;
import io.lamplighter.api.store.CsvImport.Line;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns lines of the file into customers; a line is bad when any of its values is. */
final class CustomerLines {
  static final Set<String> REQUIRED = Set.of("customerNo", "name", "region");
  static final Set<String> OPTIONAL =
      Set.of(
          "phones",
          "address",
          "lon",
          "lat",
          "class",
          "important",
          "cell",
          "servicePoint",
          "meter",
          "transformer",
          "feeder",
          "tags",
          "changedAt");

  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,32}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9-]{3,18}[0-9]");
  private static final Pattern REGION = Pattern.compile("[1-9]\\d{5}(?:\\d{3}){0,2}");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#/-]{0,63}");
  private static final Set<String> CLASSES =
      Set.of("residential", "low-voltage", "high-voltage-single", "high-voltage-dual");
  private static final Map<String, Boolean> YES_NO =
      Map.of(
          "true", true, "yes", true, "1", true, "是", true, "false", false, "no", false, "0", false,
          "否", false);
  private static final int MAX_ITEMS = 20;

  private final Caller caller;
  private final List<BadLine> bad = new ArrayList<>();

  CustomerLines(Caller caller) {
    this.caller = caller;
  }

  /** What was wrong with the lines read so far, the first fault of each line. */
  List<BadLine> bad() {
    return List.copyOf(bad);
  }

  Optional<Told> read(Line line) {
    Values values = new Values(line.values());
    String number = values.text("customerNo", NUMBER);
    String name = values.text("name", 100);
    String region = values.text("region", REGION);
    if (region != null && !caller.covers(region)) {
      values.fault("region", "belongs to another region than yours", "不属于您的区域");
    }
    Customer customer =
        new Customer(
            number == null ? "" : number,
            1,
            name == null ? "" : name,
            values.list("phones", PHONE),
            values.text("address", 300),
            values.location(),
            region == null ? "" : region,
            values.oneOf("class", CLASSES, "residential"),
            values.yes("important"),
            values.text("cell", CODE),
            values.text("servicePoint", CODE),
            values.text("meter", CODE),
            values.text("transformer", CODE),
            values.text("feeder", CODE),
            new TreeSet<>(values.list("tags", CODE)));
    @Nullable OffsetDateTime at = values.time("changedAt");
    REQUIRED.stream()
        .sorted()
        .filter(column -> !line.values().containsKey(column))
        .forEach(column -> values.fault(column, "is needed", "必填"));
    values.faults.stream().findFirst().ifPresent(e -> bad.add(new BadLine(line.number(), e)));
    return values.faults.isEmpty() ? Optional.of(new Told(customer, at)) : Optional.empty();
  }

  /** The values of one line, and the faults found in them. */
  private record Values(Map<String, String> values, List<FieldError> faults) {
    Values(Map<String, String> values) {
      this(values, new ArrayList<>());
    }

    void fault(String column, String en, String zh) {
      faults.add(FieldError.of(column, en, zh));
    }

    @Nullable String text(String column, int maxLength) {
      String value = values.get(column);
      if (value != null && value.length() > maxLength) {
        fault(column, "is longer than " + maxLength + " characters", "长度超过 " + maxLength);
      }
      if (value != null && value.codePoints().anyMatch(CustomerLines::isNotWriting)) {
        fault(column, "has control characters", "含有控制字符");
      }
      return value;
    }

    @Nullable String text(String column, Pattern form) {
      String value = values.get(column);
      if (value != null && !form.matcher(value).matches()) {
        fault(column, "must have the form " + form, "格式须为 " + form);
      }
      return value;
    }

    List<String> list(String column, Pattern form) {
      String value = values.get(column);
      if (value == null) {
        return List.of();
      }
      List<String> items =
          Arrays.stream(value.split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
      if (items.size() > MAX_ITEMS || items.stream().anyMatch(s -> !form.matcher(s).matches())) {
        fault(
            column,
            "must be at most " + MAX_ITEMS + " of the form " + form + ", separated by ;",
            "至多 " + MAX_ITEMS + " 项，以 ; 分隔，格式须为 " + form);
      }
      return items;
    }

    String oneOf(String column, Set<String> allowed, String otherwise) {
      String value = values.getOrDefault(column, otherwise);
      if (!allowed.contains(value)) {
        fault(
            column, "must be one of " + new TreeSet<>(allowed), "须为下列之一：" + new TreeSet<>(allowed));
      }
      return value;
    }

    boolean yes(String column) {
      Boolean value = YES_NO.get(values.getOrDefault(column, "false"));
      if (value == null) {
        fault(column, "must be true or false", "须为 true 或 false");
        return false;
      }
      return value;
    }

    @Nullable OffsetDateTime time(String column) {
      String value = values.get(column);
      try {
        return value == null ? null : OffsetDateTime.parse(value);
      } catch (DateTimeException e) {
        fault(column, "must be like 2026-11-22T08:00:00+08:00", "须形如 2026-11-22T08:00:00+08:00");
        return null;
      }
    }

    @Nullable Location location() {
      if (values.containsKey("lon") != values.containsKey("lat")) {
        fault(values.containsKey("lon") ? "lat" : "lon", "is needed with the other", "经纬度须成对");
        return null;
      }
      return values.containsKey("lon")
          ? new Location(degrees("lon", 180), degrees("lat", 90))
          : null;
    }

    private double degrees(String column, int limit) {
      try {
        double value = Double.parseDouble(values.getOrDefault(column, ""));
        if (Math.abs(value) <= limit) {
          return value;
        }
      } catch (NumberFormatException e) {
        // the same fault as for a number out of range
      }
      fault(column, "must be degrees from -" + limit + " to " + limit, "须在 ±" + limit + " 度之间");
      return 0;
    }
  }

  private static boolean isNotWriting(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
