package io.lamplighter.intake.meters;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.mqtt.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Meters meters;
  private final MessageParser parser;
  private final @Nullable MqttSession session;

  @Activate
  public MeterIntake(
      @Reference Meters meters,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Broker broker,
      IntakeMetersConfig config) {
    this.meters = meters;
    List<Shape> shapes = shapes(meters);
    parser = new MessageParser(shapes);
    BrokerLogin login = login(meters, broker, config, shapes);
    session = login == null ? null : MqttSession.openInBackground(login, this::receive);
  }

  /** Ours is the last: it takes any topic of four levels. */
  private static List<Shape> shapes(Meters meters) {
    List<Shape> shapes = new ArrayList<>();
    for (VendorMapping mapping :
        MappingFiles.load(meters.folder().resolve("shapes"), meters.house())) {
      shapes.add(new MappedShape(mapping, meters.codes(), meters.times()));
    }
    shapes.add(new NodeDeathShape(meters.codes(), meters.times()));
    shapes.add(new EventsShape(meters.codes(), meters.times()));
    return shapes;
  }

  /** The configured broker, else the one that is running here, else none. */
  private static @Nullable BrokerLogin login(
      Meters meters, @Nullable Broker broker, IntakeMetersConfig config, List<Shape> shapes) {
    String clientId =
        config.clientId().isBlank() ? ClientId.in(meters.data().path()) : config.clientId();
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
            subscriptions("$share/" + Broker.SHARE + "/" + Broker.EVENTS, shapes),
            config.inFlight());
  }

  /** To the other shapes' topics in the same share. */
  private static List<String> subscriptions(String own, List<Shape> shapes) {
    Matcher shared = SHARE.matcher(own);
    String share = shared.lookingAt() ? shared.group() : "";
    List<String> all = new ArrayList<>(List.of(own));
    for (Shape shape : shapes) {
      if (!(shape instanceof EventsShape)) {
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
  private void receive(List<Incoming> batch) throws InterruptedException {
    meters.take(batch.stream().map(parser::parse).toList());
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
    return meters.figures().metrics(session != null && session.isConnected());
  }

  @Deactivate
  void stop() {
    if (session != null) {
      session.close();
    }
  }
}
