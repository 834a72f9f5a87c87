package io.lamplighter.network;

import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.text.Utf8;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one asset a line; the column {@code change} says {@code put} (the default) or remove. */
final class CsvReader {
  private static final Set<String> REQUIRED = Set.of("id", "kind");
  private static final Set<String> OPTIONAL =
      Set.of(
          "name", "parent", "region", "voltage", "capacity", "normallyOpen", "changedAt", "change");

  private final CsvImport csv;
  private final AssetCheck check;
  private final Faults faults;
  private final Consumer<AssetRow> sink;

  CsvReader(CsvImport csv, AssetCheck check, Faults faults, Consumer<AssetRow> sink) {
    this.csv = csv;
    this.check = check;
    this.faults = faults;
    this.sink = sink;
  }

  void read(InputStream file) {
    CsvImport.Report report = csv.run(Utf8.marking(file), REQUIRED, OPTIONAL, this::take);
    for (CsvImport.BadLine bad : report.bad()) {
      faults.add(
          bad.number(),
          bad.error().pointer(),
          bad.error().message().en(),
          bad.error().message().zh());
    }
  }

  private CsvImport.Outcome take(List<CsvImport.Line> lines) {
    for (CsvImport.Line line : lines) {
      check.read(line.number(), line.values(), null).ifPresent(sink);
    }
    return new CsvImport.Outcome(0, 0, lines.size(), List.of());
  }
}
