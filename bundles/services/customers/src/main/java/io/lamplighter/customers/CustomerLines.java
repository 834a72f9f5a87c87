package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport.BadLine;
import io.lamplighter.api.store.CsvImport.Line;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.text.Writing;
import io.lamplighter.kit.time.SourceTime;
import java.time.Instant;
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
  private static final Pattern REGION = Pattern.compile("[1-9]\\d{5}(?:\\d{3}){0,2}");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#/-]{0,63}");
  private static final Set<String> CLASSES =
      Set.of("residential", "low-voltage", "high-voltage-single", "high-voltage-dual");
  private static final Map<String, Boolean> YES_NO =
      Map.of(
          "true", true, "yes", true, "1", true, "是", true, "false", false, "no", false, "0", false,
          "否", false);
  private static final int MAX_ITEMS = 20;
  private static final int MAX_PHONE = 100;

  private final Caller caller;
  private final Instant now;
  private final List<BadLine> bad = new ArrayList<>();

  /**
   * @param now nobody can have become so later
   */
  CustomerLines(Caller caller, Instant now) {
    this.caller = caller;
    this.now = now;
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
            values.phones(),
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
    @Nullable OffsetDateTime at = values.time("changedAt", now);
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
      if (value != null && !Writing.isLine(value)) {
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
      List<String> items = items(column);
      if (items.size() > MAX_ITEMS || items.stream().anyMatch(s -> !form.matcher(s).matches())) {
        fault(
            column,
            "must be at most " + MAX_ITEMS + " of the form " + form + ", separated by ;",
            "至多 " + MAX_ITEMS + " 项，以 ; 分隔，格式须为 " + form);
      }
      return items;
    }

    List<String> phones() {
      List<String> items = items("phones");
      if (items.size() > MAX_ITEMS
          || items.stream().anyMatch(s -> s.length() > MAX_PHONE || Keys.phone(s).isEmpty())) {
        fault(
            "phones",
            "must be at most " + MAX_ITEMS + " phones, separated by ;",
            "至多 " + MAX_ITEMS + " 个电话号码，以 ; 分隔");
      }
      return items;
    }

    private List<String> items(String column) {
      return Arrays.stream(values.getOrDefault(column, "").split(";", -1))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
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

    @Nullable OffsetDateTime time(String column, Instant now) {
      String value = values.get(column);
      try {
        return value == null ? null : SourceTime.read(column, value, now);
      } catch (Refusal.Invalid e) {
        faults.addAll(e.errors());
        return null;
      }
    }

    @Nullable Location location() {
      if (values.containsKey("lon") != values.containsKey("lat")) {
        fault(values.containsKey("lon") ? "lat" : "lon", "is needed with the other", "经纬度须成对");
        return null;
      }
      if (!values.containsKey("lon")) {
        return null;
      }
      Location at = new Location(degrees("lon", 180), degrees("lat", 90));
      // What files have where nobody has measured.
      return at.lon() == 0 && at.lat() == 0 ? null : at;
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
}
