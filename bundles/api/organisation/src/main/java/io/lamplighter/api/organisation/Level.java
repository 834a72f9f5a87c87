package io.lamplighter.api.organisation;

import java.util.Locale;

/** What a unit is. The first five are the line, each below the one before. */
public enum Level {
  PROVINCE,
  CITY,
  COUNTY,
  /** 供电所. */
  STATION,
  /** 网格, the smallest area. */
  CELL,
  /** 部门, beside the line. */
  DEPARTMENT,
  /** 岗位, of a department. */
  POST;

  /** As written outside: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
