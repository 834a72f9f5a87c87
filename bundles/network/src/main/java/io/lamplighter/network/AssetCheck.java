package io.lamplighter.network;

import io.lamplighter.api.network.Asset;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
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
  private static final Pattern REGION = Pattern.compile("[1-9]\\d{1,11}");
  private static final Set<String> KINDS =
      Arrays.stream(Asset.Kind.values()).map(Asset.Kind::wire).collect(Collectors.toSet());
  private static final int MAX_NAME = 100;

  private final Faults faults;

  AssetCheck(Faults faults) {
    this.faults = faults;
  }

  /** The asset; empty when its id or kind cannot be read. */
  Optional<AssetRow> read(long line, Map<String, String> values) {
    String id = values.get("id");
    if (id == null || !ID.matcher(id).matches()) {
      faults.add(line, "id", "must have the form " + ID, "格式须为 " + ID);
      return Optional.empty();
    }
    boolean gone = REMOVE.equals(values.get("change"));
    String kind = values.get("kind");
    if (!gone && (kind == null || !KINDS.contains(kind))) {
      faults.add(line, "kind", id + " must be one of " + KINDS, id + " 须为下列之一：" + KINDS);
      return Optional.empty();
    }
    return Optional.of(
        new AssetRow(
            line,
            id,
            gone,
            gone ? null : kind,
            name(line, values.get("name")),
            form(line, "parent", values.get("parent"), ID),
            form(line, "region", values.get("region"), REGION),
            number(line, "voltage", values.get("voltage")),
            number(line, "capacity", values.get("capacity")),
            yes(line, values.get("normallyOpen")),
            time(line, values.get("changedAt"))));
  }

  private @Nullable String name(long line, @Nullable String name) {
    if (name != null
        && (name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl))) {
      faults.add(
          line,
          "name",
          "must be at most " + MAX_NAME + " characters of one line",
          "须为一行，至多 " + MAX_NAME + " 个字符");
    }
    return name;
  }

  private @Nullable String form(long line, String field, @Nullable String value, Pattern form) {
    if (value != null && !form.matcher(value).matches()) {
      faults.add(line, field, "must have the form " + form, "格式须为 " + form);
    }
    return value;
  }

  private @Nullable String number(long line, String field, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && Double.isFinite(number)) {
        return Double.toString(number);
      }
    } catch (NumberFormatException e) {
      // the same fault as for a number below zero
    }
    faults.add(line, field, "must be a number from 0", "须为不小于 0 的数字");
    return null;
  }

  private @Nullable String time(long line, @Nullable String value) {
    try {
      return value == null ? null : OffsetDateTime.parse(value).toString();
    } catch (DateTimeException e) {
      faults.add(
          line,
          "changedAt",
          "must be like 2026-11-22T08:00:00+08:00",
          "须形如 2026-11-22T08:00:00+08:00");
      return null;
    }
  }

  private @Nullable String yes(long line, @Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      faults.add(line, "normallyOpen", "must be true or false", "须为 true 或 false");
      return null;
    }
    return value;
  }
}
