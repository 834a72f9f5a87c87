package io.lamplighter.api.security;

/** What a person is for. */
public enum Role {
  /** Takes requests down (坐席). */
  AGENT,
  /** Judges, plans and dispatches (调度员). */
  DISPATCHER,
  /** Works in the field (班组). */
  CREW,
  /** Answers for the cells and the limits (主管). */
  SUPERVISOR,
  /** Independent, read-only, sees personal data masked (第三方评价). */
  ASSESSOR,
  /** Connects systems, loads master data (集成人员). */
  INTEGRATOR,
  /** Keeps users, keys and configuration (管理员). */
  ADMINISTRATOR;

  /** The role as it is written outside: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
