package io.lamplighter.desk;

import static io.lamplighter.api.desk.Move.ACCEPT;
import static io.lamplighter.api.desk.Move.ARRIVE;
import static io.lamplighter.api.desk.Move.CANCEL;
import static io.lamplighter.api.desk.Move.CLOSE;
import static io.lamplighter.api.desk.Move.CORRECT;
import static io.lamplighter.api.desk.Move.DISPATCH;
import static io.lamplighter.api.desk.Move.EXTEND;
import static io.lamplighter.api.desk.Move.MERGE;
import static io.lamplighter.api.desk.Move.REOPEN;
import static io.lamplighter.api.desk.Move.RESOLVE;
import static io.lamplighter.api.desk.Move.RETURN;
import static io.lamplighter.api.desk.Move.SCHEDULE;
import static io.lamplighter.api.desk.Move.TRIAGE;
import static io.lamplighter.api.desk.Move.UNMERGE;
import static io.lamplighter.api.desk.Move.VISIT;
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
import org.jspecify.annotations.Nullable;

/** The life of a request as one table: which move leads where, who may make it, what it needs. */
final class MoveTable {
  private static final Set<RequestKind> ANY_KIND = EnumSet.allOf(RequestKind.class);

  /** Kinds that can be settled from the desk, without a crew. */
  private static final Set<RequestKind> DESK_WORK =
      EnumSet.complementOf(EnumSet.of(RequestKind.FAULT_REPAIR, RequestKind.EMERGENCY));

  /** Kinds of which it is to be found whether they were justified (是否属实). */
  private static final Set<RequestKind> COMPLAINTS =
      EnumSet.of(RequestKind.COMPLAINT, RequestKind.REPORT);

  /** States in which somebody is at it. */
  private static final Set<RequestState> IN_WORK =
      EnumSet.of(TRIAGED, SCHEDULED, DISPATCHED, ACCEPTED, ON_SITE);

  /** States in which a crew has it, and may have to give it back. */
  private static final Set<RequestState> GIVEN = EnumSet.of(DISPATCHED, ACCEPTED, ON_SITE);

  private static final Set<Role> JUDGES = EnumSet.of(DISPATCHER, SUPERVISOR);
  private static final Set<Role> DESK = EnumSet.of(AGENT, DISPATCHER, SUPERVISOR);
  private static final Set<Role> FIELD = EnumSet.of(CREW, DISPATCHER, SUPERVISOR);

  /** States in which a request still has something before it. */
  static final Set<RequestState> OPEN = EnumSet.complementOf(EnumSet.of(MERGED, CLOSED, CANCELLED));

  /**
   * One line of the table.
   *
   * @param to null when it stays in the state it is in
   */
  record Row(
      Move move,
      Set<RequestState> from,
      @Nullable RequestState to,
      Set<Role> roles,
      Set<RequestKind> kinds,
      List<MoveField> fields) {

    Row only(Set<RequestKind> some) {
      return new Row(move, from, to, roles, some, fields);
    }

    RequestState reachedFrom(RequestState state) {
      return to == null ? state : to;
    }

    boolean fits(RequestState state, RequestKind kind) {
      return from.contains(state) && kinds.contains(kind);
    }

    boolean open(Caller caller) {
      return caller.hasAny(roles.toArray(Role[]::new));
    }
  }

  private static final MoveField NOTE = optional("note", Form.WORDS);
  private static final MoveField REASON = required("reason", Form.WORDS);
  private static final MoveField INTO = required("into", Form.REQUEST_NO);
  private static final MoveField BY_CREW = required("crew", Form.CODE);
  private static final MoveField CAUSE = required("cause", Form.WORDS);
  private static final MoveField ANY_CAUSE = optional("cause", Form.WORDS);
  private static final MoveField RESULT = required("result", Form.WORDS);
  private static final MoveField LABOUR = optional("labourMinutes", Form.MINUTES);
  private static final MoveField MATERIALS = optional("materials", Form.MATERIALS);

  /** Our own screen asks for it; who closes as the contract always was need not know of it. */
  private static final MoveField ANY_OUTCOME = optional("outcome", Form.OUTCOME);

  private static final MoveField SCORE = required("score", Form.SCORE);
  private static final MoveField COMMENT = optional("comment", Form.WORDS);
  private static final MoveField[] APPOINTMENT = {
    required("from", Form.TIME), required("to", Form.TIME), NOTE
  };
  private static final MoveField UNTIL = required("until", Form.TIME);
  private static final MoveField[] JUDGEMENT = {
    optional("kind", Form.KIND),
    optional("priority", Form.PRIORITY),
    optional("cell", Form.CODE),
    optional("holder", Form.CODE),
    NOTE
  };

  /** What is right instead of what was found; one at least. */
  private static final MoveField[] FINDS = {
    optional(FindTable.ADDRESS, Form.LINE),
    optional(FindTable.CUSTOMER_NO, Form.LINE),
    optional(FindTable.METER, Form.LINE),
    optional(FindTable.PHONE, Form.LINE),
    optional(FindTable.SINCE, Form.TIME),
    optional(FindTable.EXTENT, Form.CODES),
    optional(FindTable.IN_DANGER, Form.CODES)
  };

  static final List<Row> ROWS =
      List.of(
          row(TRIAGE, in(RECEIVED, TRIAGED, RETURNED), TRIAGED, DESK, JUDGEMENT),
          row(TRIAGE, in(SCHEDULED, DISPATCHED, ACCEPTED, ON_SITE), TRIAGED, JUDGES, JUDGEMENT),
          row(MERGE, in(RECEIVED, TRIAGED), MERGED, JUDGES, INTO, NOTE),
          row(UNMERGE, in(MERGED), TRIAGED, JUDGES, NOTE),
          row(RETURN, in(TRIAGED), RETURNED, DESK, REASON),
          row(SCHEDULE, in(TRIAGED, SCHEDULED), SCHEDULED, DESK, APPOINTMENT),
          row(SCHEDULE, GIVEN, SCHEDULED, JUDGES, APPOINTMENT),
          row(DISPATCH, in(SCHEDULED), DISPATCHED, JUDGES, BY_CREW, NOTE),
          row(DISPATCH, GIVEN, DISPATCHED, JUDGES, BY_CREW, NOTE),
          row(ACCEPT, in(DISPATCHED), ACCEPTED, FIELD),
          row(ARRIVE, in(ACCEPTED), ON_SITE, FIELD),
          row(EXTEND, IN_WORK, null, JUDGES, UNTIL, REASON),
          row(CORRECT, OPEN, null, DESK, FINDS),
          row(RESOLVE, in(ON_SITE), RESOLVED, FIELD, CAUSE, RESULT, LABOUR, MATERIALS),
          row(RESOLVE, in(TRIAGED), RESOLVED, DESK, ANY_CAUSE, RESULT, ANY_OUTCOME)
              .only(COMPLAINTS),
          row(RESOLVE, in(TRIAGED), RESOLVED, DESK, ANY_CAUSE, RESULT).only(DESK_WORK),
          row(VISIT, in(RESOLVED), VISITED, DESK, SCORE, COMMENT),
          row(CLOSE, in(VISITED), CLOSED, DESK, ANY_OUTCOME, NOTE).only(COMPLAINTS),
          row(CLOSE, in(VISITED), CLOSED, DESK, NOTE),
          row(CANCEL, OPEN, CANCELLED, DESK, REASON),
          row(REOPEN, in(VISITED, CLOSED), TRIAGED, DESK, REASON));

  private MoveTable() {}

  private static Row row(
      Move move,
      Set<RequestState> from,
      @Nullable RequestState to,
      Set<Role> roles,
      MoveField... fields) {
    return new Row(move, from, to, roles, ANY_KIND, List.of(fields));
  }

  private static Set<RequestState> in(RequestState... states) {
    return Set.of(states);
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
