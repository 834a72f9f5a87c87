package io.lamplighter.intake.hotline;

import io.lamplighter.api.desk.RequestState;

/** How a request's state is told: open or closed (GeoReport v2), or FixMyStreet's finer words. */
final class Status {
  private Status() {}

  static String plain(RequestState state) {
    return switch (state) {
      case RESOLVED, VISITED, CLOSED, CANCELLED -> "closed";
      default -> "open";
    };
  }

  static String fine(RequestState state) {
    return switch (state) {
      case RECEIVED -> "OPEN";
      case TRIAGED -> "INVESTIGATING";
      case MERGED -> "DUPLICATE";
      case RETURNED -> "NOT_COUNCILS_RESPONSIBILITY";
      case SCHEDULED -> "ACTION_SCHEDULED";
      case DISPATCHED, ACCEPTED, ON_SITE -> "IN_PROGRESS";
      case RESOLVED, VISITED -> "FIXED";
      case CLOSED -> "CLOSED";
      case CANCELLED -> "NO_FURTHER_ACTION";
    };
  }
}
