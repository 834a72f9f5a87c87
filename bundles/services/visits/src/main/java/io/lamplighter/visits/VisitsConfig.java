package io.lamplighter.visits;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = VisitsConfig.PID,
    name = "%visits.name",
    description = "%visits.description",
    localization = "OSGI-INF/l10n/bundle")
@interface VisitsConfig {
  String PID = "io.lamplighter.visits";

  @AttributeDefinition(
      name = "%textHours.name",
      description = "%textHours.description",
      min = "0",
      max = "720")
  int textHours() default 24;

  @AttributeDefinition(
      name = "%formHours.name",
      description = "%formHours.description",
      min = "0",
      max = "720")
  int formHours() default 24;

  @AttributeDefinition(name = "%callHours.name", description = "%callHours.description")
  String callHours() default "09:00-12:00,14:00-18:00,18:00-20:30";

  @AttributeDefinition(
      name = "%callDays.name",
      description = "%callDays.description",
      min = "1",
      max = "365")
  int callDays() default 14;

  @AttributeDefinition(
      name = "%restDays.name",
      description = "%restDays.description",
      min = "0",
      max = "365")
  int restDays() default 30;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 800;
}
