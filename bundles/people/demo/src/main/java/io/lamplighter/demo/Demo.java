package io.lamplighter.demo;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import java.net.URI;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
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
  private final Neighbours neighbours;
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
  public Demo(BundleContext bundles, Config config) {
    neighbours = new Neighbours(bundles);
    Customers customers = neighbours.of(Customers.class).service();
    InstantSource time = neighbours.clock();
    DataFolder data = DataFolder.of(bundles);
    City city = City.of(config.seed(), config.lines());
    Staff staff = new Staff(new Http(URI.create(config.url())), new FirstUsers(data.path()));
    show =
        new Show(
            new CityLoader(city, data.of("demo"), customers),
            new OrganisationLoader(city, data.of("demo"), staff),
            new CrewLoader(city, data.of("demo"), staff),
            new Story(city, config.seed()),
            new Channels(
                URI.create(config.url()), config.mqtt(), config.smscPort(), data.path(), time),
            new Show.Pace(config.speed(), config.repeat()),
            time);
    show.start();
  }

  @Deactivate
  void stop() {
    show.stop();
    neighbours.close();
  }
}
