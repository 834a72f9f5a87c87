package io.lamplighter.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Reception;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Gate.Stay;
import io.lamplighter.door.Signs.Sign;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.ServiceTracker;

/** Takes every call: finds whose it is, who makes it, and lets it in when the part is there. */
@Component(
    service = {Reception.class, MetricSource.class},
    configurationPid = "io.lamplighter.door",
    immediate = true)
@Designate(ocd = Settings.class)
public final class Door implements Reception, MetricSource {
  private final Figures figures = new Figures();
  private final Signs<Server> signs;
  private final Identity identity;
  private final Limits limits;
  private final Clients clients;
  private final Set<String> unlimited;
  private final Duration patience;
  private final ProblemWriter problems;
  private final ServiceTracker<?, ?> accesses;
  private final ServiceTracker<?, ?> resources;
  private final BundleTracker<?> announcements;
  private volatile boolean leaving;

  @Activate
  public Door(BundleContext context, Settings settings) {
    ObjectMapper json = Json.mapper(ZoneId.of(settings.zone()));
    problems = new ProblemWriter(json, Locale.forLanguageTag(settings.language()));
    patience = Duration.ofSeconds(settings.waitSeconds());
    Duration drain = Duration.ofSeconds(settings.drainSeconds());
    Semaphore waitingRoom = new Semaphore(settings.maxWaiting());
    signs = new Signs<>(waitingRoom);
    Gate<Access> access = new Gate<>(waitingRoom);
    identity = new Identity(access, patience);
    clients = new Clients(list(settings.trustedProxies()));
    unlimited = list(settings.unlimited());
    limits =
        new Limits(
            new Limits.Rate(settings.publicPerSecond(), settings.publicBurst()),
            new Limits.Rate(settings.partnerPerSecond(), settings.partnerBurst()),
            new Limits.Rate(settings.personPerSecond(), settings.personBurst()));
    announcements = Announcements.open(context, signs);
    accesses = Arrivals.open(context, Access.class, drain, new AccessHost(access));
    var host = new ResourceHost(signs, settings.maxBody(), json, problems);
    resources = Arrivals.open(context, Resource.class, drain, host);
  }

  /** A .cfg file gives a list as one text. */
  private static Set<String> list(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Deactivate
  void close() {
    leaving = true;
    resources.close();
    accesses.close();
    announcements.close();
  }

  @Override
  public void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Server", null);
    Visit continued = Visit.continued(request);
    try {
      if (continued != null) {
        continued.proceed(response);
      } else {
        welcome(request, response);
      }
    } catch (RuntimeException e) {
      problems.write(Problems.of(e), request, response);
    }
  }

  private void welcome(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!Address.isReadable(request.getRequestURI())
        || !Address.isReadable(request.getQueryString())) {
      problems.write(Problem.unreadable(), request, response);
      figures.answered("", response.getStatus());
      return;
    }
    Sign<Server> sign = signs.find(request.getRequestURI());
    if (sign == null) {
      // A call that was on its way in when the door left.
      problems.write(leaving ? Problem.away() : Problem.notFound(), request, response);
      figures.answered("", response.getStatus());
      return;
    }
    Problem problem;
    try {
      Caller caller = identify(sign, request);
      Stay<Server> stay = enter(sign);
      if (stay != null) {
        letIn(sign, stay, caller, request, response);
        return;
      }
      problem = Problem.away();
    } catch (Refusal e) {
      problem = Problems.of(e);
    }
    problems.write(problem, request, response);
    figures.answered(sign.path(), response.getStatus());
  }

  private Caller identify(Sign<Server> sign, HttpServletRequest request) {
    String address = clients.address(request);
    Caller caller;
    try {
      caller = identity.of(request);
    } catch (Refusal.Unauthenticated e) {
      limits.count(Caller.PUBLIC, address); // who guesses keys is as slow as anybody
      throw e;
    }
    if (!unlimited.contains(sign.path())) {
      limits.count(caller, address);
    }
    return caller;
  }

  private @Nullable Stay<Server> enter(Sign<Server> sign) {
    Stay<Server> stay = sign.gate().enter(Duration.ZERO);
    if (stay != null || leaving) {
      return stay;
    }
    figures.beginsToWait();
    try {
      stay = sign.gate().enter(signs.patience(sign, patience));
    } finally {
      figures.stopsWaiting(stay != null);
    }
    return stay;
  }

  private void letIn(
      Sign<Server> sign,
      Stay<Server> stay,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Visit visit =
        new Visit(request, caller, stay, () -> figures.answered(sign.path(), response.getStatus()));
    long limit = stay.value().maxBody();
    if (request.getContentLengthLong() > limit) {
      problems.write(Problem.tooLarge(limit), request, response);
      visit.end();
      return;
    }
    try {
      visit.proceed(response);
    } catch (RuntimeException e) {
      problems.write(Problems.of(e), request, response);
    }
  }

  @Override
  public List<Metric> metrics() {
    return figures.list(signs, limits);
  }

  private record AccessHost(Gate<Access> access) implements Arrivals.Host<Access, Access> {
    @Override
    public Gate<Access> gate(ServiceReference<Access> reference) {
      return access;
    }

    @Override
    public Access open(ServiceReference<Access> reference, Access service) {
      return service;
    }
  }
}
