package io.lamplighter.kit.calendar;

import io.lamplighter.kit.faults.FieldFaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What must hold of every event of a roster, whatever it is for. */
public final class EventCheck {
  private static final int LONGEST_UID = 200;

  private final Duration longest;
  private final FieldFaults faults;
  private final Map<String, String> uids = new HashMap<>();

  /**
   * @param longest that each may last, in whole hours
   */
  public EventCheck(Duration longest, FieldFaults faults) {
    this.longest = longest;
    this.faults = faults;
  }

  /**
   * Whether it comes at all.
   *
   * @param pointer where it stands
   */
  public boolean comes(String pointer, String uid, Series when) {
    String before = uids.putIfAbsent(uid, pointer);
    if (before != null) {
      faults.add(pointer + "/UID", "is that of " + before, "与 " + before + " 相同");
    }
    if (uid.isBlank() || uid.length() > LONGEST_UID) {
      faults.add(pointer + "/UID", "must be 1 to 200 characters", "须为 1 至 200 个字符");
    } else if (uid.chars().anyMatch(Character::isISOControl)) {
      faults.add(pointer + "/UID", "has a control character", "含有控制字符");
    }
    boolean comes = true;
    if (when.length().isNegative() || when.length().isZero()) {
      faults.add(pointer, "ends before it has begun", "结束不晚于开始");
      comes = false;
    } else if (when.length().compareTo(longest) > 0) {
      long days = longest.toDays();
      faults.add(
          pointer,
          "is longer than " + (days > 1 ? days + " days" : longest.toHours() + " hours"),
          "超过 " + (days > 1 ? days + " 天" : longest.toHours() + " 小时"));
      comes = false;
    }
    Recurrence again = when.again();
    if (again != null && !again.falls(when.begins().toLocalDate())) {
      faults.add(pointer, "never falls on one of its days", "永远不会落在所列的星期几上");
      comes = false;
    }
    return comes;
  }
}
