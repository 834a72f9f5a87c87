package io.lamplighter.clocks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads it, by the rule in retention.txt. */
@ObjectClassDefinition(
    id = ClocksConfig.PID,
    name = "%service.name",
    description = "%service.description",
    localization = "OSGI-INF/l10n/bundle")
@interface ClocksConfig {
  String PID = "io.lamplighter.clocks";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
