package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.util.List;
import java.util.Map;

/** What may be asked: amounts of up to about ten years, and pauses that end after they began. */
final class Asked {
  private static final int YEARS = 10;
  private static final int DAYS = YEARS * 366;

  private Asked() {}

  /**
   * @throws Refusal.Invalid {@code clocks.amount} or {@code clocks.pause-reversed}
   */
  static void check(Question question) {
    Unit unit = question.unit();
    int most = most(unit);
    int least = isNotice(unit) ? -most : 1;
    int amount = question.amount();
    if (amount == 0 || amount < least || amount > most) {
      throw amount(
          "must be from "
              + least
              + " to "
              + most
              + " "
              + unit.wire()
              + (least < 0 ? ", and not 0" : ""),
          "须为 " + least + " 至 " + most + (least < 0 ? " 且不为 0" : "") + "（" + unit.wire() + "）");
    }
    List<Pause> pauses = question.pauses();
    for (int i = 0; i < pauses.size(); i++) {
      Pause pause = pauses.get(i);
      if (pause.to() != null && pause.to().isBefore(pause.from())) {
        throw new Refusal.Invalid(
            "clocks.pause-reversed",
            FieldError.of("/pauses/" + i + "/to", "must not be before from", "早于该暂停的开始时间"),
            Map.of());
      }
    }
  }

  static Refusal.Invalid amount(String en, String zh) {
    return new Refusal.Invalid("clocks.amount", FieldError.of("/amount", en, zh), Map.of());
  }

  /** How much of it there may be. */
  static int most(Unit unit) {
    return switch (unit) {
      case MINUTES -> DAYS * 24 * 60;
      case HOURS -> DAYS * 24;
      case WORKTIME_HOURS -> YEARS * 2_920;
      case WORKDAYS -> YEARS * 261;
      case CALENDAR_DAYS -> DAYS;
    };
  }

  /** Whether a negative amount, notice before, can be said in it. */
  static boolean isNotice(Unit unit) {
    return unit == Unit.MINUTES || unit == Unit.HOURS || unit == Unit.CALENDAR_DAYS;
  }
}
