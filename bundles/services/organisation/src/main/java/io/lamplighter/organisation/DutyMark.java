package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.kit.http.Params;
import io.lamplighter.organisation.Shift.Duty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * Where a page of duties ended: it holds while time goes on, and when older duties go.
 *
 * @param begin of the last one shown
 * @param shown how many that begin then were
 */
record DutyMark(Instant begin, int shown) {
  private static final DutyMark START = new DutyMark(Instant.MIN, 0);

  /** The one that a parameter has; a fault, when it is none. */
  static DutyMark read(Params params, String name) {
    String written = params.text(name);
    if (written == null) {
      return START;
    }
    int slash = written.indexOf('/');
    if (written.substring(slash + 1).matches("[1-9]\\d{0,5}")) {
      try {
        return new DutyMark(
            Instant.parse(written.substring(0, Math.max(0, slash))),
            Integer.parseInt(written.substring(slash + 1)));
      } catch (DateTimeException e) {
        // said below
      }
    }
    params.bad(name, "must be the next of a page", "须为上一页的 next");
    return START;
  }

  /**
   * @param duties in the order of their begins
   */
  Page<Duty> page(List<Duty> duties, int limit) {
    int first = 0;
    while (first < duties.size() && duties.get(first).from().isBefore(begin)) {
      first++;
    }
    for (int i = 0; i < shown && isOfBegin(duties, first); i++) {
      first++;
    }
    int last = Math.min(duties.size(), first + limit);
    List<Duty> page = duties.subList(first, last);
    if (last == duties.size()) {
      return Page.all(page);
    }
    Instant end = duties.get(last - 1).from();
    long same = duties.subList(0, last).stream().filter(one -> one.from().equals(end)).count();
    return new Page<>(page, end + "/" + same);
  }

  private boolean isOfBegin(List<Duty> duties, int at) {
    return at < duties.size() && duties.get(at).from().equals(begin);
  }
}
