package io.lamplighter.network;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = NetworkConfig.PID,
    name = "%network.name",
    description = "%network.help",
    localization = "OSGI-INF/l10n/bundle")
public @interface NetworkConfig {
  String PID = "io.lamplighter.network";

  @AttributeDefinition(
      name = "%largestRemoval.name",
      description = "%largestRemoval.help",
      min = "0",
      max = "100")
  int largestRemoval() default 20;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
