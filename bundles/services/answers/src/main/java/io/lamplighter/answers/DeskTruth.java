package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.kit.agenda.Due;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what an enquirer has said the desk's, by the moves that everybody makes. */
final class DeskTruth {
  private static final Logger LOG = LoggerFactory.getLogger(DeskTruth.class);
  private static final String WANTED = "客户要求转人工 The customer wants a person";
  private static final String HELPED = "自动答复，客户表示已解决 Answered by the house; it helped";
  private static final String SILENT = "自动答复，客户未再反馈 Answered by the house; nothing was heard since";

  /** Nobody is at it yet, or it came back. */
  private static final Set<RequestState> WAITING =
      EnumSet.of(RequestState.RECEIVED, RequestState.TRIAGED, RequestState.RETURNED);

  private final Tools tools;

  DeskTruth(Tools tools) {
    this.tools = tools;
  }

  /**
   * Whoever wants a person waits before the others, and before faults only when he has shown who he
   * is; what a crew has already is left to it.
   *
   * @throws Refusal.Unavailable when the desk is away
   * @throws Refusal.Stale when it was quicker with something else
   */
  void raise(Due due) {
    of(
        due,
        request -> {
          if (WAITING.contains(request.state())) {
            Rules rules = tools.rules();
            long wanted = rules.priority(Asked.isProven(request, rules.proven()));
            long priority = Math.max(request.priority(), wanted);
            move(request, Move.TRIAGE, Map.of("priority", priority, "note", WANTED));
          }
        });
    tools.done(due);
  }

  /** He says that it helped. */
  void settle(Due due) {
    if (state(due) == AnswerState.HELPED) {
      of(due, request -> resolve(request, HELPED));
    }
    tools.done(due);
  }

  /**
   * Nothing was heard of him. It is said here first and at the desk then: whoever asks for a person
   * is before it, and nothing is settled, or after it, and hears that it is over.
   */
  void close(Due due) {
    if (isSilent(due)) {
      of(due, request -> resolve(request, SILENT));
    }
    tools.done(due);
  }

  /** Also when an interruption came between: then the desk has not heard of it yet. */
  private boolean isSilent(Due due) {
    return tools
        .work()
        .call(
            transaction -> {
              AnswerTables tables = new AnswerTables(transaction.connection());
              OneAnswer answer = tables.locked(due.subject());
              if (answer != null && answer.state == AnswerState.GIVEN) {
                answer.end(AnswerState.SILENT, null, tools.now());
                tables.save(answer);
              }
              return answer != null && answer.state == AnswerState.SILENT;
            });
  }

  private @Nullable AnswerState state(Due due) {
    OneAnswer answer = tools.work().find(t -> new AnswerTables(t.connection()).get(due.subject()));
    return answer == null ? null : answer.state;
  }

  /** What somebody of the house has in hand is his to end. */
  private void resolve(Request first, String result) {
    Request request = first;
    if (request.kind() != RequestKind.ENQUIRY || request.holder() != null) {
      return;
    }
    if (request.state() == RequestState.RECEIVED) {
      request = move(request, Move.TRIAGE, Map.of());
    }
    if (request.state() == RequestState.TRIAGED) {
      move(request, Move.RESOLVE, Map.of("result", result));
    }
  }

  private Request move(Request request, Move move, Map<String, Object> data) {
    return tools
        .desk()
        .move(AnswerRounds.SELF, new MoveOrder(request.requestNo(), move, request.version(), data));
  }

  private void of(Due due, Consumer<Request> work) {
    try {
      work.accept(tools.desk().get(AnswerRounds.SELF, due.subject()));
    } catch (Refusal.Conflict | Refusal.NotFound e) {
      // Somebody was quicker, or this very move before an interruption: what the desk has counts.
      LOG.info("{} came too late: {}", due.key(), e.getMessage());
    }
  }
}
