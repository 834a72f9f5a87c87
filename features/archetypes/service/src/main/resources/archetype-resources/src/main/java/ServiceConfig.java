package ${package};

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads it, by the rule in retention.txt. */
@ObjectClassDefinition(
    id = ServiceConfig.PID,
    name = "%service.name",
    description = "%service.description",
    localization = "OSGI-INF/l10n/bundle")
@interface ServiceConfig {
  String PID = "${pid}";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
