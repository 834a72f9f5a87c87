package io.lamplighter.demo;

import io.lamplighter.api.customers.Customers;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Loads the demo city and plays its quiet hour and its storm, while its configuration exists. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.lamplighter.demo",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Demo.Config.class)
public final class Demo {
  private final Show show;

  /** What can be set about it. */
  @ObjectClassDefinition(
      name = "%demo",
      description = "%demo.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(name = "%seed", description = "%seed.description")
    long seed() default 20261122;

    @AttributeDefinition(
        name = "%lines",
        description = "%lines.description",
        min = "1",
        max = "200")
    int lines() default 20;

    @AttributeDefinition(
        name = "%speed",
        description = "%speed.description",
        min = "1",
        max = "3600")
    int speed() default 60;

    @AttributeDefinition(name = "%repeat", description = "%repeat.description")
    boolean repeat() default false;

    @AttributeDefinition(name = "%url", description = "%url.description")
    String url() default "http://127.0.0.1:8181";

    @AttributeDefinition(name = "%mqtt", description = "%mqtt.description")
    String mqtt() default "tcp://127.0.0.1:1883";

    @AttributeDefinition(
        name = "%smscPort",
        description = "%smscPort.description",
        min = "1",
        max = "65535")
    int smscPort() default 2775;
  }

  @Activate
  public Demo(
      BundleContext bundles,
      @Reference Customers customers,
      @Reference InstantSource time,
      Config config) {
    Path data = Path.of(bundles.getProperty("lamp.data"));
    City city = City.of(config.seed(), config.lines());
    show =
        new Show(
            new CityLoader(city, data.resolve("demo"), customers),
            new Story(city, config.seed()),
            new Channels(URI.create(config.url()), config.mqtt(), config.smscPort(), data, time),
            new Show.Pace(config.speed(), config.repeat()),
            time);
    show.start();
  }

  @Deactivate
  void stop() {
    show.stop();
  }
}
