package io.lamplighter.organisation;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What some entries do, in memory until all are taken; then each kind of change is one statement.
 */
final class Batch {
  private final Map<String, OpenRequests.Open> open = new LinkedHashMap<>();
  private final Set<String> over = new LinkedHashSet<>();
  private final List<Held> held = new ArrayList<>();
  private final List<RunLog.Line> log = new ArrayList<>();

  /** Who has a request from an entry on. */
  private record Held(
      Entry entry, String region, @Nullable String holder, @Nullable Long handover) {
    String on() {
      return entry.subject();
    }

    boolean isBy(@Nullable Tenure now) {
      return now == null ? holder == null : now.holder().equals(holder);
    }

    Tenure tenure(String by) {
      return new Tenure(
          0,
          on(),
          by,
          region,
          entry.isDrill(),
          entry.time(),
          null,
          entry.type(),
          null,
          handover,
          null);
    }
  }

  /** It is open, and is in this cell, or in none. */
  void open(OpenRequests.Open request) {
    OpenRequests.Open before = open.get(request.no());
    open.put(request.no(), before == null ? request : request.since(before.since()));
  }

  /** It is over, or its work is done under another one. */
  void over(String requestNo) {
    open.remove(requestNo);
    over.add(requestNo);
  }

  /**
   * Somebody has it, or nobody has it any more.
   *
   * @param holder null when it is over, or nobody has it
   * @param handover id of the one by which he has it, null without one
   */
  void held(Entry entry, String region, @Nullable String holder, @Nullable Long handover) {
    held.add(new Held(entry, region, holder, handover));
  }

  void log(RunLog.Line line) {
    log.add(line);
  }

  void save(Transaction transaction, Handovers handovers) throws SQLException {
    OpenRequests requests = new OpenRequests(transaction.connection());
    requests.remove(over);
    requests.put(open.values());
    if (!held.isEmpty()) {
      saveTenures(new Tenures(transaction.connection()));
      saveHandovers(transaction, handovers);
    }
    new RunLog(transaction.connection()).add(log);
  }

  private Set<String> subjects() {
    Set<String> all = new LinkedHashSet<>();
    held.forEach(one -> all.add(one.on()));
    return all;
  }

  private void saveTenures(Tenures tenures) throws SQLException {
    Map<String, Tenure> now = new HashMap<>();
    tenures.locked(subjects()).forEach(tenure -> now.put(tenure.on(), tenure));
    List<Tenure> ended = new ArrayList<>();
    List<Tenure> begun = new ArrayList<>();
    for (Held one : held) {
      Tenure before = now.get(one.on());
      if (one.isBy(before)) {
        continue;
      }
      if (before != null) {
        Tenure closed = before.ended(one.entry().time(), one.entry().type());
        int here = begun.lastIndexOf(before);
        if (here < 0) {
          ended.add(closed);
        } else {
          begun.set(here, closed);
        }
        now.remove(one.on());
      }
      if (one.holder() != null) {
        Tenure next = one.tenure(one.holder());
        begun.add(next);
        now.put(one.on(), next);
      }
    }
    tenures.end(ended);
    tenures.begin(begun);
  }

  /** After the tenures, whose locks keep everybody from offering any more. */
  private void saveHandovers(Transaction transaction, Handovers handovers) throws SQLException {
    Set<String> offered = new HandoverTables(transaction.connection()).offered(subjects());
    for (Held one : held) {
      if (offered.contains(one.on())) {
        handovers.overtaken(transaction, one.on(), one.holder());
      }
    }
  }
}
