package io.lamplighter.notices;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** When customers are told, and whether anything leaves the house. */
@ObjectClassDefinition(
    name = "%notices.name",
    description = "%notices.description",
    localization = "OSGI-INF/l10n/bundle")
@interface NoticesConfig {
  String PID = "io.lamplighter.notices";

  @AttributeDefinition(
      name = "%context.name",
      description = "%context.description",
      options = {@Option("PRODUCTION"), @Option("TESTING"), @Option("TRAINING")})
  String context() default "PRODUCTION";

  @AttributeDefinition(name = "%quietFrom.name", description = "%quietFrom.description")
  String quietFrom() default "21:30";

  @AttributeDefinition(name = "%quietTo.name", description = "%quietTo.description")
  String quietTo() default "07:30";

  @AttributeDefinition(name = "%zone.name", description = "%zone.description")
  String zone() default "Asia/Shanghai";

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
}
