package io.lamplighter.network;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.Faults;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the assets of a file as they come, a page a transaction; nobody sees them yet. */
final class AssetStage {
  private static final int PAGE = 2_000;

  private final UnitOfWork work;
  private final Load load;
  private final Faults faults;
  private final RowPages<AssetRow> pages;

  AssetStage(UnitOfWork work, Loads loads, Load load, Faults faults) {
    this.work = work;
    this.load = load;
    this.faults = faults;
    this.pages = new RowPages<>(loads, load, PAGE, this::keep);
  }

  /** Assets, and changes of assets, taken so far. */
  long read() {
    return pages.read();
  }

  void add(AssetRow row) {
    if (load.full() && (row.gone() || row.about() != null)) {
      faults.add(
          row.line(),
          "change",
          row.id() + ": a full file takes nothing out and changes nothing",
          row.id() + "：全量文件不能含移除项或变更项");
    }
    pages.add(row);
  }

  void flush() {
    pages.flush();
  }

  private void keep(List<AssetRow> page) {
    Map<String, AssetRow> byId = new LinkedHashMap<>();
    page.forEach(row -> join(byId, row));
    work.run(
        transaction -> {
          StagedRows rows = new StagedRows(transaction.connection(), load.number());
          Set<String> known = new HashSet<>(byId.keySet());
          known.removeAll(rows.insert(byId.values()));
          if (!known.isEmpty()) {
            Map<String, AssetRow> before = rows.get(known);
            byId.values().stream()
                .filter(row -> known.contains(row.id()))
                .forEach(row -> join(before, row));
            rows.update(before.values());
          }
        });
  }

  private void join(Map<String, AssetRow> rows, AssetRow row) {
    AssetRow before = rows.putIfAbsent(row.id(), row);
    if (before == null) {
      return;
    }
    before
        .and(row)
        .ifPresentOrElse(
            both -> rows.put(row.id(), both),
            () ->
                faults.add(
                    row.line(),
                    "id",
                    row.id() + " stands there twice, in line " + before.line() + " too",
                    row.id() + " 重复出现，另见第 " + before.line() + " 行"));
  }
}
