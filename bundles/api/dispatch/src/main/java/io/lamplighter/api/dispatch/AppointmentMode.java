package io.lamplighter.api.dispatch;

import java.util.Locale;

/** How exact a promised time (预约) is. */
public enum AppointmentMode {
  /** 约时: some hours of a day. */
  SLOT,
  /** 约日. */
  DAY,
  /** 约期: some days. */
  PERIOD;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
