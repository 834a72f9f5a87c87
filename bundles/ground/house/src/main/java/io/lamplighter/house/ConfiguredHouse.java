package io.lamplighter.house;

import io.lamplighter.api.House;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The house as its file says. Without the file there is none: until it has been read, nobody takes
 * it for one in production.
 */
@Component(
    configurationPid = HouseConfig.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true)
@Designate(ocd = HouseConfig.class)
public final class ConfiguredHouse implements House {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredHouse.class);

  private final String version;
  private final String machine;
  private final Settings settings;
  private volatile Context context;

  /**
   * @throws IllegalArgumentException naming the key that is wrong
   */
  @Activate
  public ConfiguredHouse(BundleContext bundle, HouseConfig config) {
    this(
        Objects.requireNonNullElse(
            bundle.getProperty("lamp.version"), bundle.getBundle().getVersion().toString()),
        machine(),
        config);
  }

  ConfiguredHouse(String version, String machine, HouseConfig config) {
    this.version = version;
    this.machine = machine;
    settings = Settings.of(config, machine);
    context = settings.context();
    tell();
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Takes the context; nobody is restarted. What others have read when they started stays, and so
   * does the context when the file has a mistake.
   */
  @Modified
  void change(HouseConfig config) {
    Settings next;
    try {
      next = Settings.of(config, machine);
    } catch (IllegalArgumentException e) {
      LOG.error("The house stays in {}: {}", context, e.getMessage());
      return;
    }
    if (next.context() != context) {
      context = next.context();
      tell();
    }
    if (!next.equals(settings.in(context))) {
      LOG.warn("Zone, region and node of the house are taken when the instance starts again");
    }
  }

  private void tell() {
    LOG.info(
        "The house is in {}: {}; region {}, zone {}, node {}",
        context,
        context == Context.PRODUCTION ? "what is sent leaves" : "nothing leaves",
        region(),
        zone(),
        node());
  }

  @Override
  public ZoneId zone() {
    return settings.zone();
  }

  @Override
  public String region() {
    return settings.region();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String node() {
    return settings.node();
  }
}
