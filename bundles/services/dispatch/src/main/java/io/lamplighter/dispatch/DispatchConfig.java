package io.lamplighter.dispatch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = DispatchConfig.PID,
    name = "%dispatch.name",
    description = "%dispatch.description",
    localization = "OSGI-INF/l10n/bundle")
@interface DispatchConfig {
  String PID = "io.lamplighter.dispatch";

  @AttributeDefinition(name = "%slots.name", description = "%slots.description")
  String slots() default "08:30-10:30,10:30-12:30,13:30-15:30,15:30-17:30";

  @AttributeDefinition(
      name = "%holdMinutes.name",
      description = "%holdMinutes.description",
      min = "1",
      max = "60")
  int holdMinutes() default 5;

  @AttributeDefinition(
      name = "%speedKmh.name",
      description = "%speedKmh.description",
      min = "1",
      max = "200")
  double speedKmh() default 30;

  @AttributeDefinition(
      name = "%detour.name",
      description = "%detour.description",
      min = "1",
      max = "5")
  double detour() default 1.4;

  @AttributeDefinition(
      name = "%heldMinutes.name",
      description = "%heldMinutes.description",
      min = "1",
      max = "10080")
  int heldMinutes() default 120;

  @AttributeDefinition(
      name = "%earlyMinutes.name",
      description = "%earlyMinutes.description",
      min = "0",
      max = "240")
  int earlyMinutes() default 15;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
