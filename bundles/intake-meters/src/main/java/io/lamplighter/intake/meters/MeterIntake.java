package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.mqtt.Broker;
import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Takes the events of meter concentrators over MQTT; acknowledges a message once it is stored and
 * the desk knows of the outage it has revealed.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class},
    configurationPid = IntakeMetersConfig.PID,
    immediate = true,
    property = {HealthCheck.NAME + "=meters", HealthCheck.TAGS + "=lamplighter"})
@Designate(ocd = IntakeMetersConfig.class)
public final class MeterIntake implements HealthCheck, MetricSource {
  private static final Pattern SHARE = Pattern.compile("\\$share/[^/]+/");

  private final Figures figures = new Figures();
  private final MeterDesk meters;
  private final OutageRequests requests;
  private final @Nullable MqttSession session;
  private boolean untold = true;

  @Activate
  public MeterIntake(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=meters)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Desk desk,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Customers customers,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Broker broker,
      @Reference InstantSource clock,
      IntakeMetersConfig config) {
    Path data = Path.of(System.getProperty("lamp.data", "data"));
    List<Shape> shapes = shapes(config, clock, data.resolve("etc/meters"));
    MessageParser parser = new MessageParser(shapes);
    meters = new MeterDesk(work, journal, customers, parser, rule(config), clock, figures);
    requests = new OutageRequests(work, desk);
    BrokerLogin login = login(broker, config, data, shapes);
    session = login == null ? null : MqttSession.openInBackground(login, this::receive);
  }

  /** The vendors' first: ours takes any topic of four levels. */
  private static List<Shape> shapes(IntakeMetersConfig config, InstantSource clock, Path own) {
    Plausible times =
        new Plausible(
            clock, Duration.ofSeconds(config.aheadSeconds()), Duration.ofDays(config.oldestDays()));
    Codes codes = Codes.load(own);
    List<Shape> shapes = new ArrayList<>();
    for (Mapping mapping : MappingFiles.load(own.resolve("shapes"))) {
      shapes.add(new MappedShape(mapping, codes, times));
    }
    shapes.add(new EventsShape(codes, times));
    return shapes;
  }

  private static OutageTables.Rule rule(IntakeMetersConfig config) {
    return new OutageTables.Rule(
        config.outageMeters(),
        Duration.ofSeconds(config.outageWindowSeconds()),
        Duration.ofMinutes(config.outageStaleMinutes()),
        Duration.ofHours(config.outageLongestHours()));
  }

  /** The configured broker, else the one that is running here, else none. */
  private static @Nullable BrokerLogin login(
      @Nullable Broker broker, IntakeMetersConfig config, Path data, List<Shape> shapes) {
    String clientId = config.clientId().isBlank() ? ClientId.of(data) : config.clientId();
    if (!config.url().isBlank()) {
      return new BrokerLogin(
          config.url(),
          config.user(),
          password(config.passwordFile()),
          clientId,
          subscriptions(config.subscription(), shapes),
          config.inFlight());
    }
    return broker == null
        ? null
        : new BrokerLogin(
            broker.url(),
            broker.user(),
            broker.password().getBytes(StandardCharsets.UTF_8),
            clientId,
            List.of("$share/" + Broker.SHARE + "/" + Broker.EVENTS),
            config.inFlight());
  }

  /** To the vendors' topics in the same share. */
  private static List<String> subscriptions(String own, List<Shape> shapes) {
    Matcher shared = SHARE.matcher(own);
    String share = shared.lookingAt() ? shared.group() : "";
    List<String> all = new ArrayList<>(List.of(own));
    for (Shape shape : shapes) {
      if (shape instanceof MappedShape) {
        all.add(share + shape.topics().filter());
      }
    }
    return all;
  }

  private static byte[] password(String file) {
    try {
      return file.isBlank()
          ? new byte[0]
          : Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("passwordFile " + file, e);
    }
  }

  /** On the session's thread. */
  private void receive(List<Incoming> batch) {
    untold |= !batch.isEmpty() && meters.accept(batch);
    if (untold) {
      requests.tell();
      untold = false;
    }
  }

  @Override
  public Result execute() {
    if (session == null) {
      return new Result(Result.Status.WARN, "no broker");
    }
    return session.isConnected()
        ? new Result(Result.Status.OK, "connected")
        : new Result(Result.Status.WARN, "not connected: " + session.state());
  }

  @Override
  public List<Metric> metrics() {
    return figures.metrics(session != null && session.isConnected());
  }

  @Deactivate
  void stop() {
    if (session != null) {
      session.close();
    }
  }
}
