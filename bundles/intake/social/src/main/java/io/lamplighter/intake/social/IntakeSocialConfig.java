package io.lamplighter.intake.social;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; each bridge has a file of its own. */
@ObjectClassDefinition(
    id = IntakeSocialConfig.PID,
    name = "%social.name",
    description = "%social.description",
    localization = "OSGI-INF/l10n/bundle")
@interface IntakeSocialConfig {
  String PID = "io.lamplighter.intake.social";

  @AttributeDefinition(
      name = "%toleranceSeconds.name",
      description = "%toleranceSeconds.description",
      min = "1",
      max = "3600")
  int toleranceSeconds() default 300;

  @AttributeDefinition(
      name = "%patienceHours.name",
      description = "%patienceHours.description",
      min = "1",
      max = "168")
  int patienceHours() default 24;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 180;
}
