package io.lamplighter.systems;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    pid = "io.lamplighter.systems",
    name = "%systems.name",
    description = "%systems.description",
    localization = "OSGI-INF/l10n/bundle")
@interface SystemsConfig {
  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 1095;
}
