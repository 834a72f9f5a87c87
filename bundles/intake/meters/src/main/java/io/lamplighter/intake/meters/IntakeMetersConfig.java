package io.lamplighter.intake.meters;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which broker, and when last gasps are an outage. */
@ObjectClassDefinition(
    name = "%meters.name",
    description = "%meters.description",
    localization = "OSGI-INF/l10n/bundle")
@interface IntakeMetersConfig {
  String PID = "io.lamplighter.intake.meters";

  @AttributeDefinition(name = "%url.name", description = "%url.description")
  String url() default "";

  @AttributeDefinition(name = "%user.name", description = "%user.description")
  String user() default "";

  @AttributeDefinition(name = "%passwordFile.name", description = "%passwordFile.description")
  String passwordFile() default "";

  @AttributeDefinition(name = "%clientId.name", description = "%clientId.description")
  String clientId() default "";

  @AttributeDefinition(name = "%subscription.name", description = "%subscription.description")
  String subscription() default "$share/lamplighter/meters/+/+/events";

  @AttributeDefinition(
      name = "%inFlight.name",
      description = "%inFlight.description",
      min = "1",
      max = "10000")
  int inFlight() default 2000;

  @AttributeDefinition(
      name = "%outageMeters.name",
      description = "%outageMeters.description",
      min = "1",
      max = "1000")
  int outageMeters() default 2;

  @AttributeDefinition(
      name = "%outageWindowSeconds.name",
      description = "%outageWindowSeconds.description",
      min = "1",
      max = "86400")
  int outageWindowSeconds() default 300;

  @AttributeDefinition(
      name = "%outageStaleMinutes.name",
      description = "%outageStaleMinutes.description",
      min = "1",
      max = "10080")
  int outageStaleMinutes() default 120;

  @AttributeDefinition(
      name = "%outageLongestHours.name",
      description = "%outageLongestHours.description",
      min = "1",
      max = "720")
  int outageLongestHours() default 24;

  @AttributeDefinition(
      name = "%aheadSeconds.name",
      description = "%aheadSeconds.description",
      min = "0",
      max = "86400")
  int aheadSeconds() default 300;

  @AttributeDefinition(
      name = "%oldestDays.name",
      description = "%oldestDays.description",
      min = "1",
      max = "3660")
  int oldestDays() default 400;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
