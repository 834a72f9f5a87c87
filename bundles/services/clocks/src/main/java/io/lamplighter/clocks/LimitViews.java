package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.Limits.Difference;
import io.lamplighter.api.clocks.Limits.Limit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules as they are shown, and how two of them differ. */
final class LimitViews {
  private static final String NONE = "-";

  private LimitViews() {}

  static Limit of(Rule rule, LocalDate today) {
    Audience audience = rule.audience();
    return new Limit(
        rule.key(),
        rule.code(),
        rule.edition(),
        rule.issuer(),
        rule.from(),
        rule.to(),
        new Limits.Audience(
            List.copyOf(audience.kinds()),
            List.copyOf(audience.classes()),
            audience.important(),
            List.copyOf(audience.areas()),
            List.copyOf(audience.channels()),
            List.copyOf(audience.regions()),
            audience.elsewhere()),
        written(rule.starts()),
        written(rule.ends()),
        written(rule.cancels()),
        rule.part(),
        rule.amount(),
        rule.unit().wire(),
        rule.calendar(),
        rule.readings().stream().map(Reading::wire).sorted().toList(),
        rule.mean(),
        rule.warnings(),
        rule.ladder(),
        rule.pauses().stream().sorted().toList(),
        extension(rule),
        rule.looser(),
        rule.status(),
        rule.source(),
        rule.isValid(today) && !rule.isUnverified());
  }

  private static List<String> written(List<Happening> all) {
    return all.stream().map(Happening::written).toList();
  }

  private static @Nullable String extension(Rule rule) {
    Rule.Extension extension = rule.extension();
    return extension == null ? null : extension.times() + "x" + extension.most();
  }

  static List<Difference> differences(Rule one, Rule other) {
    Map<String, String> was = columns(one);
    Map<String, String> is = columns(other);
    List<Difference> differences = new ArrayList<>();
    was.forEach(
        (column, value) -> {
          String now = is.getOrDefault(column, NONE);
          if (!now.equals(value)) {
            differences.add(new Difference(column, value, now));
          }
        });
    return differences;
  }

  /** By their names, in the file's order. */
  private static Map<String, String> columns(Rule rule) {
    Limit view = of(rule, LocalDate.EPOCH);
    List<String> audience = rule.audience().written();
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("edition", view.edition());
    columns.put("issuer", view.issuer());
    columns.put("from", text(view.from()));
    columns.put("to", text(view.to()));
    List<String> names = List.of("kind", "class", "important", "area", "channel", "region");
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i), audience.get(i));
    }
    columns.put("starts", String.join(" ", view.starts()));
    columns.put("ends", String.join(" ", view.ends()));
    columns.put("cancels", view.cancels().isEmpty() ? NONE : String.join(" ", view.cancels()));
    columns.put("part", text(view.part()));
    columns.put("amount", Integer.toString(view.amount()));
    columns.put("unit", view.unit());
    columns.put("calendar", view.calendar());
    columns.put("reading", joined(Set.copyOf(view.readings())));
    columns.put("measure", view.mean() ? "mean" : "each");
    columns.put(
        "warn",
        view.warnings().isEmpty()
            ? NONE
            : view.warnings().stream().map(String::valueOf).collect(Collectors.joining("|")));
    columns.put("ladder", text(view.ladder()));
    columns.put("pauses", joined(Set.copyOf(view.pauses())));
    columns.put("extend", text(view.extension()));
    columns.put("overlay", view.looser() ? "looser" : NONE);
    columns.put("status", view.status());
    columns.put("source", view.source());
    return columns;
  }

  private static String text(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private static String joined(Set<String> words) {
    return words.isEmpty() ? NONE : words.stream().sorted().collect(Collectors.joining("|"));
  }
}
