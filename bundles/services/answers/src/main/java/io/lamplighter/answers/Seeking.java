package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerFact;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.knowledge.Knowledge;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.secret.DatabaseKey;
import io.lamplighter.kit.triage.NormalForm;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Seeks the answer to an enquiry, source after source, and gives the first one, once. */
final class Seeking {
  private static final Duration DAY = Duration.ofDays(1);

  /** Why a request is of its kind: somebody said so, and nobody looked at the words. */
  private static final String GIVEN = "given";

  /** Nobody has taken it up yet. */
  private static final Set<RequestState> WAITING =
      EnumSet.of(RequestState.RECEIVED, RequestState.TRIAGED);

  private final Tools tools;
  private final Guard guard;
  private final List<Source> sources;
  private final Supplier<@Nullable Knowledge> knowledge;
  private final TimeLimit limit;
  private final DatabaseKey digests = new DatabaseKey("answers.secret");

  /**
   * What no question is answered past.
   *
   * @param judge whose words tell of danger or of another kind
   */
  record Guard(NormalForm form, Judge judge, Topics topics) {
    private Set<Topics.Topic> topics(Request request) {
      return topics.of(form.of(text(request)));
    }

    /**
     * Whether it is a person's to answer, whatever it was called: a kind that was picked from a
     * list says where somebody tapped, not what he wrote.
     */
    private boolean bars(Request request, Set<Topics.Topic> about) {
      String text = text(request);
      if (form.of(text).isBlank() || about.contains(Topics.Topic.NEVER)) {
        return true;
      }
      Judge.Verdict verdict = judge.verdict(text);
      return GIVEN.equals(request.kindReason())
          ? verdict.kind() != RequestKind.ENQUIRY // danger is an emergency
          : verdict.danger() != null;
    }

    private static String text(Request request) {
      return Objects.requireNonNullElse(request.text(), "");
    }
  }

  /**
   * @param sources in the order in which they are asked
   * @param knowledge whose editors hear what nobody could answer; null where there is none
   */
  Seeking(
      Tools tools,
      Guard guard,
      List<Source> sources,
      Supplier<@Nullable Knowledge> knowledge,
      TimeLimit limit) {
    this.tools = tools;
    this.guard = guard;
    this.sources = sources;
    this.knowledge = knowledge;
    this.limit = limit;
  }

  /**
   * @throws Refusal.Unavailable when a part that is needed is away: it is tried again
   */
  void seek(Due due) {
    String no = due.subject();
    OneAnswer answer = tools.work().find(t -> new AnswerTables(t.connection()).get(no));
    if (answer == null || answer.state != AnswerState.SOUGHT) {
      tools.done(due);
      return;
    }
    Instant now = tools.now();
    if (!now.isBefore(answer.receivedAt.plus(tools.rules().within()))) {
      leave(due, "late");
      return;
    }
    Request request;
    try {
      request = tools.desk().get(AnswerRounds.SELF, no);
    } catch (Refusal.NotFound gone) {
      leave(due, "gone");
      return;
    }
    if (!isOurs(request)) {
      leave(due, "taken");
      return;
    }
    Set<Topics.Topic> about = guard.topics(request);
    if (guard.bars(request, about)) {
      leave(due, "never");
      return;
    }
    Asked asked = Asked.of(request, about, tools.rules().proven(), now);
    Optional<Found> found = first(asked);
    if (found.isPresent()) {
      give(due, request, found.get());
    } else {
      gap(asked);
      leave(due, "no-answer");
    }
  }

  /** Still an enquiry, for sure, and nobody's yet. */
  private static boolean isOurs(Request request) {
    return request.kind() == RequestKind.ENQUIRY
        && request.trust().kindSure()
        && !request.drill()
        && request.holder() == null
        && WAITING.contains(request.state());
  }

  private Optional<Found> first(Asked asked) {
    for (Source source : sources) {
      Optional<Found> found = limit.in(() -> source.seek(asked));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The editors' list; noted again it is the same. */
  private void gap(Asked asked) {
    Knowledge known = knowledge.get();
    if (known != null) {
      limit.in(
          () -> {
            known.gap(ArticleSource.question(asked), asked.request().requestNo());
            return true;
          });
    }
  }

  /** Unless that was decided meanwhile. */
  private void decide(Due due, Change change) {
    tools
        .work()
        .run(
            transaction -> {
              OneAnswer answer = sought(transaction, due);
              if (answer != null) {
                change.of(transaction, answer);
              }
              tools.agenda().done(transaction, due);
            });
  }

  private void leave(Due due, String why) {
    decide(due, (transaction, answer) -> leave(transaction, answer, why));
  }

  private void leave(Transaction transaction, OneAnswer answer, String why) throws SQLException {
    answer.leave(why, tools.now());
    new AnswerTables(transaction.connection()).save(answer);
    transaction.afterCommit(() -> tools.figures().silent(why));
  }

  private static @Nullable OneAnswer sought(Transaction transaction, Due due) throws SQLException {
    OneAnswer answer = new AnswerTables(transaction.connection()).locked(due.subject());
    return answer != null && answer.state == AnswerState.SOUGHT ? answer : null;
  }

  private void give(Due due, Request request, Found found) {
    decide(due, (transaction, answer) -> give(transaction, answer, request, found));
  }

  private void give(Transaction transaction, OneAnswer answer, Request request, Found found)
      throws SQLException {
    AnswerTables tables = new AnswerTables(transaction.connection());
    Instant now = tools.now();
    answer.who = who(transaction, request);
    if (answer.who != null && tables.given(answer.who, now.minus(DAY)) >= tools.rules().perDay()) {
      leave(transaction, answer, "limit");
      return;
    }
    answer.give(found, now);
    tables.save(answer);
    Integer version = found.version();
    tools.tell(
        transaction,
        answer,
        new AnswerFact.Given(
            answer.channel,
            found.source().wire(),
            found.article(),
            version == null ? null : version.longValue(),
            found.likelihood()));
    if (!tools.rules().closeAfter().isZero()) {
      Instant end = now.plus(tools.rules().closeAfter());
      tools.agenda().put(transaction, Step.CLOSE.of(answer.requestNo, end));
    }
    transaction.afterCommit(() -> tools.figures().given(found.source().wire()));
  }

  /**
   * By whom answers are counted: where a stranger called from, else the phone; null when neither is
   * known. What phone a stranger types is his choice: it would spare him and cost its owner.
   */
  private @Nullable String who(Transaction transaction, Request request) throws SQLException {
    String stranger = request.trust().stranger();
    String who = stranger == null ? Asked.phone(request) : stranger;
    return who.isEmpty() ? null : HexFormat.of().formatHex(digests.digest(transaction, who));
  }
}
