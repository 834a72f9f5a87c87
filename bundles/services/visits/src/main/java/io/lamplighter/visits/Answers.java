package io.lamplighter.visits;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.api.visits.Visits.Said;
import io.lamplighter.kit.text.Writing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents hear on the phone. */
final class Answers {
  static final Role[] CALLERS = {Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR};
  private static final int LONGEST_COMMENT = 500;
  private static final String ON_THE_PHONE = "call";

  /** Nobody is reached, and may be at another time. */
  private static final Set<String> AGAIN = Set.of("no-answer", "busy", "call-back");

  /** He is not to be asked any more. */
  private static final Set<String> NO_MORE = Set.of("refused", "wrong-number");

  private final Tools tools;
  private final Asks asks;

  Answers(Tools tools) {
    this.tools = tools;
    this.asks = new Asks(tools);
  }

  Visit answer(Caller caller, String id, @Nullable Long seen, Said said) {
    caller.require(CALLERS);
    return tools
        .work()
        .command(
            transaction -> {
              VisitTables tables = new VisitTables(transaction.connection());
              OneVisit visit = mine(tables, caller, id, seen);
              if (visit.state == VisitState.UNASKED || visit.state == VisitState.UNDECIDED) {
                throw new Refusal.Conflict(
                    "visit.not-asked", new Text("This customer is not to be asked", "该客户不在回访之列"));
              }
              if (!visit.isAsked()) {
                throw over(visit);
              }
              check(visit, said);
              visit.said(
                  Objects.requireNonNull(said.score()).intValue(),
                  ON_THE_PHONE,
                  caller.actor(),
                  tools.now());
              visit.way = VisitWay.CALL;
              visit.reasons = said.reasons();
              visit.answers = said.answers();
              visit.comment = said.comment();
              asks.forget(transaction, visit);
              tools.agenda().put(transaction, Step.TELL.of(visit, tools.now()));
              tables.save(visit);
              return tables.shown(visit);
            });
  }

  private static Refusal.Conflict over(OneVisit visit) {
    return new Refusal.Conflict(
        "visit.over",
        new Text("The visit is over: " + visit.state.wire(), "该回访已结束：" + visit.state.wire()));
  }

  /** The visit, its row locked, for somebody who may do it. */
  private OneVisit mine(VisitTables tables, Caller caller, String id, @Nullable Long seen)
      throws SQLException {
    OneVisit visit = tables.locked(id);
    if (visit == null || !caller.covers(visit.region)) {
      throw unknown();
    }
    if (seen != null && seen != visit.version) {
      throw new Refusal.Stale(seen, visit.version);
    }
    if (tables.hasWorked(visit.requestNo, caller.actor())) {
      throw new Refusal.Forbidden(
          "visit.own-work", new Text("Who did the work cannot do the visit", "办理人不得回访本人经办的工单"));
    }
    return visit;
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("visit.unknown", new Text("There is no such visit", "没有该回访"));
  }

  private void check(OneVisit visit, Said said) {
    Asking asking = tools.asking().get();
    List<FieldError> errors = new ArrayList<>();
    Long score = said.score();
    if (score == null) {
      errors.add(FieldError.of("/score", "is missing", "缺失"));
    } else if (score < 1 || score > 5) {
      errors.add(FieldError.of("/score", "must be from 1 to 5", "须为 1 至 5"));
    } else if (score <= visit.badAt && said.reasons().isEmpty()) {
      errors.add(FieldError.of("/reasons", "say at least one reason", "请至少选择一个原因"));
    }
    Set<String> reasons = asking.reasons().keySet();
    if (!reasons.containsAll(said.reasons())) {
      String all = String.join(", ", reasons);
      errors.add(FieldError.of("/reasons", "must be some of " + all, "须选自：" + all));
    }
    if (Set.copyOf(said.reasons()).size() < said.reasons().size()) {
      errors.add(FieldError.of("/reasons", "must name each reason once", "同一原因不得重复"));
    }
    questions(asking.questions(visit.questions), said.answers(), errors);
    String comment = said.comment();
    if (comment != null) {
      comment(comment, errors);
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  /** As the desk checks it: what is kept here must not be refused there. */
  private static void comment(String comment, List<FieldError> errors) {
    if (comment.isBlank()) {
      errors.add(FieldError.of("/comment", "must be text that is not empty", "须为非空文本"));
    } else if (!Writing.isLines(comment)) {
      errors.add(
          FieldError.of(
              "/comment",
              "must not contain control characters or incomplete characters",
              "不得含有控制字符或不完整的字符"));
    }
    if (comment.codePointCount(0, comment.length()) > LONGEST_COMMENT) {
      errors.add(
          FieldError.of(
              "/comment",
              "must be at most " + LONGEST_COMMENT + " characters",
              "至多 " + LONGEST_COMMENT + " 个字符"));
    }
  }

  /** A customer may leave any of them out. */
  private static void questions(
      List<Question> asked, Map<String, String> answers, List<FieldError> errors) {
    answers.forEach(
        (key, answer) -> {
          Question question =
              asked.stream().filter(one -> one.key().equals(key)).findAny().orElse(null);
          String pointer = "/answers/" + key.replace("~", "~0").replace("/", "~1");
          if (question == null) {
            errors.add(FieldError.of(pointer, "is not asked in this visit", "本次回访没有该问题"));
          } else if (!question.form().takes(answer)) {
            boolean number = question.form() == Question.Form.SCORE;
            errors.add(
                FieldError.of(
                    pointer,
                    number ? "must be from 1 to 5" : "must be yes or no",
                    number ? "须为 1 至 5" : "须为 yes 或 no"));
          }
        });
  }

  Visit tried(Caller caller, String id, @Nullable Long seen, String outcome) {
    caller.require(CALLERS);
    if (!AGAIN.contains(outcome) && !NO_MORE.contains(outcome)) {
      throw new Refusal.Invalid(
          "/outcome",
          "must be one of no-answer, busy, call-back, refused, wrong-number",
          "须为 no-answer、busy、call-back、refused、wrong-number 之一");
    }
    return tools
        .work()
        .command(
            transaction -> {
              VisitTables tables = new VisitTables(transaction.connection());
              OneVisit visit = mine(tables, caller, id, seen);
              if (visit.state != VisitState.CALLING) {
                throw new Refusal.Conflict(
                    "visit.not-calling",
                    new Text("It is not on the list of calls", "该回访不在人工回访名单中"));
              }
              tried(transaction, tables, visit, caller, outcome);
              tables.save(visit);
              return tables.shown(visit);
            });
  }

  private void tried(
      Transaction transaction, VisitTables tables, OneVisit visit, Caller caller, String outcome)
      throws SQLException {
    Instant now = tools.now();
    int part = tools.hours().at(now, tools.zone());
    List<Integer> parts = tables.parts(visit.id);
    if (AGAIN.contains(outcome) && (part == CallHours.NONE || parts.contains(part))) {
      throw new Refusal.Conflict(
          "visit.same-hours",
          new Text(
              "It was tried in these hours, or nobody is called now; the next try is due "
                  + visit.nextAt,
              "该时段已拨打过，或当前不在回访时段；下次可拨打时间 " + visit.nextAt),
          visit.nextAt == null ? Map.of() : Map.of("nextAt", visit.nextAt.toString()));
    }
    tables.tried(visit.id, new Visit.Try(now, caller.actor(), outcome), part);
    if (NO_MORE.contains(outcome)) {
      asks.drop(transaction, visit, outcome, caller.actor());
      return;
    }
    List<Integer> tried = new ArrayList<>(parts);
    tried.add(part);
    if (tried.size() < tools.hours().tries()) {
      visit.nextAt = tools.hours().next(now, tools.zone(), tried);
      return;
    }
    visit.end(VisitState.NOT_REACHED, null);
    asks.forget(transaction, visit);
    tools.tell(
        transaction, visit, new VisitFact.NotReached(visit.about(), tried.size()), caller.actor());
  }
}
