package io.lamplighter.shell;

import io.lamplighter.api.Region;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Somebody at the shell: a person with the roles, region and time zone of the configuration. */
@Component(service = Operator.class, configurationPid = "io.lamplighter.shell")
@Designate(ocd = Operator.Config.class)
public final class Operator {
  private final Set<Role> roles;
  private final String region;
  private final Times times;

  /** The operator's rights. */
  @ObjectClassDefinition(
      name = "%shell.name",
      description = "%shell.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(name = "%roles.name", description = "%roles.description")
    String roles() default "agent,dispatcher,crew,supervisor,integrator,administrator";

    @AttributeDefinition(name = "%region.name", description = "%region.description")
    String region() default "";

    @AttributeDefinition(name = "%zone.name", description = "%zone.description")
    String zone() default "Asia/Shanghai";
  }

  @Activate
  public Operator(Config config) {
    this(roles(config.roles()), config.region().strip(), ZoneId.of(config.zone().strip()));
  }

  Operator(Set<Role> roles, String region, ZoneId zone) {
    if (!Region.isCode(region)) {
      throw new IllegalArgumentException("region is not a region code: " + region);
    }
    this.roles = roles;
    this.region = region;
    this.times = new Times(zone);
  }

  /**
   * @param login name the operator has logged in to the shell with
   */
  Caller caller(String login) {
    return new Caller("shell:" + login, Caller.Kind.PERSON, roles, region, Set.of());
  }

  Times times() {
    return times;
  }

  private static Set<Role> roles(String names) {
    return Arrays.stream(names.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
