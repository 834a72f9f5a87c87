package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.network.Asset;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.time.SourceTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an asset of what a file says about it; every wrong value is a fault of its line. */
final class AssetCheck {
  static final String REMOVE = "remove";

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#:/-]{0,63}");
  private static final Set<String> KINDS =
      Arrays.stream(Asset.Kind.values()).map(Asset.Kind::wire).collect(Collectors.toSet());
  private static final Set<String> CHANGES = Set.of("put", REMOVE);
  private static final int MAX_NAME = 100;
  private static final int SHOWN = 64;

  private final Faults faults;
  private final Instant now;

  /**
   * @param now nothing can have become so later
   */
  AssetCheck(Faults faults, Instant now) {
    this.faults = faults;
    this.now = now;
  }

  /**
   * The asset; empty when its id or kind cannot be read.
   *
   * @param values {@link AssetRow#FIELDS}, {@code id}, {@code change}, {@code changedAt}
   * @param about what it changes; null when it is told as a whole
   */
  Optional<AssetRow> read(long line, Map<String, String> values, @Nullable Set<String> about) {
    String id = values.get("id");
    if (id == null || !ID.matcher(id).matches()) {
      fault(line, shown(id), "id", "an id must have the form " + ID, "标识格式须为 " + ID);
      return Optional.empty();
    }
    String change = values.getOrDefault("change", "put");
    if (!CHANGES.contains(change)) {
      fault(line, id, "change", "must be put or remove", "须为 put 或 remove");
      return Optional.empty();
    }
    boolean gone = REMOVE.equals(change);
    String kind = values.get("kind");
    boolean kindNeeded = !gone && (about == null || about.contains("kind"));
    if (kindNeeded && (kind == null || !KINDS.contains(kind))) {
      fault(line, id, "kind", "must be one of " + KINDS, "须为下列之一：" + KINDS);
      return Optional.empty();
    }
    Map<String, String> good = new HashMap<>();
    if (!gone) {
      for (String field : AssetRow.FIELDS) {
        String value = values.get(field);
        if (value != null) {
          good.put(field, good(line, id, field, value));
        }
      }
    }
    return Optional.of(
        new AssetRow(line, id, gone, about, good, time(line, id, values.get("changedAt"))));
  }

  private String good(long line, String id, String field, String value) {
    return switch (field) {
      case "name" -> name(line, id, value);
      case "parent" -> form(line, id, field, value, ID);
      case "region" -> region(line, id, value);
      case "voltage", "capacity" -> number(line, id, field, value);
      case "normallyOpen" -> yes(line, id, value);
      default -> value;
    };
  }

  private String name(long line, String id, String name) {
    if (name.length() > MAX_NAME
        || name.codePoints().anyMatch(Character::isISOControl)
        || Utf8.malformedAt(name) >= 0) {
      fault(
          line,
          id,
          "name",
          "must be at most " + MAX_NAME + " characters of one line",
          "须为一行，至多 " + MAX_NAME + " 个字符");
    }
    return name;
  }

  private String form(long line, String id, String field, String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      fault(line, id, field, "must have the form " + form, "格式须为 " + form);
    }
    return value;
  }

  private String region(long line, String id, String code) {
    if (code.isEmpty() || !Region.isCode(code)) {
      fault(line, id, "region", "must be a region code of GB/T 2260", "须为 GB/T 2260 行政区划代码");
    }
    return code;
  }

  private String number(long line, String id, String field, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && Double.isFinite(number)) {
        return Double.toString(number);
      }
    } catch (NumberFormatException e) {
      // the same fault as for a number below zero
    }
    fault(line, id, field, "must be a number from 0", "须为不小于 0 的数字");
    return "0";
  }

  private @Nullable String time(long line, String id, @Nullable String value) {
    try {
      return value == null ? null : SourceTime.read("changedAt", value, now).toString();
    } catch (Refusal.Invalid e) {
      var why = e.errors().get(0).message();
      fault(line, id, "changedAt", why.en(), why.zh());
      return null;
    }
  }

  private String yes(long line, String id, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      fault(line, id, "normallyOpen", "must be true or false", "须为 true 或 false");
      return "false";
    }
    return value;
  }

  private static String shown(@Nullable String id) {
    return id == null ? "" : id.length() > SHOWN ? id.substring(0, SHOWN) + "…" : id;
  }

  /** A line may hold the whole file: the asset is named too. */
  private void fault(long line, String id, String field, String en, String zh) {
    faults.add(line, field, id.isEmpty() ? en : id + ": " + en, id.isEmpty() ? zh : id + "：" + zh);
  }
}
