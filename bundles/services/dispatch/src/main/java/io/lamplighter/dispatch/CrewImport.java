package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.dispatch.Crew.Sent;
import io.lamplighter.kit.faults.FieldFaults;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Brings all crews of a region in, as a whole or not at all. */
final class CrewImport {
  private static final int MOST_CREWS = 10_000;

  private final CrewDesk desk;
  private final CrewChange change;

  CrewImport(CrewDesk desk) {
    this.desk = desk;
    change = new CrewChange(desk);
  }

  /**
   * What became of a file.
   *
   * @param preview nothing was changed
   */
  record Outcome(
      boolean preview, int read, List<String> added, List<String> changed, List<String> removed) {}

  /**
   * All crews of the caller's region are those of a file then.
   *
   * @throws Refusal.Invalid naming line and field of everything that is wrong
   * @throws Refusal.Conflict {@code crew.open-work} when one that would go has work
   */
  Outcome load(Caller caller, InputStream file, boolean preview) {
    CrewChange.mayBy(caller);
    FieldFaults faults = new FieldFaults();
    List<Sent> sent = change.ready(caller, new CrewFile(desk.csv(), faults).read(file), faults);
    return desk.work()
        .command(
            transaction -> {
              CrewTables tables = new CrewTables(transaction.connection());
              tables.lock();
              Map<String, Crew> before = new TreeMap<>();
              tables.list("", null, "", MOST_CREWS).forEach(crew -> before.put(crew.code(), crew));
              Set<String> theirs =
                  before.values().stream()
                      .filter(crew -> caller.covers(crew.region()))
                      .map(Crew::code)
                      .collect(Collectors.toSet());
              for (Sent one : sent) {
                String code = one.crew().code();
                if (before.containsKey(code) && !theirs.contains(code)) {
                  faults.add(one.at("code"), "is that of a crew of another region", "该代码属于其他区域的班组");
                }
              }
              change.ofOneCrew(tables, sent, theirs, faults);
              faults.refuseIfAny();
              return take(transaction, caller, before, theirs, sent, preview);
            });
  }

  private Outcome take(
      Transaction transaction,
      Caller caller,
      Map<String, Crew> before,
      Set<String> theirs,
      List<Sent> sent,
      boolean preview)
      throws SQLException {
    List<Crew> put = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    Map<String, Crew> gone = new TreeMap<>(before);
    gone.keySet().retainAll(theirs);
    for (Sent one : sent) {
      Crew crew = one.crew();
      Crew old = before.get(crew.code());
      gone.remove(crew.code());
      if (old == null || !old.isAs(crew)) {
        put.add(crew);
        (old == null ? added : changed).add(crew.code());
      }
    }
    List<Crew> removed = List.copyOf(gone.values());
    CrewChange.nothingHangs(new CrewTables(transaction.connection()), removed);
    if (!preview) {
      change.keep(transaction, caller, put, removed);
    }
    return new Outcome(
        preview, sent.size(), added, changed, removed.stream().map(Crew::code).toList());
  }
}
