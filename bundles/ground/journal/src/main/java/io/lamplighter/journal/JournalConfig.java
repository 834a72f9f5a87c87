package io.lamplighter.journal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; one PID for the parts of the journal. */
@ObjectClassDefinition(
    name = "%journal.name",
    description = "%journal.description",
    localization = "OSGI-INF/l10n/bundle")
public @interface JournalConfig {
  String PID = "io.lamplighter.journal";

  @AttributeDefinition(
      name = "%pollMillis.name",
      description = "%pollMillis.description",
      min = "10",
      max = "60000")
  int pollMillis() default 250;

  @AttributeDefinition(
      name = "%threads.name",
      description = "%threads.description",
      min = "1",
      max = "64")
  int threads() default 8;

  @AttributeDefinition(
      name = "%retryCapSeconds.name",
      description = "%retryCapSeconds.description",
      min = "1",
      max = "3600")
  int retryCapSeconds() default 30;

  @AttributeDefinition(
      name = "%leaveSeconds.name",
      description = "%leaveSeconds.description",
      min = "0",
      max = "300")
  int leaveSeconds() default 10;

  @AttributeDefinition(
      name = "%sealMillis.name",
      description = "%sealMillis.description",
      min = "10",
      max = "3600000")
  int sealMillis() default 500;

  @AttributeDefinition(
      name = "%customersPerDay.name",
      description = "%customersPerDay.description",
      min = "1",
      max = "1000000")
  int customersPerDay() default 1000;

  @AttributeDefinition(
      name = "%requestsPerDay.name",
      description = "%requestsPerDay.description",
      min = "1",
      max = "1000000")
  int requestsPerDay() default 5000;

  @AttributeDefinition(
      name = "%othersPerDay.name",
      description = "%othersPerDay.description",
      min = "1",
      max = "1000000")
  int othersPerDay() default 5000;

  @AttributeDefinition(
      name = "%bulkTimes.name",
      description = "%bulkTimes.description",
      min = "1",
      max = "1000")
  int bulkTimes() default 10;

  @AttributeDefinition(
      name = "%anchors.name",
      description = "%anchors.description",
      required = false)
  String[] anchors() default {};

  @AttributeDefinition(
      name = "%anchorAuthorizationFile.name",
      description = "%anchorAuthorizationFile.description",
      required = false)
  String anchorAuthorizationFile() default "";
}
