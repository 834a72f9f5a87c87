package io.lamplighter.organisation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = OrganisationConfig.PID,
    name = "%organisation.name",
    description = "%organisation.description",
    localization = "OSGI-INF/l10n/bundle")
@interface OrganisationConfig {
  String PID = "io.lamplighter.organisation";

  @AttributeDefinition(
      name = "%handoverMinutes.name",
      description = "%handoverMinutes.description",
      min = "1",
      max = "10080")
  int handoverMinutes() default 30;

  @AttributeDefinition(
      name = "%gapDays.name",
      description = "%gapDays.description",
      min = "1",
      max = "60")
  int gapDays() default 7;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
