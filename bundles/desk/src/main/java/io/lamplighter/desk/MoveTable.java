package io.lamplighter.desk;

import static io.lamplighter.api.desk.RequestState.ACCEPTED;
import static io.lamplighter.api.desk.RequestState.CANCELLED;
import static io.lamplighter.api.desk.RequestState.CLOSED;
import static io.lamplighter.api.desk.RequestState.DISPATCHED;
import static io.lamplighter.api.desk.RequestState.MERGED;
import static io.lamplighter.api.desk.RequestState.ON_SITE;
import static io.lamplighter.api.desk.RequestState.RECEIVED;
import static io.lamplighter.api.desk.RequestState.RESOLVED;
import static io.lamplighter.api.desk.RequestState.RETURNED;
import static io.lamplighter.api.desk.RequestState.SCHEDULED;
import static io.lamplighter.api.desk.RequestState.TRIAGED;
import static io.lamplighter.api.desk.RequestState.VISITED;
import static io.lamplighter.api.security.Role.AGENT;
import static io.lamplighter.api.security.Role.CREW;
import static io.lamplighter.api.security.Role.DISPATCHER;
import static io.lamplighter.api.security.Role.SUPERVISOR;
import static io.lamplighter.desk.MoveField.optional;
import static io.lamplighter.desk.MoveField.required;

import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.desk.MoveField.Form;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The life of a request as one table: which move leads where, who may make it, what it needs. */
final class MoveTable {
  private static final Set<RequestKind> ANY_KIND = EnumSet.allOf(RequestKind.class);

  /** Kinds that can be settled from the desk, without a crew. */
  private static final Set<RequestKind> DESK_WORK =
      EnumSet.complementOf(EnumSet.of(RequestKind.FAULT_REPAIR, RequestKind.EMERGENCY));

  private static final Set<Role> JUDGES = EnumSet.of(DISPATCHER, SUPERVISOR);
  private static final Set<Role> DESK = EnumSet.of(AGENT, DISPATCHER, SUPERVISOR);
  private static final Set<Role> FIELD = EnumSet.of(CREW, DISPATCHER, SUPERVISOR);

  /** States in which a request still has something before it. */
  static final Set<RequestState> OPEN = EnumSet.complementOf(EnumSet.of(MERGED, CLOSED, CANCELLED));

  /** One line of the table. */
  record Row(
      Move move,
      Set<RequestState> from,
      RequestState to,
      Set<Role> roles,
      Set<RequestKind> kinds,
      String type,
      List<MoveField> fields) {

    boolean fits(RequestState state, RequestKind kind) {
      return from.contains(state) && kinds.contains(kind);
    }

    boolean open(Caller caller) {
      return caller.hasAny(roles.toArray(Role[]::new));
    }
  }

  static final List<Row> ROWS =
      List.of(
          row(
              Move.TRIAGE,
              EnumSet.of(RECEIVED, TRIAGED, RETURNED),
              TRIAGED,
              DESK,
              "request.triaged",
              optional("kind", Form.KIND),
              optional("priority", Form.PRIORITY),
              optional("cell", Form.CODE),
              optional("holder", Form.CODE),
              optional("note", Form.WORDS)),
          row(
              Move.MERGE,
              EnumSet.of(RECEIVED, TRIAGED),
              MERGED,
              JUDGES,
              "request.merged",
              required("into", Form.REQUEST_NO),
              optional("note", Form.WORDS)),
          row(
              Move.UNMERGE,
              EnumSet.of(MERGED),
              TRIAGED,
              JUDGES,
              "request.unmerged",
              optional("note", Form.WORDS)),
          row(
              Move.RETURN,
              EnumSet.of(TRIAGED),
              RETURNED,
              DESK,
              "request.returned",
              required("reason", Form.WORDS)),
          row(
              Move.SCHEDULE,
              EnumSet.of(TRIAGED, SCHEDULED),
              SCHEDULED,
              DESK,
              "request.scheduled",
              required("from", Form.TIME),
              required("to", Form.TIME),
              optional("note", Form.WORDS)),
          row(
              Move.DISPATCH,
              EnumSet.of(SCHEDULED, DISPATCHED),
              DISPATCHED,
              JUDGES,
              "request.dispatched",
              required("crew", Form.CODE),
              optional("note", Form.WORDS)),
          row(Move.ACCEPT, EnumSet.of(DISPATCHED), ACCEPTED, FIELD, "request.accepted"),
          row(Move.ARRIVE, EnumSet.of(ACCEPTED), ON_SITE, FIELD, "request.arrived"),
          row(
              Move.RESOLVE,
              EnumSet.of(ON_SITE),
              RESOLVED,
              FIELD,
              "request.resolved",
              required("cause", Form.WORDS),
              required("result", Form.WORDS)),
          new Row(
              Move.RESOLVE,
              EnumSet.of(TRIAGED),
              RESOLVED,
              DESK,
              DESK_WORK,
              "request.resolved",
              List.of(optional("cause", Form.WORDS), required("result", Form.WORDS))),
          row(
              Move.VISIT,
              EnumSet.of(RESOLVED),
              VISITED,
              DESK,
              "request.visited",
              required("score", Form.SCORE),
              optional("comment", Form.WORDS)),
          row(
              Move.CLOSE,
              EnumSet.of(VISITED),
              CLOSED,
              DESK,
              "request.closed",
              optional("note", Form.WORDS)),
          row(
              Move.CANCEL,
              OPEN,
              CANCELLED,
              DESK,
              "request.cancelled",
              required("reason", Form.WORDS)),
          row(
              Move.REOPEN,
              EnumSet.of(VISITED, CLOSED),
              TRIAGED,
              DESK,
              "request.reopened",
              required("reason", Form.WORDS)));

  private MoveTable() {}

  private static Row row(
      Move move,
      Set<RequestState> from,
      RequestState to,
      Set<Role> roles,
      String type,
      MoveField... fields) {
    return new Row(move, from, to, roles, ANY_KIND, type, List.of(fields));
  }

  /** The line for a move out of a state, whoever wants to make it. */
  static Optional<Row> find(Move move, RequestState state, RequestKind kind) {
    return ROWS.stream().filter(row -> row.move() == move && row.fits(state, kind)).findFirst();
  }

  /** Every role that may make the move out of some state. */
  static Set<Role> roles(Move move) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    ROWS.stream().filter(row -> row.move() == move).forEach(row -> roles.addAll(row.roles()));
    return roles;
  }

  /** What the caller may do with a request of this state and kind. */
  static Set<Move> allowed(Caller caller, RequestState state, RequestKind kind) {
    Set<Move> moves = EnumSet.noneOf(Move.class);
    for (Row row : ROWS) {
      if (row.fits(state, kind) && row.open(caller)) {
        moves.add(row.move());
      }
    }
    return moves;
  }
}
