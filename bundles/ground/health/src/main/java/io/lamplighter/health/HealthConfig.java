package io.lamplighter.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the checks look at, and from when they warn. */
@ObjectClassDefinition(
    name = "%health.name",
    description = "%health.description",
    localization = "OSGI-INF/l10n/bundle")
@interface HealthConfig {
  String PID = "io.lamplighter.health";

  @AttributeDefinition(name = "%needed.name", description = "%needed.description")
  String[] needed() default {
    "io.lamplighter.api.desk.Desk",
    "io.lamplighter.api.journal.Journal",
    "io.lamplighter.api.security.Access",
    "/api/v1/submissions"
  };

  @AttributeDefinition(name = "%expected.name", description = "%expected.description")
  String[] expected() default {
    "io.lamplighter.api.customers.Customers",
    "io.lamplighter.api.security.Users",
    "/api/v1/track",
    "/api/v1/sessions",
    "/api/v1/requests",
    "/api/v1/journal"
  };

  @AttributeDefinition(
      name = "%readerWarnSeconds.name",
      description = "%readerWarnSeconds.description")
  int readerWarnSeconds() default 60;

  @AttributeDefinition(
      name = "%readerCriticalSeconds.name",
      description = "%readerCriticalSeconds.description")
  int readerCriticalSeconds() default 600;

  @AttributeDefinition(name = "%sealWarnSeconds.name", description = "%sealWarnSeconds.description")
  int sealWarnSeconds() default 30;

  @AttributeDefinition(
      name = "%sealCriticalSeconds.name",
      description = "%sealCriticalSeconds.description")
  int sealCriticalSeconds() default 300;

  @AttributeDefinition(name = "%diskWarnPercent.name", description = "%diskWarnPercent.description")
  int diskWarnPercent() default 10;

  @AttributeDefinition(
      name = "%diskWarnMegabytes.name",
      description = "%diskWarnMegabytes.description")
  int diskWarnMegabytes() default 2048;

  @AttributeDefinition(
      name = "%diskReserveMegabytes.name",
      description = "%diskReserveMegabytes.description")
  int diskReserveMegabytes() default 512;
}
