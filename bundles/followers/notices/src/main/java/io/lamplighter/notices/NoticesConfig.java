package io.lamplighter.notices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When customers are told, and how often. */
@ObjectClassDefinition(
    name = "%notices.name",
    description = "%notices.description",
    localization = "OSGI-INF/l10n/bundle")
@interface NoticesConfig {
  String PID = "io.lamplighter.notices";

  @AttributeDefinition(name = "%quietFrom.name", description = "%quietFrom.description")
  String quietFrom() default "21:30";

  @AttributeDefinition(name = "%quietTo.name", description = "%quietTo.description")
  String quietTo() default "07:30";

  @AttributeDefinition(
      name = "%repeatMinutes.name",
      description = "%repeatMinutes.description",
      min = "0",
      max = "10080")
  int repeatMinutes() default 120;

  @AttributeDefinition(
      name = "%staleHours.name",
      description = "%staleHours.description",
      min = "1",
      max = "720")
  int staleHours() default 24;

  @AttributeDefinition(
      name = "%textsPerPhone.name",
      description = "%textsPerPhone.description",
      min = "0",
      max = "1000")
  int textsPerPhone() default 6;

  @AttributeDefinition(
      name = "%textsPerPlace.name",
      description = "%textsPerPlace.description",
      min = "0",
      max = "100000")
  int textsPerPlace() default 60;

  @AttributeDefinition(
      name = "%textsPerDay.name",
      description = "%textsPerDay.description",
      min = "0",
      max = "10000000")
  int textsPerDay() default 20000;

  @AttributeDefinition(name = "%publicAddress.name", description = "%publicAddress.description")
  String publicAddress() default "";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
