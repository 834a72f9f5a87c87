package ${package};

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; how long figures are kept the store reads, by retention.txt. */
@ObjectClassDefinition(
    id = FollowerConfig.PID,
    name = "%follower.name",
    description = "%follower.description",
    localization = "OSGI-INF/l10n/bundle")
@interface FollowerConfig {
  String PID = "${pid}";

  @AttributeDefinition(name = "%types.name", description = "%types.description")
  String types() default "request.received,request.closed";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 1095;
}
