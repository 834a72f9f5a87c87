package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import java.util.Locale;

/** Why an order cannot be in a crew's tour at a time. */
enum Reason {
  SKILL("No crew there has the skill that is needed", "当班班组缺少所需技能"),
  PEOPLE("It needs more people than are there", "当班人数不足，须双人作业"),
  ON_CALL("The crew works only when it is called", "该班组为值班班组，仅接急修"),
  SHIFT("No shift in which it could be done", "该时段无可用班次"),
  LIMIT("A time limit would have passed by then", "届时将超出服务时限"),
  PINNED("Work that is fixed is in the way", "与已固定的工单冲突"),
  FULL("The crews have no time left then", "该时段承载力已满"),
  PAST("That time is over or too near", "该时段已过或过近"),
  BEGUN("The crew is on its way to it or at it", "班组已在途或已开工"),
  NO_STATION("Nobody knows which station does it", "尚未确定承接供电所");

  private final Text text;

  Reason(String en, String zh) {
    text = new Text(en, zh);
  }

  Text text() {
    return text;
  }

  /** As written outside: {@code no-station}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whichever comes nearest to being possible: what is left is full, skills are not there. */
  Reason orNearer(Reason other) {
    return nearness() >= other.nearness() ? this : other;
  }

  private int nearness() {
    return switch (this) {
      case FULL -> 9;
      case PINNED -> 8;
      case LIMIT -> 7;
      case PEOPLE -> 6;
      case SKILL -> 5;
      case SHIFT -> 4;
      case ON_CALL -> 3;
      case BEGUN, PAST, NO_STATION -> 2;
    };
  }
}
