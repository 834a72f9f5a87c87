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
}
