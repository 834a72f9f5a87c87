package io.lamplighter.indices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads it, by the rule in retention.txt. */
@ObjectClassDefinition(
    id = IndicesConfig.PID,
    name = "%indices.name",
    description = "%indices.description",
    localization = "OSGI-INF/l10n/bundle")
@interface IndicesConfig {
  String PID = "io.lamplighter.indices";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 1100;
}
