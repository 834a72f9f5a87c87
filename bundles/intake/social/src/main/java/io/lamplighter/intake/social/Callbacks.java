package io.lamplighter.intake.social;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.House;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.notice.NoticeFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.social.SocialTables.Answer;
import io.lamplighter.intake.social.SocialTables.Conversation;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Patience;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.kit.retry.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Posts answers to the bridges' callbacks, signed as their own messages are. */
final class Callbacks {
  static final String SOURCE = "intake-social";
  private static final String SELF = Caller.system(SOURCE).actor();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), RandomGenerator.getDefault());
  private static final String WAITING =
      "select id::text, bridge, next_at, made_at from social.outgoing where state = 'waiting'"
          + " order by next_at, id";
  private static final int AT_ONCE = 20;

  /** The same again would be refused again. */
  private static final Set<Integer> HOPELESS = Set.of(400, 404, 405, 410, 413, 422);

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final House house;
  private final Path folder;
  private final Agenda agenda;
  private final Patience patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param folder of the bridges' files
   * @param patience how long an answer is tried
   */
  Callbacks(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      House house,
      Path folder,
      Duration patience) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.house = house;
    this.folder = folder;
    this.agenda = new Agenda(work, clock, "social.agenda", LEASE, WAITING);
    this.patience = new Patience(BACKOFF, patience);
  }

  /** Whom to tell that there is something to post. */
  void onNews(Runnable whom) {
    agenda.onNews(whom);
  }

  List<Metric> metrics() {
    return agenda.metrics();
  }

  Carrier.Outcome carry(Notice notice) {
    String channelRef = notice.channelRef();
    if (channelRef == null) {
      return Carrier.Outcome.NO_ADDRESS;
    }
    return work.call(
        transaction -> {
          SocialTables tables = new SocialTables(transaction.connection());
          Conversation to = tables.conversation(channelRef);
          if (to == null || callback(to.bridge()) == null) {
            return Carrier.Outcome.NO_ADDRESS;
          }
          Long id = tables.put(notice, channelRef, to, agenda.now());
          if (id != null) {
            agenda.put(transaction, new Thing(id.toString(), to.bridge(), agenda.now()));
          }
          return Carrier.Outcome.TAKEN;
        });
  }

  private @Nullable URI callback(String bridge) throws IOException {
    return Bridge.of(folder, bridge).map(Bridge::callback).orElse(null);
  }

  /**
   * Posts what is due.
   *
   * @return how many answers were looked at
   */
  int round() throws InterruptedException {
    List<Due> due = agenda.take(AT_ONCE);
    Map<String, @Nullable Instant> resting = new HashMap<>();
    for (Answer answer : waiting(due)) {
      Instant until = resting.get(answer.bridge());
      if (until != null) {
        work.run(t -> agenda.back(t, List.of(answer.due().later(until, null))));
      } else {
        resting.put(answer.bridge(), post(answer));
      }
    }
    return due.size();
  }

  private List<Answer> waiting(List<Due> due) {
    return work.call(
        transaction -> {
          List<Answer> answers = new SocialTables(transaction.connection()).waiting(due);
          List<Due> settled = new ArrayList<>(due);
          answers.forEach(answer -> settled.remove(answer.due()));
          agenda.done(transaction, settled);
          return answers;
        });
  }

  /**
   * @return until when the bridge wants to be left alone; null when it does not say
   */
  private @Nullable Instant post(Answer answer) throws InterruptedException {
    String withheld = house.withholding();
    if (withheld != null) {
      settle(answer, "withheld", withheld);
      return null;
    }
    String trouble;
    boolean hopeless = false;
    Duration told = null;
    try {
      Bridge bridge = Bridge.of(folder, answer.bridge()).orElse(null);
      URI callback = bridge == null ? null : bridge.callback();
      if (bridge == null || callback == null) {
        settle(answer, "failed", "no callback");
        return null;
      }
      HttpResponse<Void> response =
          http.send(request(answer, bridge, callback), HttpResponse.BodyHandlers.discarding());
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        settle(answer, "delivered", null);
        return null;
      }
      trouble = "HTTP " + status;
      hopeless = HOPELESS.contains(status);
      told = RetryAfter.of(response.headers().firstValue("Retry-After").orElse(null), agenda.now());
    } catch (IOException | IllegalArgumentException e) {
      // What it says may quote an address: the journal is kept for ever.
      trouble = e.getClass().getSimpleName();
    }
    Instant until = told == null ? null : agenda.now().plus(told);
    Instant next = hopeless ? null : patience.next(answer.due(), agenda.now());
    if (next == null) {
      settle(answer, "failed", trouble);
    } else {
      postpone(answer, next, until, trouble);
    }
    return until;
  }

  private HttpRequest request(Answer answer, Bridge bridge, URI callback) {
    Instant now = clock.instant();
    byte[] body = body(answer, now).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(callback)
        .timeout(LIMIT)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("webhook-id", answer.notice())
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", Signature.sign(bridge.secrets(), answer.notice(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String body(Answer answer, Instant now) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "answer.created");
    body.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode data = body.putObject("data");
    data.put("inReplyTo", answer.channelRef().substring(answer.bridge().length() + 1));
    if (answer.user() != null) {
      data.put("user", answer.user());
    }
    data.put("requestNo", answer.requestNo());
    data.put("text", answer.text());
    data.put("asksForScore", answer.asksForScore());
    return body.toString();
  }

  /**
   * @param until all of the bridge's answers wait, null when they need not
   */
  private void postpone(Answer answer, Instant next, @Nullable Instant until, String trouble) {
    Instant at = until != null && until.isAfter(next) ? until : next;
    work.run(
        transaction -> {
          agenda.later(transaction, List.of(answer.due().later(at, trouble)));
          if (until != null) {
            agenda.rest(transaction, answer.bridge(), until);
          }
        });
  }

  /** What the bridge has taken is as good as delivered: it says no more. */
  private void settle(Answer answer, String state, @Nullable String cause) {
    Record fact =
        state.equals("withheld")
            ? new NoticeFact.Withheld(answer.notice(), null, String.valueOf(cause), "social")
            : new NoticeFact.Carried(answer.notice(), "social", cause);
    work.run(
        transaction -> {
          agenda.done(transaction, answer.due());
          if (new SocialTables(transaction.connection()).settle(answer.id(), state, cause)) {
            journal.append(
                transaction,
                SOURCE,
                Fact.of("notice." + state, fact, answer.requestNo(), answer.region(), SELF));
          }
        });
  }
}
