package io.lamplighter.answers;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerFact;
import io.lamplighter.api.answers.AnswerQuery;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The answers: look, bring them to the enquirer, and take what he says of them. */
@Component(service = Answers.class)
public final class AnswersService implements Answers {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR
  };
  private static final String INTAKE = "intake-";
  private static final Duration LONGEST = Duration.ofDays(400);

  private final Tools tools;
  private final Looks looks;

  @Activate
  public AnswersService(@Reference AnswerDesk desk, @Reference Looks looks) {
    this(desk.tools(), looks);
  }

  AnswersService(Tools tools, Looks looks) {
    this.tools = tools;
    this.looks = looks;
  }

  @Override
  public Page<Answer> find(Caller caller, AnswerQuery query) {
    caller.require(READERS);
    Page.check(query.limit());
    return tools.work().call(t -> new AnswerQueries(t.connection()).find(query, caller.region()));
  }

  @Override
  public Answer get(Caller caller, String requestNo) {
    caller.require(READERS);
    OneAnswer found = tools.work().find(t -> new AnswerTables(t.connection()).get(requestNo));
    if (found == null || !caller.covers(found.region)) {
      throw new Refusal.NotFound(
          "answer.unknown", new Text("There is no answer to such a request", "没有该工单的自动答复"));
    }
    if (!caller.seesMasked()) {
      looks.note(
          Look.by(caller, "answer", found.region).shows("requests", List.of(found.requestNo)));
    }
    return found.shown(!caller.seesMasked());
  }

  @Override
  public List<Rate> rates(Caller caller, Instant from, Instant to) {
    caller.require(READERS);
    if (!from.isBefore(to)) {
      throw new Refusal.Invalid("/to", "must be after from", "须晚于 from");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new Refusal.Invalid("/to", "must be at most 400 days after from", "至多晚于 from 400 天");
    }
    return tools
        .work()
        .call(t -> new AnswerQueries(t.connection()).rates(from, to, caller.region()));
  }

  @Override
  public Optional<Told> told(Caller caller, String requestNo) {
    part(caller);
    OneAnswer found = tools.work().find(t -> new AnswerTables(t.connection()).get(requestNo));
    return found == null || found.text == null ? Optional.empty() : Optional.of(found.told());
  }

  @Override
  public boolean askPerson(Caller caller, String requestNo) {
    String on = part(caller);
    return heard(
        requestNo,
        OneAnswer::mayAskPerson,
        (transaction, answer) -> {
          if (answer.state == AnswerState.PERSON_ASKED) {
            return;
          }
          end(transaction, answer, AnswerState.PERSON_ASKED, on);
          tools.tell(transaction, answer, new AnswerFact.PersonAsked(on));
          tools.agenda().put(transaction, Step.RAISE.of(requestNo, tools.now()));
        });
  }

  @Override
  public boolean helped(Caller caller, String requestNo) {
    String on = part(caller);
    return heard(
        requestNo,
        OneAnswer::mayHelp,
        (transaction, answer) -> {
          end(transaction, answer, AnswerState.HELPED, on);
          tools.tell(transaction, answer, new AnswerFact.Helped(on));
          tools.agenda().put(transaction, Step.SETTLE.of(requestNo, tools.now()));
        });
  }

  private boolean heard(String requestNo, Predicate<OneAnswer> may, Change change) {
    return tools
        .work()
        .call(
            transaction -> {
              OneAnswer answer = new AnswerTables(transaction.connection()).locked(requestNo);
              if (answer == null || !may.test(answer)) {
                return false;
              }
              change.of(transaction, answer);
              return true;
            });
  }

  private void end(Transaction transaction, OneAnswer answer, AnswerState how, String on)
      throws SQLException {
    answer.end(how, on, tools.now());
    new AnswerTables(transaction.connection()).save(answer);
    tools.agenda().cancel(transaction, List.of(Step.CLOSE.key(answer.requestNo)));
  }

  /**
   * @return the channel that the part is for: {@code sms} of {@code intake-sms}
   */
  private static String part(Caller caller) {
    if (caller.kind() != Caller.Kind.SYSTEM) {
      throw new Refusal.Forbidden(
          "role-missing", new Text("The answer is the enquirer's own", "自动答复仅供咨询人本人使用"));
    }
    String name = caller.name();
    return name.startsWith(INTAKE) ? name.substring(INTAKE.length()) : name;
  }
}
