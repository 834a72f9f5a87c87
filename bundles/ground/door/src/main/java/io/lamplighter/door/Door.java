package io.lamplighter.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.House;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.porch.Reception;
import io.lamplighter.api.security.Access;
import io.lamplighter.door.Places.Group;
import io.lamplighter.kit.neighbour.Arrivals;
import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.kit.text.CommaList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.ServiceTracker;

/** Takes every call of the port, and knows the parts that answer there. */
@Component(
    service = {Reception.class, MetricSource.class},
    configurationPid = "io.lamplighter.door",
    immediate = true)
@Designate(ocd = Settings.class)
public final class Door implements Reception, MetricSource {
  private static final long MEGABYTE = 1024 * 1024;
  private static final int HEAPS_SHARE = 4;
  private static final int WATCHERS_AT_ONCE = 16;
  private static final int ONES_SHARE = 2;

  private final DoorFigures figures = new DoorFigures();
  private final Signs<Server> signs;
  private final Limits limits;
  private final ByteBudget budget;
  private final Places places;
  private final Bodies bodies;
  private final Welcome welcome;
  private final ProblemWriter problems;
  private final ServiceTracker<?, ?> accesses;
  private final ServiceTracker<?, ?> keepers;
  private final ServiceTracker<?, ?> resources;
  private final BundleTracker<?> announcements;

  @Activate
  public Door(BundleContext context, @Reference House house, Settings settings) {
    ObjectMapper json = Json.mapper(house.zone());
    problems = new ProblemWriter(json, Locale.forLanguageTag(settings.language()));
    Duration patience = Duration.ofSeconds(settings.waitSeconds());
    Duration drain = Duration.ofSeconds(settings.drainSeconds());
    Semaphore waitingRoom = new Semaphore(settings.maxWaiting());
    signs = new Signs<>(waitingRoom);
    Gate<Access> access = new Gate<>(waitingRoom);
    Gate<Answers> answers = new Gate<>(waitingRoom);
    limits =
        new Limits(
            new Limits.Rate(settings.publicPerSecond(), settings.publicBurst()),
            new Limits.Rate(settings.partnerPerSecond(), settings.partnerBurst()),
            new Limits.Rate(settings.personPerSecond(), settings.personBurst()));
    budget = new ByteBudget(shares(settings.heldMegabytes()));
    places = new Places(most(settings), ONES_SHARE);
    bodies = new Bodies(budget, problems, System::nanoTime);
    welcome =
        new Welcome(
            signs,
            new Identity(access, patience),
            limits,
            new Clients(list(settings.trustedProxies())),
            new Welcome.Uncounted(list(settings.watched()), list(settings.unlimited())),
            patience,
            places,
            bodies,
            PublicAddress.of(settings.publicAddress()),
            new Once(answers, patience),
            problems,
            figures);
    announcements = Announcements.open(context, signs);
    accesses = Arrivals.open(context, Access.class, drain, new Alone<>(access));
    keepers = Arrivals.open(context, Answers.class, drain, new Alone<>(answers));
    var host = new ResourceHost(signs, settings.maxBody(), json, problems);
    resources = Arrivals.open(context, Resource.class, drain, host);
  }

  /** Of a house one caller may have two thirds, one network of strangers a sixty-fourth. */
  private static ByteBudget.Shares shares(int megabytes) {
    long house =
        megabytes > 0 ? megabytes * MEGABYTE : Runtime.getRuntime().maxMemory() / HEAPS_SHARE;
    return new ByteBudget.Shares(house, house * 2 / 3, Math.max(MEGABYTE, house / 64));
  }

  private static Map<Group, Integer> most(Settings settings) {
    return Map.of(
        Group.STRANGERS, settings.strangersAtOnce(),
        Group.PARTNERS, settings.partnersAtOnce(),
        Group.PEOPLE, settings.peopleAtOnce(),
        Group.WATCHERS, WATCHERS_AT_ONCE,
        Group.STREAMS, settings.streamsAtOnce());
  }

  /** A .cfg file gives a list as one text. */
  private static Set<String> list(String[] values) {
    return Set.copyOf(CommaList.of(values));
  }

  @Deactivate
  void close() {
    welcome.leave();
    bodies.close();
    resources.close();
    accesses.close();
    keepers.close();
    announcements.close();
  }

  @Override
  public void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Server", null);
    Visit continued = Visit.continued(request);
    if (continued == null) {
      welcome.receive(BrowserSession.of(request), response);
      return;
    }
    try {
      continued.proceed(response);
    } catch (RuntimeException e) {
      problems.write(Problems.of(e), request, response);
    }
  }

  @Override
  public List<Metric> metrics() {
    return figures.list(signs, limits, budget, places, bodies);
  }

  /** A service that is there once, as it is. */
  private record Alone<S>(Gate<S> gate) implements Arrivals.Host<S, S> {
    @Override
    public Gate<S> gate(ServiceReference<S> reference) {
      return gate;
    }

    @Override
    public S open(ServiceReference<S> reference, S service) {
      return service;
    }
  }
}
