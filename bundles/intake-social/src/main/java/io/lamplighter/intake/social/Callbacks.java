package io.lamplighter.intake.social;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.social.SocialTables.Answer;
import io.lamplighter.intake.social.SocialTables.Conversation;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts answers to the bridges' callbacks, signed as their own messages are. */
final class Callbacks {
  static final String SOURCE = "intake-social";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long LONGEST_PAUSE_SECONDS = 600;
  private static final int AT_ONCE = 20;

  /** The same again would be refused again. */
  private static final Set<Integer> HOPELESS = Set.of(400, 404, 405, 410, 413, 422);

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Path folder;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param folder of the bridges' files
   * @param patience how long an answer is tried
   */
  Callbacks(UnitOfWork work, Journal journal, InstantSource clock, Path folder, Duration patience) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.folder = folder;
    this.patience = patience;
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
          tables.put(notice, channelRef, to, now());
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
    List<Answer> due =
        work.call(
            transaction -> new SocialTables(transaction.connection()).take(AT_ONCE, now(), LEASE));
    for (Answer answer : due) {
      post(answer);
    }
    return due.size();
  }

  private void post(Answer answer) throws InterruptedException {
    String trouble;
    boolean hopeless = false;
    try {
      Bridge bridge = Bridge.of(folder, answer.bridge()).orElse(null);
      URI callback = bridge == null ? null : bridge.callback();
      if (bridge == null || callback == null) {
        settle(answer, "failed", "no callback");
        return;
      }
      int status =
          http.send(request(answer, bridge, callback), HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status >= 200 && status < 300) {
        settle(answer, "delivered", null);
        return;
      }
      trouble = "HTTP " + status;
      hopeless = HOPELESS.contains(status);
    } catch (IOException | IllegalArgumentException e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (hopeless || answer.madeAt().isBefore(now().minus(patience))) {
      settle(answer, "failed", trouble);
    } else {
      postpone(answer, trouble);
    }
  }

  private HttpRequest request(Answer answer, Bridge bridge, URI callback) {
    Instant now = clock.instant();
    byte[] body = body(answer, now).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(callback)
        .timeout(LIMIT)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("webhook-id", answer.notice())
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header(
            "webhook-signature",
            Signature.sign(bridge.secrets().get(0), answer.notice(), now, body))
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

  private void postpone(Answer answer, String trouble) {
    long seconds = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(20, answer.attempts()));
    work.run(
        transaction ->
            new SocialTables(transaction.connection())
                .postpone(answer.id(), now().plusSeconds(seconds), trouble));
  }

  /** What the bridge has taken is as good as delivered: it says no more. */
  private void settle(Answer answer, String state, @Nullable String cause) {
    work.run(
        transaction -> {
          if (new SocialTables(transaction.connection()).settle(answer.id(), state, cause)) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("notice", answer.notice());
            data.put("channel", "social");
            if (cause != null) {
              data.put("cause", cause);
            }
            journal.append(
                transaction,
                SOURCE,
                new Fact("notice." + state, answer.requestNo(), answer.region(), SOURCE, data));
          }
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
