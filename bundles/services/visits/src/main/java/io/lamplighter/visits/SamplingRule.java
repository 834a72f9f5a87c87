package io.lamplighter.visits;

import io.lamplighter.api.desk.RequestKind;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code sampling.csv}: who is asked.
 *
 * @param from its first day: its edition
 * @param where cells or prefixes of regions; empty everywhere
 * @param important of important customers only
 * @param share of a hundred
 * @param afterDays he is asked so long after the work was done
 * @param questions the set
 * @param badAt the worst score that still is bad
 * @param reopens whether a bad one reopens the request
 */
record SamplingRule(
    String code,
    LocalDate from,
    Set<RequestKind> kinds,
    Set<String> where,
    boolean important,
    int share,
    int afterDays,
    String questions,
    int badAt,
    boolean reopens) {

  boolean fits(Ticket ticket, LocalDate day) {
    return !day.isBefore(from)
        && kinds.stream().anyMatch(kind -> kind.wire().equals(ticket.kind()))
        && (!important || ticket.important())
        && (where.isEmpty() || where.stream().anyMatch(one -> isIn(one, ticket)));
  }

  private static boolean isIn(String one, Ticket ticket) {
    return one.equals(ticket.cell()) || ticket.region().startsWith(one);
  }

  /** Whether it takes the other's place from its first day on. */
  boolean replaces(SamplingRule other, LocalDate day) {
    return code.equals(other.code)
        && where.equals(other.where)
        && from.isAfter(other.from)
        && !day.isBefore(from);
  }

  /** What is known of a piece of work when it is drawn. */
  record Ticket(String kind, String region, @Nullable String cell, boolean important) {}
}
