package io.lamplighter.organisation;

import io.lamplighter.kit.calendar.EventCheck;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.organisation.Shift.Duty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold of the shifts of a roster. */
final class ShiftCheck {
  /** Whether somebody has two duties at once is looked at for so long. */
  static final Duration AHEAD = Duration.ofDays(400);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MOST_SHIFTS = 1_000;
  private static final int MOST_DUTIES = 50_000;

  private final Collection<String> people;
  private final FieldFaults faults;

  /**
   * @param people the logins there are
   */
  ShiftCheck(Collection<String> people, FieldFaults faults) {
    this.people = people;
    this.faults = faults;
  }

  private record On(Placed placed, Duty duty) {}

  void check(List<Placed> shifts) {
    if (shifts.size() > MOST_SHIFTS) {
      String pointer = shifts.get(MOST_SHIFTS).pointer();
      faults.add(pointer, "is one more than " + MOST_SHIFTS, "超过 " + MOST_SHIFTS + " 个");
      faults.refuseIfAny();
    }
    EventCheck events = new EventCheck(LONGEST, faults);
    Map<String, List<On>> duties = new HashMap<>();
    int all = 0;
    for (Placed one : shifts) {
      boolean comes = events.comes(one.pointer(), one.shift().uid(), one.shift().when());
      known(one);
      if (!comes) {
        continue;
      }
      Instant begin = one.shift().when().first();
      for (Duty duty : one.shift().between(begin, begin.plus(AHEAD))) {
        all += duty.people().size();
        for (String login : duty.people()) {
          duties.computeIfAbsent(login, name -> new ArrayList<>()).add(new On(one, duty));
        }
      }
      if (all > MOST_DUTIES) {
        faults.add(one.pointer(), "makes too many duties", "班次过多");
        faults.refuseIfAny();
      }
    }
    duties.forEach(this::apart);
  }

  private void known(Placed one) {
    for (String login : one.shift().people()) {
      if (!people.contains(login)) {
        faults.add(one.pointer(), "there is no user " + login, "没有用户 " + login);
      }
    }
  }

  private void apart(String login, List<On> all) {
    all.sort(Comparator.comparing(on -> on.duty().from()));
    for (int i = 1; i < all.size(); i++) {
      On before = all.get(i - 1);
      On next = all.get(i);
      if (next.duty().from().isBefore(before.duty().to())) {
        String when = next.duty().from().toString();
        faults.add(
            next.placed().pointer(),
            login + " has duty already at " + when + ", by " + before.placed().pointer(),
            login + " 于 " + when + " 已有值班（" + before.placed().pointer() + "）");
        return;
      }
    }
  }
}
