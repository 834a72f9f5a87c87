package io.lamplighter.shell;

import io.lamplighter.api.House;
import io.lamplighter.api.Region;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.text.CommaList;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Somebody at the shell. An administrator of the machine has the roles of the configuration, any
 * other login those of its own roles that are called like ours; all are limited to the region.
 */
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
  }

  @Activate
  public Operator(@Reference House house, Config config) {
    this(roles(config.roles()), config.region().strip(), house.zone());
  }

  Operator(Set<Role> roles, String region, ZoneId zone) {
    if (!Region.isCode(region)) {
      throw new IllegalArgumentException("region is not a region code: " + region);
    }
    this.roles = roles;
    this.region = region;
    this.times = new Times(zone);
  }

  Caller caller(Login login) {
    Set<Role> own =
        login.isAdmin()
            ? roles
            : Arrays.stream(Role.values())
                .filter(role -> login.roles().contains(role.wire()))
                .collect(Collectors.toSet());
    return new Caller(login.actor(), Caller.Kind.PERSON, own, region, Set.of());
  }

  Times times() {
    return times;
  }

  private static Set<Role> roles(String names) {
    return CommaList.of(names).stream()
        .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
