package io.lamplighter.broker.embedded;

import io.lamplighter.api.mqtt.Broker;
import io.lamplighter.api.security.Access;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The broker of an instance that names none of its own: MQTT only, on the loopback. */
@Component(
    service = {},
    immediate = true,
    configurationPid = {EmbeddedBroker.PID, "io.lamplighter.intake.meters"})
public final class EmbeddedBroker {
  static final String PID = "io.lamplighter.broker.embedded";

  /** The platform's own user; its password is made anew at each start and never leaves memory. */
  static final String PLATFORM = "lamplighter";

  /** Some of the batches that the platform stores at once, so that it never waits for the next. */
  private static final int MOST_WAITING = 2_000;

  /** PID {@code io.lamplighter.broker.embedded}. */
  @ObjectClassDefinition(
      pid = PID,
      name = "%broker.name",
      description = "%broker.description",
      localization = "OSGI-INF/l10n/bundle")
  @interface Config {
    @AttributeDefinition(name = "%host.name", description = "%host.description")
    String host() default "127.0.0.1";

    @AttributeDefinition(name = "%port.name", description = "%port.description")
    int port() default 0;

    @AttributeDefinition(name = "%topics.name", description = "%topics.description")
    String topics() default "";
  }

  private final BundleContext context;
  private final Neighbours neighbours;
  private @Nullable BrokerUsers users;
  private @Nullable Supplier<Keeper> begin;
  private @Nullable Keeper keeper;
  private @Nullable ServiceRegistration<Broker> registration;
  private boolean stopped;

  @Activate
  public EmbeddedBroker(BundleContext context, Config config, Map<String, Object> all) {
    this.context = context;
    neighbours = new Neighbours(context);
    if (!Objects.toString(all.get("url"), "").isBlank()) {
      return;
    }
    int port = port(config.port());
    String password = secret();
    OwnTopics topics = OwnTopics.of(config.topics());
    Neighbour<Access> access = neighbours.of(Access.class, this::came);
    BrokerUsers known = new BrokerUsers(access.service(), topics, PLATFORM, password);
    Path data = DataFolder.of(context).of("broker");
    Running broker = new Running("tcp://" + config.host() + ":" + port, PLATFORM, password);
    Supplier<Keeper> beginning =
        () ->
            new Keeper(
                () ->
                    new ArtemisServer(
                        data, config.host(), port, topics.kept(), MOST_WAITING, known),
                () -> register(broker));
    synchronized (this) {
      users = known;
      begin = beginning;
      if (access.isThere()) {
        keeper = beginning.get();
      }
    }
  }

  /** It listens as soon as anybody can say who calls, and goes on when he is replaced. */
  private synchronized void came(Access access) {
    if (stopped || users == null || begin == null) {
      return;
    }
    if (keeper == null) {
      keeper = begin.get();
    } else {
      users.succeeded(access);
    }
  }

  private static int port(int configured) {
    if (configured > 0) {
      return configured;
    }
    String port = System.getenv("LAMP_MQTT_PORT");
    return port == null || port.isBlank() ? 1883 : Integer.parseInt(port.strip());
  }

  private static String secret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private void register(Broker broker) {
    ServiceRegistration<Broker> mine = context.registerService(Broker.class, broker, null);
    synchronized (this) {
      if (!stopped) {
        registration = mine;
        return;
      }
    }
    mine.unregister();
  }

  @Deactivate
  void stop() {
    ServiceRegistration<Broker> mine;
    Keeper running;
    synchronized (this) {
      stopped = true;
      mine = registration;
      running = keeper;
    }
    if (mine != null) {
      mine.unregister();
    }
    if (running != null) {
      running.close();
    }
    neighbours.close();
  }

  private record Running(String url, String user, String password) implements Broker {
    @Override
    public String toString() {
      return user + "@" + url;
    }
  }
}
