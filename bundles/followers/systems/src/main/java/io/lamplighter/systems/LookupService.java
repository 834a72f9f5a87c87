package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.systems.Lookups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code lookup:<name>?of=customer|asset|request&timeLimit=2s&keep=10m&parallel=8}: routes that
 * answer a question. The message has the number asked about in the header {@code key}, and the
 * customer's {@code meter} and {@code transformer} if it is one. Its body afterwards is the answer.
 */
final class LookupService implements Lookups {
  private static final Logger LOG = LoggerFactory.getLogger(LookupService.class);
  private static final int NOT_FOUND = 404;

  private final RouteServices neighbours;
  private final InstantSource clock;
  private final Map<String, Called.Route<Question>> routes = Called.table();

  LookupService(RouteServices neighbours, InstantSource clock) {
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** How a question is asked, and what was heard. */
  record Question(String of, Duration timeLimit, LookupCache kept, ThreadPoolExecutor threads) {
    private static final int IDLE_SECONDS = 30;

    static Question of(Step.Options options, InstantSource clock) {
      Duration keep = duration(options.take("keep", "10m"));
      int parallel = Integer.parseInt(options.take("parallel", "8"));
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              0,
              parallel,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              Question::thread);
      return new Question(
          options.take("of"),
          duration(options.take("timeLimit", "2s")),
          new LookupCache(keep, clock),
          threads);
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "lookup");
      thread.setDaemon(true);
      return thread;
    }

    private static Duration duration(String text) {
      return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }
  }

  Called<Question> component() {
    return new Called<>(routes, options -> Question.of(options, clock));
  }

  @Override
  public Set<String> names() {
    return new TreeSet<>(routes.keySet());
  }

  @Override
  public Answer ask(Caller caller, String name, String key) {
    caller.require(Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR);
    Called.Route<Question> route = routes.get(name);
    if (route == null) {
      throw new Refusal.NotFound(
          "lookup.unknown", new Text("There is no lookup " + name + " here", "未启用该查询"));
    }
    Question question = route.settings();
    Map<String, Object> about = about(caller, name, question.of(), key);
    LookupCache.Item kept = question.kept().get(key);
    if (kept != null && kept.holds()) {
      return new Answer(State.CURRENT, kept.asOf(), kept.data());
    }
    try {
      Instant now = clock.instant();
      Map<String, Object> data = ask(route, about);
      question.kept().put(key, now, data);
      return new Answer(State.CURRENT, now, data);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("The lookup {} fails: {}", name, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      LOG.warn("The lookup {} is not answered within {}", name, question.timeLimit());
    } catch (RejectedExecutionException e) {
      LOG.warn("The lookup {} has too many waiting already", name);
    }
    return kept == null
        ? new Answer(State.UNAVAILABLE, null, Map.of())
        : new Answer(State.OUTDATED, kept.asOf(), kept.data());
  }

  private Map<String, Object> ask(Called.Route<Question> route, Map<String, Object> about)
      throws InterruptedException, ExecutionException, TimeoutException {
    Question question = route.settings();
    Future<Map<String, Object>> answer =
        question
            .threads()
            .submit(
                () -> {
                  Exchange done = route.call(exchange -> exchange.getMessage().setHeaders(about));
                  return heard(done);
                });
    try {
      return answer.get(question.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static Map<String, Object> heard(Exchange done) throws Exception {
    Exception failure = done.getException();
    if (failure instanceof HttpOperationFailedException http && http.getStatusCode() == NOT_FOUND) {
      // The system knows of no such thing, and says so: that is an answer.
      return Map.of();
    }
    if (failure != null) {
      throw failure;
    }
    if (done.getProperty(PartnerStep.WITHHELD) != null) {
      throw new IllegalStateException("nothing leaves the house");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    if (done.getMessage().getBody() instanceof Map<?, ?> map) {
      map.forEach((name, value) -> data.put(String.valueOf(name), value));
    }
    return data;
  }

  /**
   * Whom the question is about; the owner of it says whether this caller may ask. It is noted
   * before anybody outside is asked: who may see no more need not be answered.
   */
  private Map<String, Object> about(Caller caller, String name, String of, String key) {
    Caller asking = caller.through("systems");
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("key", key);
    switch (of) {
      case "customer" -> {
        Customer customer = neighbours.customers().get(asking, key);
        note(caller, name, customer.region(), "customers", key);
        headers.put("meter", customer.meter() == null ? key : customer.meter());
        headers.put("transformer", customer.transformer());
      }
      case "asset" -> {
        Asset asset = neighbours.network().get(caller, key);
        headers.put("parent", asset.parent());
      }
      case "request" -> {
        Request request = neighbours.desk().get(asking, key);
        note(caller, name, request.region(), "requests", key);
        headers.put("customerNo", request.customerNo());
      }
      default -> throw new IllegalStateException("lookups are of a customer, asset or request");
    }
    return headers;
  }

  private void note(Caller caller, String name, String region, String of, String key) {
    Look look = Look.by(caller, "lookup", region).asked("lookup", name);
    neighbours.looks().note(look.shows(of, List.of(key)));
  }
}
